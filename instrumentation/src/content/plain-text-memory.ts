import { LEAST_SECRET_LENGTH, SECRET_PATTERNS } from './secret-patterns.js';
import { isCut, type Region, SIZE_REGION, type TextMemory } from './text-memory.js';

/** What works where WebAssembly does not (`node --jitless`), and what the other is held against. */
export class PlainTextMemory implements TextMemory {
  bytes = Buffer.alloc(0);
  readonly limit: number;
  isCut = false;
  copiedMarks = 0;
  readonly #regions = new Map<Region, number>();

  constructor(limit: number) {
    this.limit = limit;
  }

  region(name: Region): number {
    return this.#regions.get(name) ?? this.#addRegion(name);
  }

  pages(): Buffer[] {
    return [];
  }

  findMarks(text: string): number {
    if (text.length < LEAST_SECRET_LENGTH) return 0;
    const lower = text.toLowerCase();
    return SECRET_PATTERNS.reduce(
      (found, { marks }, index) => (marks.some((mark) => lower.includes(mark)) ? found | (1 << index) : found),
      0,
    );
  }

  findMarksIn(from: number, to: number): number {
    return this.findMarks(this.bytes.toString('latin1', from, to));
  }

  findMarksInEscaped(from: number, to: number): number {
    return this.findMarksIn(from, to);
  }

  escape(text: string, at: number, end: number): number {
    const whole = JSON.stringify(text).slice(1, -1);
    const size = Buffer.byteLength(whole);
    this.isCut = size > end - at;
    return at + this.bytes.write(this.isCut ? cutEscaped(whole, end - at) : whole, at);
  }

  copy(text: string, at: number, end: number): number {
    const to = at + this.bytes.write(text, at, end - at);
    this.isCut = isCut(text, to - at, end - at);
    this.copiedMarks = this.findMarksIn(at, to);
    return to;
  }

  #addRegion(name: Region): number {
    const at = this.bytes.length;
    this.bytes = Buffer.concat([this.bytes, Buffer.alloc(name === 'size' ? SIZE_REGION : this.limit)]);
    this.#regions.set(name, at);
    return at;
  }
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
