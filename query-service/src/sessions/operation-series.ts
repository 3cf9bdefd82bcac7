import type { FilterQuery, Period } from '../contract/index.js';
import { toOperationScope } from '../database/filter.js';
import type { Reader } from '../database/query.js';
import { toTerms } from '../database/terms.js';
import { rollupFields } from '../overview/traffic.js';
import { planRollup } from '../rollup/plan.js';
import { isWorthwhile } from '../tool-calls/call-source.js';
import { operationSeries, operationSeriesOfRollup } from './queries.js';

/** Widths of the rollup's buckets of operations, widest first, in seconds. */
const widths = [86_400, 21_600];

/** Operations and errors in each bucket, by its start in seconds since 1970: from the rollup where it has such steps, else from the operations. */
export async function readOperationSeries(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  starts: readonly number[],
  signal?: AbortSignal,
): Promise<{ time: number; operations: number; errors: number }[]> {
  const scope = toOperationScope(filter, period);
  const step = widths.find((width) => starts.every((start) => start % width === 0));
  const ofRollup = step !== undefined && isWorthwhile(period) && toTerms(filter).every(({ field }) => rollupFields.has(field));
  if (!ofRollup) return reader.rows({ ...operationSeries, fragments: scope.fragments }, { ...scope.parameters, starts }, signal);
  const choice = { narrowest: 21_600, cuts: starts };
  const { fragments, parameters } = await planRollup(reader, { ...scope, period, rollup: { counts: choice, sessions: choice } }, signal);
  return reader.rows({ ...operationSeriesOfRollup, fragments }, { ...parameters, starts }, signal);
}
