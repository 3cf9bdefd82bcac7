import { LEAST_SECRET_LENGTH, SECRET_PATTERNS } from './secret-patterns.js';
import { TEXT_KERNELS } from './text-kernel-bytes.js';
import { isCut, type Region, SIZE_REGION, type TextMemory } from './text-memory.js';

/** What text-kernel.wat exports. Places are addresses of bytes; input is read up to a place that is not included. */
interface Kernel {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  escapeLatin1(from: number, to: number, at: number, end: number): number;
  escapeUtf16(from: number, to: number, at: number, end: number): number;
  findMarks(from: number, to: number): number;
  readUntil(): number;
}

/** The part of the JavaScript API that is used here: without the DOM's, TypeScript has no types for it. */
interface Engine {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}

/** What `findMarks` tells but that not all is ASCII. */
const ALL_MARKS = 0x7fff_ffff;
/** Units of text that are worked on at once: the default limit of captured content, and what is looked at behind it. */
const CAPACITY = 20_480;
/** The kernel reads and writes so far beyond what it is told to. */
const SLACK = 64;
const SEED_TABLES = 4_112;
const SETS = 4_224;
const MARKS = 4_288;
const MARK_SIZE = 40;
const INPUT = 8_192;
const FIRST_REGION = INPUT + CAPACITY * 2 + SLACK;
/** What the engine's memory grows by. */
const WASM_PAGE = 65_536;
/** No mark is longer. */
const OVERLAP = 16;
const MOST_ESCAPED = 6;
/** The bit that tells letters of one case from the other. */
const CASE = 0x20;
const SEED_LENGTH = 3;
/**
 * Each mark has one of these within it, which the kernel looks for. It takes any mixture of a set's for one of them, so they were chosen and put
 * into sets by what is rare in prose, JSON and code.
 */
const SEEDS = [
  ['pm_', 'swd', 'swo'],
  ['ghp', 'gho', 'ghu', 'ghs', 'ghr', 'oks', 'oke', 'oki'],
  ['lpa', 'hra'],
  ['xox', '://'],
  ['beg', 'bea', 'aki', 'key'],
  ['b_p', 'k_l', 'k_t', 'cre'],
  ['sic', 'sia', 'sk-'],
  ['eyj', 'iza'],
];

/** The engine's code for a text of one byte a character fails at once, without a look at the text; that for others finds one quickly. */
const IS_WIDE = /[^\0-\xff]/;

type Write = (this: Buffer, text: string, at: number) => number;

/** `write` with an encoding looks that up each time, and the engine compiles the search wherever it is called. Not documented, and so not relied on. */
const writeLatin1 = (Reflect.get(Buffer.prototype, 'latin1Write') ?? writeAsLatin1) as Write;

function writeAsLatin1(this: Buffer, text: string, at: number): number {
  return this.write(text, at, 'latin1');
}

/** With the first of these kernels that the engine takes; nothing where it has no WebAssembly, or no SIMD. */
export function createWasmTextMemory(limit: number, kernels: readonly string[] = TEXT_KERNELS): TextMemory | undefined {
  for (const kernel of kernels) {
    try {
      const { Module, Instance } = Reflect.get(globalThis, 'WebAssembly') as Engine;
      const { exports } = new Instance(new Module(Buffer.from(kernel, 'base64')));
      return new WasmTextMemory(exports as Kernel, limit);
    } catch {
      // The next one asks less of the engine.
    }
  }
  return undefined;
}

class WasmTextMemory implements TextMemory {
  bytes: Buffer;
  readonly limit: number;
  isCut = false;
  copiedMarks = 0;
  readonly #kernel: Kernel;
  readonly #argumentsAt: number;
  readonly #resultAt: number;
  readonly #sizeAt: number;
  readonly #regionsEnd: number;
  #hasPages = false;
  /** Whether all that was escaped last is where input is, one byte a character. */
  #isInputWhole = false;

  constructor(kernel: Kernel, limit: number) {
    this.limit = limit;
    this.#kernel = kernel;
    this.#argumentsAt = FIRST_REGION;
    this.#resultAt = this.#argumentsAt + limit + SLACK;
    this.#sizeAt = this.#resultAt + limit + SLACK;
    this.#regionsEnd = this.#sizeAt + SIZE_REGION + SLACK;
    this.bytes = this.#reach(this.#regionsEnd);
    writeExpansions(this.bytes);
    writeMarks(this.bytes);
  }

  region(name: Region): number {
    if (name === 'result') return this.#resultAt;
    return name === 'arguments' ? this.#argumentsAt : this.#sizeAt;
  }

