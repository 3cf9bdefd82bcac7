import { ByteWriter } from './byte-writer.js';
import type { Column } from './column.js';

/** A column of a block, under its name in the table. */
export interface NamedColumn {
  name: string;
  column: Column;
}

/**
 * Rows as one block of ClickHouse's format Native: column by column, so that the engine takes them over instead of parsing them.
 * Blocks of the same columns can be joined.
 *
 * @see https://clickhouse.com/docs/interfaces/formats/Native
 */
export function toNativeBlock(columns: readonly NamedColumn[], rows: number): Buffer {
  const size = columns.reduce((sum, { name, column }) => sum + 32 + name.length + column.type.length + column.size, 16);
  const out = new ByteWriter(size);
  out.varint(columns.length);
  out.varint(rows);
  for (const { name, column } of columns) {
    out.text(name);
    out.text(column.type);
    column.writePrefixTo(out);
    column.writeTo(out);
  }
  return out.bytes.subarray(0, out.length);
}
