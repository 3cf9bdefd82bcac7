import { REDACTED, type Redactor } from './redact.js';
import { mayHoldSecret } from './secret-marks.js';

const ELLIPSIS = '…';
const ELLIPSIS_BYTES = 3;
/** A string cut shorter than this says nothing: it is left out. */
const LEAST_CUT_BYTES = 16;
/** Seen beyond the cut, so that a secret which straddles it is still recognised. */
const LOOKAHEAD = 1_024;
const MOST_DEPTH = 64;

/** JSON text of captured content, and whether anything was left out to stay within the limit. */
export interface Captured {
  text: string;
  truncated: boolean;
}

/**
 * Redacted JSON text of at most `limit` bytes (at least 64), valid after the cut. The work is bounded by the limit, not by the
 * value's size.
 */
export function serialize(value: unknown, limit: number, redactor: Redactor): Captured {
  const writer = new CappedWriter(limit, redactor);
  writer.write('', value, undefined, 0);
  return { text: writer.text === '' ? 'null' : writer.text, truncated: writer.truncated };
}

/** JSON text as native code makes it, the fastest; nothing if something in it might have to be hidden. */
export function plainText(value: unknown, redactor: Redactor): string | undefined {
  const text = redactor.isCustom ? undefined : JSON.stringify(value);
  return text === undefined || mayHoldSecret(text) ? undefined : text;
}

class CappedWriter {
  text = '';
  truncated = false;
  #left: number;
  readonly #redactor: Redactor;

  constructor(limit: number, redactor: Redactor) {
    this.#left = limit;
    this.#redactor = redactor;
  }

  /** Appends prefix and value; false when the room is used up, after which the enclosing containers only close. */
  write(prefix: string, value: unknown, key: string | undefined, depth: number): boolean {
    if (typeof value === 'string') return this.#writeString(prefix, value, key);
    if (typeof value !== 'object' || value === null) return this.#append(prefix + scalarText(value));
    if (depth === MOST_DEPTH) return this.#append(`${prefix}"${ELLIPSIS}"`);
    if (Array.isArray(value)) return this.#writeArray(prefix, value, depth);
    if (ArrayBuffer.isView(value)) return this.#append(`${prefix}"<${value.byteLength} bytes>"`);
    if ('toJSON' in value && typeof value.toJSON === 'function') return this.write(prefix, value.toJSON(), key, depth + 1);
    return this.#writeObject(prefix, value, depth);
  }

  #writeArray(prefix: string, values: unknown[], depth: number): boolean {
    if (!this.#open(`${prefix}[`)) return false;
    let separator = '';
    for (const value of values) {
      if (!this.write(separator, value, undefined, depth + 1)) break;
      separator = ',';
    }
    this.text += ']';
    return !this.truncated;
  }

  #writeObject(prefix: string, value: object, depth: number): boolean {
    if (!this.#open(`${prefix}{`)) return false;
    let separator = '';
    for (const key of Object.keys(value)) {
      const inner = Reflect.get(value, key);
      if (inner === undefined || typeof inner === 'function' || typeof inner === 'symbol') continue;
      const start = `${separator}${JSON.stringify(this.#redactor.cleanText(key, undefined))}:`;
      const hidden = this.#redactor.hidesKey(key, inner);
      if (!(hidden ? this.#append(`${start}"${REDACTED}"`) : this.write(start, inner, key, depth + 1))) break;
      separator = ',';
    }
    this.text += '}';
    return !this.truncated;
  }

  #writeString(prefix: string, text: string, key: string | undefined): boolean {
    const seen = text.length > this.#left + LOOKAHEAD ? text.slice(0, this.#left + LOOKAHEAD) : text;
    const whole = JSON.stringify(this.#redactor.cleanText(seen, key));
    // Text of fewer units than bytes left may still be too long; text of more cannot fit.
    if (seen === text && prefix.length + whole.length <= this.#left && this.#append(prefix + whole)) return true;
    this.truncated = true;
    const room = this.#left - Buffer.byteLength(prefix) - 2 - ELLIPSIS_BYTES;
    if (room < LEAST_CUT_BYTES) return false;
    this.#append(`${prefix}"${cutEscaped(whole.slice(1, -1), room)}${ELLIPSIS}"`);
    return false;
  }

  /** Starts a container and reserves the byte that closes it. */
  #open(token: string): boolean {
    const opened = this.#append(token, 1);
    if (opened) this.#left--;
    return opened;
  }

  #append(token: string, reserved = 0): boolean {
    const bytes = Buffer.byteLength(token);
    if (bytes + reserved > this.#left) {
      this.truncated = true;
      return false;
    }
    this.text += token;
    this.#left -= bytes;
    return true;
  }
}

function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value) ?? 'null';
}

/** Cuts escaped JSON text to so many bytes without splitting an escape or a character. */
function cutEscaped(text: string, bytes: number): string {
  const buffer = Buffer.from(text.slice(0, bytes));
  let end = Math.min(bytes, buffer.length);
  while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end--;
  const cut = buffer.toString('utf8', 0, end);
  const unfinished = /\\(?:u[\da-f]{0,3})?$/i.exec(cut);
  if (unfinished === null) return cut;
  let slashes = 0;
  for (let index = unfinished.index; index >= 0 && cut[index] === '\\'; index--) slashes++;
  return slashes % 2 === 1 ? cut.slice(0, unfinished.index) : cut;
}
