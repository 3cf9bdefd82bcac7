import type { ByteWriter } from './byte-writer.js';

const WORD = 2 ** 32;
const HALF_WORD = 2 ** 16;
const NANOSECONDS = 1_000_000_000;

/** Nanoseconds since 1970 from milliseconds with a fraction, in halves: as one number they would lose their last digits. */
export function putTime(writer: ByteWriter, at: number, milliseconds: number): void {
  const second = Math.floor(milliseconds / 1_000);
  const upper = (second >>> 16) * NANOSECONDS;
  const upperHalf = Math.floor(upper / HALF_WORD);
  const nanoseconds = Math.round((milliseconds - second * 1_000) * 1_000_000);
  const rest = (upper - upperHalf * HALF_WORD) * HALF_WORD + (second & 0xffff) * NANOSECONDS + nanoseconds;
  const carried = Math.floor(rest / WORD);
  writer.putUint32(at, rest - carried * WORD);
  writer.putUint32(at + 4, upperHalf + carried);
}
