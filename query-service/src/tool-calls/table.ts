import type { FilterQuery } from '../contract/index.js';
import { asksForSide } from '../database/terms.js';

/** Where tool calls are read from: each call once, or all that one side reported. */
export function toTable(filter: Partial<FilterQuery>): { table: string } {
  return { table: asksForSide(filter) ? 'tool-calls/table-of-one-side' : 'tool-calls/table-once' };
}
