import type { Redactor } from './redact.js';
import { LEAST_SECRET_LENGTH, REDACTED } from './secret-patterns.js';
import type { TextMemory } from './text-memory.js';

const ELLIPSIS = Buffer.from('…');
const TOO_DEEP = '…';
/** A string cut shorter than this says nothing: it is left out. */
const LEAST_CUT_BYTES = 16;
/** Seen beyond the cut, so that a secret which straddles it is still recognised. */
const LOOKAHEAD = 1_024;
/** Up to this length, text is written unit by unit. */
export const MOST_WORD_LENGTH = 32;
const MOST_KNOWN_KEYS = 2_000;
const MOST_KNOWN_LENGTH = 64;

export type Container = 'array' | 'object';

/** A key as it is written. */
interface KnownKey {
  token: Uint8Array;
  isClean: boolean;
  /** Whether some values under it are hidden. */
  isSensitive: boolean;
}

/**
 * Walks through values and has what the redactor lets through written in some form: at most `limit` bytes (at least 64), whole again after the
 * cut. The work is bounded by the limit, not by the value's size, and no text becomes a string on its way.
 *
 * What a form has to do is abstract here. Where it tells of success, false means that the room is used up, after which the containers that are
 * open only close; `before` is where the value begins with all that goes with it, which is taken back then.
 */
export abstract class ContentWriter {
  readonly memory: TextMemory;
  /** Where the next byte goes. */
  protected at = 0;
  /** Where the room ends. */
  protected end = 0;
  protected isTruncated = false;
  /** Whether nothing was hidden or replaced. */
  protected isFaithful = true;
  protected readonly redactor: Redactor;
  readonly #keys = new Map<string, KnownKey>();

  constructor(memory: TextMemory, redactor: Redactor) {
    this.memory = memory;
    this.redactor = redactor;
  }

  /** Containers within each other; what lies deeper is replaced. */
  protected abstract readonly mostDepth: number;
  /** Opens a container, and leaves room for what closes it. */
  protected abstract open(container: Container, before: number): boolean;
  /** `start` is where it was opened. */
  protected abstract close(container: Container, start: number): void;
  /** What stands before a value of a container; `token` is its key in an object. */
  protected abstract beginEntry(value: unknown, token: Uint8Array | undefined, isFirst: boolean): boolean;
  /** `start` is where the entry began. */
  protected abstract endEntry(token: Uint8Array | undefined, start: number): void;
  protected abstract toToken(key: string): Uint8Array;
  /** A number, a boolean or null, for which all else stands that JSON has no text for. */
  protected abstract writeScalar(value: unknown, before: number): boolean;
  /** A short text that can be written as it is; false, with nothing written, where it cannot. */
  protected abstract writeWord(text: string): boolean;
  /** Bytes before the inside of a text, and behind it. */
  protected abstract headSize(text: string): number;
  protected abstract readonly tailSize: number;
  /** Has the memory write the inside of a text as far as it fits between the places, and returns where it ends. */
  protected abstract encode(text: string, at: number, end: number): number;
  /** Puts what belongs there before and behind the inside of a text. */
  protected abstract endText(text: string, from: number, to: number): void;
  /** The bits of the patterns of secrets of which the text that was written last, from there on, has marks. */
  protected abstract findMarks(text: string, from: number): number;

  /** `from` is where in the memory it begins. */
  protected writeAll(value: unknown, from: number, limit: number): void {
    this.at = from;
    this.end = from + limit;
    this.isTruncated = false;
    this.isFaithful = true;
    this.#write(value, undefined, 0, from);
  }

  protected overflow(before: number): false {
    this.isTruncated = true;
    this.at = before;
    return false;
  }

