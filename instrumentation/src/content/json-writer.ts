import { type Container, ContentWriter, MOST_WORD_LENGTH } from './content-writer.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACKET_CLOSE = 0x5d;
const BRACE = 0x7b;
const BRACE_CLOSE = 0x7d;

/** The JSON text of a value, as far as it was let through. */
export interface CapturedText {
  text: string;
  /** Whether something was left out to stay within the limit. */
  truncated: boolean;
  /** Bytes of the value's JSON text, where this is all of it and nothing was hidden or replaced. */
  size: number | undefined;
}

/** Writes values as JSON text in UTF-8. */
export class JsonWriter extends ContentWriter {
  protected override readonly mostDepth = 64;
  protected override readonly tailSize = 1;

  /** `from` is where the text is made in the memory. */
  write(value: unknown, from: number, limit: number): CapturedText {
    this.writeAll(value, from, limit);
    if (this.at === from) this.#copy('null', from);
    return {
      text: this.memory.bytes.toString('utf8', from, this.at),
      truncated: this.isTruncated,
      size: this.isFaithful && !this.isTruncated ? this.at - from : undefined,
    };
  }

  /** The byte that closes it has its place behind the room. */
  protected override open(container: Container, before: number): boolean {
    if (this.at + 2 > this.end) return this.overflow(before);
    this.end--;
    this.memory.bytes[this.at++] = container === 'array' ? BRACKET : BRACE;
    return true;
  }

  protected override close(container: Container): void {
    this.end++;
    this.memory.bytes[this.at++] = container === 'array' ? BRACKET_CLOSE : BRACE_CLOSE;
  }

  protected override beginEntry(_value: unknown, token: Uint8Array | undefined, isFirst: boolean): boolean {
    const before = this.at;
    if (before + (isFirst ? 0 : 1) + (token?.length ?? 0) > this.end) return this.overflow(before);
    const { bytes } = this.memory;
    if (!isFirst) bytes[this.at++] = COMMA;
    if (token !== undefined) for (let index = 0; index < token.length; index++) bytes[this.at++] = token[index] as number;
    return true;
  }

  protected override endEntry(): void {
    // Nothing stands behind an entry: the comma is part of the next one.
  }

  /** With quotes and colon. */
  protected override toToken(key: string): Uint8Array {
    return Buffer.from(`${JSON.stringify(key)}:`);
  }

  protected override writeScalar(value: unknown, before: number): boolean {
    return this.#copy(scalarText(value), before);
  }

  /** Mostly there is nothing to escape: reading the text is faster than a call into the engine. */
  protected override writeWord(text: string): boolean {
    const from = this.at + 1;
    if (from + text.length + 1 > this.end) return false;
    const { bytes } = this.memory;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return false;
      bytes[from + index] = code;
    }
    this.endText(text, from, from + text.length);
    return true;
  }

  protected override headSize(): number {
    return 1;
  }

  protected override encode(text: string, at: number, end: number): number {
    return this.memory.escape(text, at, end);
  }

  protected override endText(_text: string, from: number, to: number): void {
    const { bytes } = this.memory;
    bytes[from - 1] = QUOTE;
    bytes[to] = QUOTE;
    this.at = to + 1;
  }

  /** A word may have been written without the memory's help. */
  protected override findMarks(text: string, from: number): number {
    return text.length <= MOST_WORD_LENGTH ? this.memory.findMarksIn(from, this.at) : this.memory.findMarksInEscaped(from, this.at);
  }

  /** ASCII only. */
  #copy(text: string, before: number): boolean {
    if (this.at + text.length > this.end) return this.overflow(before);
    const { bytes } = this.memory;
    for (let index = 0; index < text.length; index++) bytes[this.at++] = text.charCodeAt(index);
    return true;
  }
}

function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  return typeof value === 'boolean' ? String(value) : 'null';
}
