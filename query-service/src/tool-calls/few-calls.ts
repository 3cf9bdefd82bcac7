import type { FilterQuery, Period } from '../contract/index.js';
import type { Scope } from '../database/filter.js';
import { type Reader, readOne, readSql } from '../database/query.js';
import { readsRollup } from '../rollup/source.js';
import { toCallSource } from './call-source.js';
import { findCounts } from './counts.js';
import { numberOfCalls } from './queries.js';

/**
 * Where the calls of a filter are listed from if they are among few: the failed ones, or those with a word that is in no name. Undefined
 * for other filters.
 */
export async function findFewCalls(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<Scope | undefined> {
  const { kind } = toCallSource(filter, period);
  if (kind === 'operations' || kind === 'rollup') return undefined;
  const counts = await findCounts(reader, filter, period, signal);
  const { fragments, parameters } = counts.scope();
  const { calls: table = '', filter: conditions } = fragments;
  if (counts.kind !== kind) return undefined;
  if (readsRollup(counts)) {
    const named = { ...fragments, counts: 'rollup/call-counts' };
    const { calls } = await readOne(reader, { ...numberOfCalls, fragments: named }, parameters, signal);
    if (calls > 0) return undefined;
  }
  const stored = readSql('tool-calls/stored');
  const sql = typeof conditions === 'object' ? `${conditions.sql}${stored}` : stored;
  return { fragments: { ...fragments, table, filter: { sql } }, parameters };
}
