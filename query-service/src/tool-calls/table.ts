import type { Side } from '../contract/index.js';

/** Where tool calls are read from: each call once, or all that one side reported. */
export function toTable(filter: { side?: Side | undefined }): { table: string } {
  return { table: filter.side ? 'tool-calls/table-of-one-side' : 'tool-calls/table-once' };
}
