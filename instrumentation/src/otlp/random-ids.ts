import type { ByteWriter } from './byte-writer.js';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const WORD = 2 ** 32;

/** The ids of a span as random words, four and two, which become text only for those who ask. */
export class RandomIds {
  readonly #first = randomWord();
  readonly #second = randomWord();
  readonly #third = randomWord();
  readonly #fourth = randomWord();
  readonly #spanFirst = randomWord();
  readonly #spanSecond = randomWord();

  get traceId(): string {
    return toHex(this.#first) + toHex(this.#second) + toHex(this.#third) + toHex(this.#fourth);
  }

  get spanId(): string {
    return toHex(this.#spanFirst) + toHex(this.#spanSecond);
  }

  putTraceId(writer: ByteWriter, at: number): void {
    writer.putUint32(at, this.#first);
    writer.putUint32(at + 4, this.#second);
    writer.putUint32(at + 8, this.#third);
    writer.putUint32(at + 12, this.#fourth);
  }

  putSpanId(writer: ByteWriter, at: number): void {
    writer.putUint32(at, this.#spanFirst);
    writer.putUint32(at + 4, this.#spanSecond);
  }
}

/** The SDK's ids are no more random than this either: they are to tell apart, not to be unguessable. */
function randomWord(): number {
  return (Math.random() * WORD) | 0;
}

/** The bytes of a word in the order in which they are written. */
function toHex(word: number): string {
  return `${HEX[word & 0xff]}${HEX[(word >>> 8) & 0xff]}${HEX[(word >>> 16) & 0xff]}${HEX[word >>> 24]}`;
}