  #write(value: unknown, key: string | undefined, depth: number, before: number): boolean {
    if (typeof value === 'string') return this.#writeString(value, key, before);
    if (typeof value !== 'object' || value === null) return this.writeScalar(value, before);
    if (depth === this.mostDepth) return this.#replace(TOO_DEEP, before);
    if (Array.isArray(value)) return this.#writeArray(value, depth, before);
    if (ArrayBuffer.isView(value)) return this.#replace(`<${value.byteLength} bytes>`, before);
    if ('toJSON' in value && typeof value.toJSON === 'function') return this.#write(value.toJSON(), key, depth + 1, before);
    return this.#writeObject(value, depth, before);
  }

  #writeArray(values: unknown[], depth: number, before: number): boolean {
    const start = this.at;
    if (!this.open('array', before)) return false;
    let isFirst = true;
    for (const value of values) {
      const entry = this.at;
      const goesOn = this.beginEntry(value, undefined, isFirst) && this.#write(value, undefined, depth + 1, entry);
      if (this.at > entry) this.endEntry(undefined, entry);
      if (!goesOn) break;
      isFirst = false;
    }
    this.close('array', start);
    return !this.isTruncated;
  }

  #writeObject(value: object, depth: number, before: number): boolean {
    const start = this.at;
    if (!this.open('object', before)) return false;
    let isFirst = true;
    for (const key of Object.keys(value)) {
      const inner: unknown = Reflect.get(value, key);
      if (inner === undefined || typeof inner === 'function' || typeof inner === 'symbol') continue;
      const entry = this.at;
      const { token, isClean, isSensitive } = this.#keys.get(key) ?? this.#learnKey(key);
      if (!isClean) this.isFaithful = false;
      const isHidden = isSensitive && this.redactor.hidesValue(key, inner);
      const goesOn =
        this.beginEntry(inner, token, isFirst) && (isHidden ? this.#replace(REDACTED, entry) : this.#write(inner, key, depth + 1, entry));
      if (this.at > entry) this.endEntry(token, entry);
      if (!goesOn) break;
      isFirst = false;
    }
    this.close('object', start);
    return !this.isTruncated;
  }

  #writeString(text: string, key: string | undefined, before: number): boolean {
    const from = this.at;
    const left = this.end - from;
    const isLong = text.length > left + LOOKAHEAD;
    const seen = isLong ? text.slice(0, left + LOOKAHEAD) : text;
    if (!this.redactor.isCustom) {
      const written = this.#writeText(seen, isLong, before);
      // A secret begins with its mark: where none was written, there is none of a secret.
      if (text.length < LEAST_SECRET_LENGTH || this.findMarks(text, from) === 0) return written;
      this.at = from;
      this.isTruncated = false;
    }
    const clean = this.redactor.cleanText(seen, key);
    if (clean !== seen) this.isFaithful = false;
    return this.#writeText(clean, isLong, before);
  }

  /** Of a long text something is left out in any case. */
  #writeText(text: string, isLong: boolean, before: number): boolean {
    if (text.length <= MOST_WORD_LENGTH && this.writeWord(text)) return true;
    const start = this.at + this.headSize(text);
    const end = this.end - this.tailSize;
    if (!isLong && start <= end) {
      const to = this.encode(text, start, end);
      if (!this.memory.isCut) {
        this.endText(text, start, to);
        return true;
      }
    }
    this.isTruncated = true;
    if (end - start - ELLIPSIS.length < LEAST_CUT_BYTES) return this.overflow(before);
    const to = this.encode(text, start, end - ELLIPSIS.length);
    this.memory.bytes.set(ELLIPSIS, to);
    this.endText(text, start, to + ELLIPSIS.length);
    return false;
  }

  /** Stands for something else than itself. */
  #replace(text: string, before: number): boolean {
    this.isFaithful = false;
    return this.#writeText(text, false, before);
  }

  /** What the operator's rule rewrites is rewritten each time. */
  #learnKey(key: string): KnownKey {
    const { redactor } = this;
    const clean = redactor.cleanText(key, undefined);
    const known = { token: this.toToken(clean), isClean: clean === key, isSensitive: redactor.isSensitive(key) };
    const isKept = !redactor.isCustom && key.length <= MOST_KNOWN_LENGTH && this.#keys.size < MOST_KNOWN_KEYS;
    if (isKept) this.#keys.set(key, known);
    return known;
  }
}
