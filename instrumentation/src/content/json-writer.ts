import { CapturedText } from './captured-text.js';
import type { Redactor } from './redact.js';
import { LEAST_SECRET_LENGTH, REDACTED } from './secret-patterns.js';
import type { TextMemory } from './text-memory.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACKET_CLOSE = 0x5d;
const BRACE = 0x7b;
const BRACE_CLOSE = 0x7d;
const ELLIPSIS = Buffer.from('…');
const TOO_DEEP = Buffer.from('"…"');
const HIDDEN = Buffer.from(`"${REDACTED}"`);
/** A string cut shorter than this says nothing: it is left out. */
const LEAST_CUT_BYTES = 16;
/** Seen beyond the cut, so that a secret which straddles it is still recognised. */
const LOOKAHEAD = 1_024;
/** Up to this length, text is written unit by unit. */
const MOST_WORD_LENGTH = 32;
const MOST_DEPTH = 64;
const MOST_KNOWN_KEYS = 2_000;
const MOST_KNOWN_LENGTH = 64;

/** A key as it is written, with quotes and colon. */
interface KnownKey {
  token: Uint8Array;
  isClean: boolean;
  /** Whether some values under it are hidden. */
  isSensitive: boolean;
}

/**
 * Writes redacted JSON text of values: at most `limit` bytes (at least 64), valid after the cut. The work is bounded by the limit, not
 * by the value's size, and no text becomes a string on its way.
 */
export class JsonWriter {
  readonly memory: TextMemory;
  readonly #redactor: Redactor;
  readonly #keys = new Map<string, KnownKey>();
  #at = 0;
  /** Where the room ends; what closes the open containers has its place behind it. */
  #end = 0;
  #truncated = false;
  #isWhole = true;

  constructor(memory: TextMemory, redactor: Redactor) {
    this.memory = memory;
    this.#redactor = redactor;
  }

