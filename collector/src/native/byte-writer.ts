const INITIAL_BYTES = 4_096;
/** A writer that one large request has grown gives the memory back afterwards. */
const KEPT_BYTES = 4 * 1024 * 1024;

/** A growing buffer that is written to its end, and used again after `reset`. */
export class ByteWriter {
  bytes: Buffer;
  length = 0;

  constructor(capacity = INITIAL_BYTES) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  /** Makes room; whoever writes to `bytes` directly calls it first. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** Little-endian, as everywhere in Native. */
  uint64(low: number, high: number): void {
    this.reserve(8);
    this.bytes.writeUInt32LE(low, this.length);
    this.bytes.writeUInt32LE(high, this.length + 4);
    this.length += 8;
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  copy(source: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    source.copy(this.bytes, this.length, start, end);
    this.length += end - start;
  }

  /** A string of Native: its length in bytes, then its bytes. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    this.varint(size);
    this.reserve(size);
    this.length += this.bytes.write(value, this.length);
  }

  append(other: ByteWriter): void {
    this.copy(other.bytes, 0, other.length);
  }

  reset(): void {
    this.length = 0;
    if (this.bytes.length > KEPT_BYTES) this.bytes = Buffer.allocUnsafeSlow(INITIAL_BYTES);
  }
}