  /** All at once: what was made of the memory before is of no use after it has grown. */
  pages(count: number, size: number): Buffer[] {
    if (this.#hasPages) return [];
    this.#hasPages = true;
    const each = size + SLACK;
    try {
      this.bytes = this.#reach(this.#regionsEnd + count * each);
    } catch {
      // The system gives no more of it.
      return [];
    }
    return Array.from({ length: count }, (_, page) => Buffer.from(this.bytes.buffer, this.#regionsEnd + page * each, size));
  }

  findMarks(text: string): number {
    if (text.length < LEAST_SECRET_LENGTH) return 0;
    let found = 0;
    for (let from = 0; from === 0 || from + OVERLAP < text.length; from += CAPACITY - OVERLAP) {
      const part = text.length <= CAPACITY ? text : text.slice(from, from + CAPACITY);
      // Of what is no Latin-1, the lower byte alone: it may look like a mark, and leaves those that are there as they are.
      found |= this.#kernel.findMarks(INPUT, INPUT + writeLatin1.call(this.bytes, part, INPUT));
    }
    return found & ALL_MARKS;
  }

  findMarksIn(from: number, to: number): number {
    return this.#kernel.findMarks(from, to) & ALL_MARKS;
  }

  /** The text as it was is shorter than what became of it. */
  findMarksInEscaped(from: number, to: number): number {
    return this.#isInputWhole ? this.findMarksIn(INPUT, this.#kernel.readUntil()) : this.findMarksIn(from, to);
  }

  escape(text: string, at: number, end: number): number {
    if (text.length <= CAPACITY) return this.#escape(text, at, end);
    let from = 0;
    let to = at;
    do {
      let next = Math.min(from + CAPACITY, text.length);
      if (next < text.length && isHighSurrogate(text.charCodeAt(next - 1))) next--;
      to = this.#escape(text.slice(from, next), to, end);
      from = next;
    } while (from < text.length && !this.isCut);
    this.#isInputWhole = false;
    return to;
  }

  /** Nearly all text is ASCII, and the search for marks tells whether it is: then it is in its place already. */
  copy(text: string, at: number, end: number): number {
    const room = end - at;
    const part = text.length > room ? text.slice(0, room) : text;
    if (!IS_WIDE.test(part)) {
      const to = at + writeLatin1.call(this.bytes, part, at);
      const found = this.#kernel.findMarks(at, to);
      if (found >= 0) {
        this.copiedMarks = found;
        this.isCut = part !== text;
        return to;
      }
    }
    const to = at + this.bytes.write(part, at, room);
    this.isCut = part !== text || isCut(text, to - at, room);
    this.copiedMarks = this.findMarksIn(at, to);
    return to;
  }

  #reach(end: number): Buffer {
    const { memory } = this.#kernel;
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / WASM_PAGE));
    return Buffer.from(memory.buffer);
  }

  #escape(text: string, at: number, end: number): number {
    const isWide = IS_WIDE.test(text);
    const to = INPUT + (isWide ? this.bytes.write(text, INPUT, 'utf16le') : writeLatin1.call(this.bytes, text, INPUT));
    const ended = isWide ? this.#kernel.escapeUtf16(INPUT, to, at, end) : this.#kernel.escapeLatin1(INPUT, to, at, end);
    this.isCut = ended > end - MOST_ESCAPED && this.#kernel.readUntil() < to;
    this.#isInputWhole = !isWide;
    return ended;
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** For each mask of eight bytes, where the bytes of the result come from: a backslash before each that is in the mask. */
function writeExpansions(bytes: Buffer): void {
  for (let mask = 0; mask < 256; mask++) {
    let at = mask * 16;
    for (let index = 0; index < 8; index++) {
      if ((mask >> index) & 1) bytes[at++] = 8;
      bytes[at++] = index;
    }
  }
}

function writeMarks(bytes: Buffer): void {
  const marks = SECRET_PATTERNS.flatMap(({ marks }, index) => marks.map((text) => ({ text, bit: 1 << index, ...seedOf(text) })));
  let at = MARKS;
  for (let set = 0; set < SEEDS.length; set++) {
    bytes.writeUInt32LE(at, SETS + set * 4);
    for (const { text, bit, seed } of marks.filter((mark) => mark.set === set)) {
      for (let index = 0; index < OVERLAP; index++) {
        const isIn = index < text.length;
        const value = at + (index & 7) + (index >> 3) * 16;
        bytes[value] = isIn ? fold(text.charCodeAt(index)) : 0;
        bytes[value + 8] = isIn ? 0xff : 0;
      }
      bytes.writeUInt32LE(bit, at + 32);
      bytes.writeUInt32LE(text.indexOf(seed), at + 36);
      at += MARK_SIZE;
      for (let index = 0; index < seed.length; index++) allow(bytes, SEED_TABLES + index * 32, fold(seed.charCodeAt(index)), set);
    }
  }
  bytes.writeUInt32LE(at, SETS + SEEDS.length * 4);
}

/** Makes the set one of those of a character of either case, in a table by its low half and one by its high half. */
function allow(bytes: Buffer, table: number, code: number, set: number): void {
  for (const entry of [table + (code & 0xf), table + 16 + (code >> 4), table + 16 + ((code & ~CASE) >> 4)]) {
    bytes[entry] = (bytes[entry] ?? 0) | (1 << set);
  }
}

function fold(code: number): number {
  return code | CASE;
}

/** What a mark is found by. A new one that has none of the seeds is found by its beginning. */
function seedOf(mark: string): { seed: string; set: number } {
  for (const [set, seeds] of SEEDS.entries()) {
    const seed = seeds.find((within) => mark.includes(within));
    if (seed !== undefined) return { seed, set };
  }
  return { seed: mark.slice(0, SEED_LENGTH), set: SEEDS.length - 1 };
}