  /** `from` is where the text begins in the memory. */
  write(value: unknown, from: number, limit: number): CapturedText {
    this.#at = from;
    this.#end = from + limit;
    this.#truncated = false;
    this.#isWhole = true;
    this.#write(value, undefined, 0, from);
    if (this.#at === from) this.#token('null', from);
    return new CapturedText(this.memory, from, this.#at, this.#truncated, this.#isWhole && !this.#truncated);
  }

  /**
   * `before` is where comma and key of the value begin, which go with it. False when the room is used up, after which the enclosing
   * containers only close.
   */
  #write(value: unknown, key: string | undefined, depth: number, before: number): boolean {
    if (typeof value === 'string') return this.#writeString(value, key, before);
    if (typeof value !== 'object' || value === null) return this.#token(scalarText(value), before);
    if (depth === MOST_DEPTH) return this.#replacement(TOO_DEEP, before);
    if (Array.isArray(value)) return this.#writeArray(value, depth, before);
    if (ArrayBuffer.isView(value)) return this.#replacement(Buffer.from(`"<${value.byteLength} bytes>"`), before);
    if ('toJSON' in value && typeof value.toJSON === 'function') return this.#write(value.toJSON(), key, depth + 1, before);
    return this.#writeObject(value, depth, before);
  }

  #writeArray(values: unknown[], depth: number, before: number): boolean {
    if (!this.#open(BRACKET, before)) return false;
    let isFirst = true;
    for (const value of values) {
      const start = this.#at;
      if (!(isFirst || this.#comma()) || !this.#write(value, undefined, depth + 1, start)) break;
      isFirst = false;
    }
    return this.#close(BRACKET_CLOSE);
  }

  #writeObject(value: object, depth: number, before: number): boolean {
    if (!this.#open(BRACE, before)) return false;
    let isFirst = true;
    for (const key of Object.keys(value)) {
      const inner: unknown = Reflect.get(value, key);
      if (inner === undefined || typeof inner === 'function' || typeof inner === 'symbol') continue;
      const start = this.#at;
      const { token, isClean, isSensitive } = this.#keys.get(key) ?? this.#learnKey(key);
      if (!isClean) this.#isWhole = false;
      if (!(isFirst || this.#comma()) || !this.#copy(token, start)) break;
      const isHidden = isSensitive && this.#redactor.hidesValue(key, inner);
      if (!(isHidden ? this.#replacement(HIDDEN, start) : this.#write(inner, key, depth + 1, start))) break;
      isFirst = false;
    }
    return this.#close(BRACE_CLOSE);
  }

  #writeString(text: string, key: string | undefined, before: number): boolean {
    const from = this.#at;
    const left = this.#end - from;
    const isLong = text.length > left + LOOKAHEAD;
    const seen = isLong ? text.slice(0, left + LOOKAHEAD) : text;
    if (!this.#redactor.isCustom) {
      const written = this.#writeText(seen, isLong, before);
      // A secret begins with its mark: where none was written, there is none of a secret.
      if (text.length < LEAST_SECRET_LENGTH || this.#findMarks(text, from) === 0) return written;
      this.#at = from;
      this.#truncated = false;
    }
    const clean = this.#redactor.cleanText(seen, key);
    if (clean !== seen) this.#isWhole = false;
    return this.#writeText(clean, isLong, before);
  }

  /** A word may have been written without the memory's help. */
  #findMarks(text: string, from: number): number {
    return text.length <= MOST_WORD_LENGTH ? this.memory.findMarksIn(from, this.#at) : this.memory.findMarksInEscaped(from, this.#at);
  }

  /** Of a long text something is left out in any case. */
  #writeText(text: string, isLong: boolean, before: number): boolean {
    if (text.length <= MOST_WORD_LENGTH && this.#writeWord(text)) return true;
    const memory = this.memory;
    const from = this.#at;
    const left = this.#end - from;
    if (!isLong && left >= 2) {
      const to = memory.escape(text, from + 1, this.#end - 1);
      if (!memory.isCut) return this.#quote(from, to);
    }
    this.#truncated = true;
    const room = left - 2 - ELLIPSIS.length;
    if (room < LEAST_CUT_BYTES) return this.#takeBack(before);
    const to = memory.escape(text, from + 1, from + 1 + room);
    memory.bytes.set(ELLIPSIS, to);
    this.#quote(from, to + ELLIPSIS.length);
    return false;
  }

  /** Mostly there is nothing to escape: reading the text is faster than a call into the engine. False if it does not fit, or must be escaped. */
  #writeWord(text: string): boolean {
    const from = this.#at;
    if (from + text.length + 2 > this.#end) return false;
    const { bytes } = this.memory;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return false;
      bytes[from + 1 + index] = code;
    }
    return this.#quote(from, from + 1 + text.length);
  }

  #quote(from: number, to: number): true {
    this.memory.bytes[from] = QUOTE;
    this.memory.bytes[to] = QUOTE;
    this.#at = to + 1;
    return true;
  }

  /** What the operator's rule rewrites is rewritten each time. */
  #learnKey(key: string): KnownKey {
    const clean = this.#redactor.cleanText(key, undefined);
    const isSensitive = this.#redactor.isSensitive(key);
    const known = { token: Buffer.from(`${JSON.stringify(clean)}:`), isClean: clean === key, isSensitive };
    const isKept = !this.#redactor.isCustom && key.length <= MOST_KNOWN_LENGTH && this.#keys.size < MOST_KNOWN_KEYS;
    if (isKept) this.#keys.set(key, known);
    return known;
  }

  /** Starts a container and reserves the byte that closes it. */
  #open(token: number, before: number): boolean {
    if (this.#at + 2 > this.#end) return this.#overflow(before);
    this.#end--;
    this.memory.bytes[this.#at++] = token;
    return true;
  }

  #close(token: number): boolean {
    this.#end++;
    this.memory.bytes[this.#at++] = token;
    return !this.#truncated;
  }

  #comma(): boolean {
    if (this.#at >= this.#end) return this.#overflow(this.#at);
    this.memory.bytes[this.#at++] = COMMA;
    return true;
  }

  /** Stands for something else than itself. */
  #replacement(bytes: Uint8Array, before: number): boolean {
    this.#isWhole = false;
    return this.#copy(bytes, before);
  }

  #copy(token: Uint8Array, before: number): boolean {
    if (this.#at + token.length > this.#end) return this.#overflow(before);
    const { bytes } = this.memory;
    for (let index = 0; index < token.length; index++) bytes[this.#at++] = token[index] as number;
    return true;
  }

  /** ASCII only. */
  #token(text: string, before: number): boolean {
    if (this.#at + text.length > this.#end) return this.#overflow(before);
    const { bytes } = this.memory;
    for (let index = 0; index < text.length; index++) bytes[this.#at++] = text.charCodeAt(index);
    return true;
  }

  #overflow(before: number): false {
    this.#truncated = true;
    return this.#takeBack(before);
  }

  #takeBack(before: number): false {
    this.#at = before;
    return false;
  }
}

function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  return typeof value === 'boolean' ? String(value) : 'null';
}
