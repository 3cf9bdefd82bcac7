export { ArrayColumn } from './array-column.js';
export { type NamedColumn, toNativeBlock } from './block.js';
export { ByteWriter } from './byte-writer.js';
export { Uint64Column } from './column.js';
export { LowCardinalityColumn } from './low-cardinality.js';
export { MapColumn } from './map-column.js';
export { isZero, TextColumn } from './text-column.js';
