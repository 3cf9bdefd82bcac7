import { ByteWriter } from './byte-writer.js';
import type { Column } from './column.js';

/** Array(T): where each row ends among the values, then the values of all rows. */
export class ArrayColumn<Values extends Column & { readonly type: string }> implements Column {
  readonly type: string;
  readonly values: Values;
  readonly #ends = new ByteWriter();
  #count = 0;

  constructor(values: Values, type = `Array(${values.type})`) {
    this.type = type;
    this.values = values;
  }

  get size(): number {
    return this.#ends.length + this.values.size;
  }

  /** Ends a row that has this many values. */
  endRow(count: number): void {
    this.#count += count;
    this.#ends.uint64(this.#count, 0);
  }

  writePrefixTo(out: ByteWriter): void {
    this.values.writePrefixTo(out);
  }

  writeTo(out: ByteWriter): void {
    out.append(this.#ends);
    this.values.writeTo(out);
  }

  reset(): void {
    this.#ends.reset();
    this.values.reset();
    this.#count = 0;
  }
}
