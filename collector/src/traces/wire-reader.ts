/** Wire types of protobuf. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** What a tag says, as one number: field number times 8 plus wire type. */
export const tagOf = (field: number, wireType: 'varint' | 'fixed64' | 'length') =>
  field * 8 + { varint: VARINT, fixed64: FIXED64, length: LENGTH }[wireType];

/**
 * Walks protobuf's wire format by position, and makes no object on its way: a span has some fifty fields.
 *
 * @throws RangeError when the bytes end too early.
 */
export class WireReader {
  readonly bytes: Buffer;
  pos = 0;
  readonly #view: DataView;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The low 32 bits of a varint. */
  varint(): number {
    let result = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#view.getUint8(this.pos);
      this.pos += 1;
      if (shift < 32) result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return result >>> 0;
    }
    throw new RangeError('expected a varint of at most 10 bytes');
  }

  /** A signed 64-bit varint: a number where it has at most 28 bits, because a bigint costs ten times as much. */
  integer(): number | bigint {
    const start = this.pos;
    const low = this.varint();
    if (this.pos - start <= 4) return low;
    let result = 0n;
    for (let at = this.pos - 1; at >= start; at -= 1) result = (result << 7n) | BigInt(this.#view.getUint8(at) & 0x7f);
    return BigInt.asIntN(64, result);
  }

  double(): number {
    const value = this.#view.getFloat64(this.pos, true);
    this.pos += 8;
    return value;
  }

  /** The low or high half of 64 bits somewhere in the bytes. */
  uint32At(position: number): number {
    return this.#view.getUint32(position, true);
  }

  /** Reads a length, and tells where what follows ends: within its message, which ends at `limit`. */
  endOfField(limit: number): number {
    const length = this.varint();
    const end = this.pos + length;
    if (end > limit) throw new RangeError(`expected a field up to byte ${end}, but its message ends at byte ${limit}`);
    return end;
  }

  /** Passes over the value of a field that is not read. */
  skip(tag: number, limit: number): void {
    const wireType = tag & 7;
    if (wireType === VARINT) this.varint();
    else if (wireType === FIXED64) this.pos += 8;
    else if (wireType === LENGTH) this.pos = this.endOfField(limit);
    else if (wireType === FIXED32) this.pos += 4;
    else throw new RangeError(`expected a field of wire type 0, 1, 2 or 5, got ${wireType}`);
  }

  /** To be called where a message ends: its last field must not reach beyond it. */
  expectEnd(end: number): void {
    if (this.pos !== end) throw new RangeError(`expected a message to end at byte ${end}, but it ended at byte ${this.pos}`);
  }
}
