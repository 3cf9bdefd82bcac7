import { ArrayColumn } from './array-column.js';
import type { ByteWriter } from './byte-writer.js';
import type { Column } from './column.js';
import { LowCardinalityColumn } from './low-cardinality.js';
import { TextColumn } from './text-column.js';

/** Keys and values side by side: what a Map is an array of. */
class Entries implements Column {
  readonly type = '';
  readonly keys = new LowCardinalityColumn();
  readonly values = new TextColumn();

  get size(): number {
    return this.keys.size + this.values.size;
  }

  writePrefixTo(out: ByteWriter): void {
    this.keys.writePrefixTo(out);
  }

  writeTo(out: ByteWriter): void {
    this.keys.writeTo(out);
    this.values.writeTo(out);
  }

  reset(): void {
    this.keys.reset();
    this.values.reset();
  }
}

/** Map(LowCardinality(String), String): add each entry's key and value, then end the row. */
export class MapColumn extends ArrayColumn<Entries> {
  constructor() {
    super(new Entries(), 'Map(LowCardinality(String), String)');
  }

  get keys(): LowCardinalityColumn {
    return this.values.keys;
  }

  get texts(): TextColumn {
    return this.values.values;
  }
}
