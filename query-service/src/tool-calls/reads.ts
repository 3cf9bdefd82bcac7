import type { CallStatistics, FilterQuery, Period, ToolCallListQuery, ToolCallPage, ToolCallSummary } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import { type OperationRow, toOperation } from '../database/operation-row.js';
import { type SortColumn, toPaging } from '../database/paging.js';
import { type Reader, readOne } from '../database/query.js';
import { toTerms } from '../database/terms.js';
import { toPeriod, toPreviousPeriod } from '../period/period.js';
import { nameSessions } from '../sessions/name-sessions.js';
import { noCalls, toCallStatistics } from './call-statistics.js';
import { findCounts } from './counts.js';
import { findFewCalls } from './few-calls.js';
import { listToolCalls, summarizeBothPeriods, summarizeToolCalls } from './queries.js';
import { toTable } from './table.js';

export async function readCallStatistics(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<CallStatistics> {
  const counts = await findCounts(reader, filter, period, signal);
  const { fragments, parameters } = counts.scope();
  return toCallStatistics(await readOne(reader, { ...summarizeToolCalls, fragments }, parameters, signal));
}

/** Statistics of the period, and of the one before. */
export async function readToolCallSummary(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolCallSummary> {
  const before = toPreviousPeriod(period);
  // What makes a session worth a look depends on the others of its period.
  const isByPeriod = toTerms(filter).some(({ field }) => field === 'flag');
  const [now, previous] = isByPeriod
    ? await Promise.all([period, before].map((each) => readCallStatistics(reader, filter, each, signal)))
    : await readBothStatistics(reader, filter, [period, before], signal);
  return { period, ...(now ?? noCalls), previous: { period: before, ...(previous ?? noCalls) } };
}

/** Of a period and of the one before, in this order: one look at both takes less than two. */
async function readBothStatistics(
  reader: Reader,
  filter: FilterQuery,
  [period, before]: readonly [Period, Period],
  signal?: AbortSignal,
): Promise<(CallStatistics | undefined)[]> {
  const counts = await findCounts(reader, filter, { from: before.from, to: period.to }, signal);
  const starts = [before, period].map(({ from }) => Date.parse(from) / 1_000);
  const { fragments, parameters } = counts.scope({ starts });
  const rows = await reader.rows({ ...summarizeBothPeriods, fragments }, { ...parameters, since: toEngineTime(period.from) }, signal);
  return [true, false].map((wanted) => {
    const row = rows.find(({ isNow }) => isNow === wanted);
    return row && toCallStatistics(row);
  });
}

const sortColumns: Record<ToolCallListQuery['sort'], SortColumn<OperationRow>> = {
  started: { sql: 'ts', type: 'time', of: ({ startedAt }) => startedAt },
  duration: { sql: 'duration_ns / 1e6', type: 'number', of: ({ durationMs }) => durationMs },
  argumentsSize: { sql: 'ifNull(arguments_size, 0)', type: 'number', of: ({ argumentsSize }) => argumentsSize ?? 0 },
  resultSize: { sql: 'ifNull(result_size, 0)', type: 'number', of: ({ resultSize }) => resultSize ?? 0 },
};
const byIds: SortColumn<OperationRow>[] = [
  { sql: 'trace_id', type: 'text', of: ({ traceId }) => traceId },
  { sql: 'span_id', type: 'text', of: ({ spanId }) => spanId },
];

/** Tool calls that started in the period, as the query orders them. */
export async function readToolCalls(reader: Reader, query: ToolCallListQuery, signal?: AbortSignal): Promise<ToolCallPage> {
  const paging = toPaging(`tool calls by ${query.sort}`, [sortColumns[query.sort], ...byIds], query, () => toPeriod(query));
  const { period } = paging;
  const end = Date.parse(paging.after === undefined ? period.to : String(paging.after[0]));
  const newest = query.sort === 'started' && query.order === 'desc' ? end : undefined;
  for await (const { fragments, parameters } of toScopes(reader, query, period, newest, signal)) {
    const list = { ...listToolCalls, fragments: { ...fragments, ...paging.fragments } };
    const rows = await reader.rows(list, { ...parameters, ...paging.parameters }, signal);
    if (rows.length <= query.limit && parameters.from !== toEngineTime(period.from)) continue;
    const { items, nextCursor } = paging.toPage(rows);
    const named = await nameSessions(
      reader,
      items.map((row) => toOperation(row)),
      signal,
    );
    return { period, items: named, nextCursor };
  }
  return { period, items: [], nextCursor: null };
}

/**
 * Where a page is looked for, one after the other, the last of which reaches back to the start of the period. Of the newest calls, most pages are
 * full after the first hour: what is looked up for the others is not, before they are known to be needed.
 */
async function* toScopes(
  reader: Reader,
  query: ToolCallListQuery,
  period: Period,
  newest: number | undefined,
  signal?: AbortSignal,
): AsyncGenerator<Scope> {
  const scope = toOperationScope(query, period);
  const all = { ...scope, fragments: { ...toTable(query), ...scope.fragments } };
  const from = (ms: number) => toEngineTime(new Date(ms).toISOString());
  const oldest = Date.parse(period.from);
  if (newest !== undefined && newest - hourMs > oldest) yield { ...all, parameters: { ...all.parameters, from: from(newest - hourMs) } };
  const few = await findFewCalls(reader, query, period, signal);
  const { fragments, parameters } = few ?? all;
  const growth = few ? growthOfFew : growthOfAll;
  for (let window = hourMs * growth; newest !== undefined && newest - window > oldest; window *= growth) {
    yield { fragments, parameters: { ...parameters, from: from(newest - window) } };
  }
  yield { fragments, parameters };
}

/** How much further than the hour, and than each window after it, the next one reaches: where calls are few, it takes little to reach far. */
const hourMs = 3_600_000;
const growthOfAll = 8;
const growthOfFew = 64;
