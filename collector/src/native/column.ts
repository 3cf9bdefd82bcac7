import { ByteWriter } from './byte-writer.js';

/** The values of one column of a Native block, collected row by row. */
export interface Column {
  readonly type: string;
  /** Bytes that `writeTo` needs at most. */
  readonly size: number;
  /** What Native has before the values of some types: versions of their serialisation. */
  writePrefixTo(out: ByteWriter): void;
  writeTo(out: ByteWriter): void;
  reset(): void;
}

/** A column whose values are written as they come. */
export class PlainColumn implements Column {
  readonly type: string;
  readonly values = new ByteWriter();

  constructor(type: string) {
    this.type = type;
  }

  get size(): number {
    return this.values.length;
  }

  writePrefixTo(): void {}

  writeTo(out: ByteWriter): void {
    out.append(this.values);
  }

  reset(): void {
    this.values.reset();
  }
}

/** DateTime64(9) and UInt64. */
export class Uint64Column extends PlainColumn {
  add(low: number, high: number): void {
    this.values.uint64(low, high);
  }
}
