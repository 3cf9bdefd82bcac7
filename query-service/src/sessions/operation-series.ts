import type { FilterQuery, Period } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import { toTerms } from '../database/terms.js';
import { findSource } from '../rollup/found-sessions.js';
import { operationColumns, toOperationSource } from '../rollup/operation-source.js';
import { planRollup } from '../rollup/plan.js';
import { readsRollup, toSource } from '../rollup/source.js';
import { operationSeries, operationSeriesOfRollup } from './queries.js';

const columns = { ...operationColumns, fields: { ...operationColumns.fields, method: 'method' } };

/** Widths of the rollup's buckets of operations, in seconds. */
const widths = [86_400, 21_600];

/** Whether hours tell which sessions are active in each bucket. */
export function isByHours(starts: readonly number[]): boolean {
  return starts.every((start) => start % 3_600 === 0);
}

/**
 * Operations and errors in each bucket, by its start in seconds since 1970: from the rollup where it has such steps, else from the operations, which
 * tell of the sessions active, too, where hours do not.
 */
export async function readOperationSeries(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  starts: readonly number[],
  signal?: AbortSignal,
): Promise<{ time: number; operations: number; errors: number; active: number }[]> {
  const wanted = toSource(filter, period, columns);
  const fits = !readsRollup(wanted) || widths.some((width) => starts.every((start) => start % width === 0));
  const found = await findSource(reader, fits ? wanted : { ...wanted, kind: 'operations' }, signal);
  const { kind } = found.source;
  const { fragments, parameters } = toOperationSource(filter, period, found);
  const active = { sql: isByHours(starts) ? '0' : 'uniqExact(cityHash64(session_key))' };
  const beside = kind === 'both' ? 'sessions/operation-series-beside' : { sql: '' };
  const rollup = readsRollup(found.source) ? { counts: { narrowest: 21_600, cuts: starts } } : undefined;
  const scope = await planRollup(
    reader,
    { fragments: { ...fragments, active, beside }, parameters: { ...parameters, starts, counted_as: toKind(filter) }, period, rollup },
    signal,
  );
  return reader.rows({ ...(rollup ? operationSeriesOfRollup : operationSeries), fragments: scope.fragments }, scope.parameters, signal);
}

/** The rows of the rollup that tell what a filter asks for: those that do not tell methods and targets apart are fewer. */
function toKind(filter: FilterQuery): 'operation' | 'session' {
  return toTerms(filter).some(({ field }) => field === 'tool' || field === 'method' || field === 'text') ? 'operation' : 'session';
}
