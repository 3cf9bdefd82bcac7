import type { CallStatistics, FilterQuery, Period, ToolCallListQuery, ToolCallPage, ToolCallSummary } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import { type OperationRow, toOperation } from '../database/operation-row.js';
import { type SortColumn, toPaging } from '../database/paging.js';
import { type Reader, readOne } from '../database/query.js';
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

/** Statistics of the period, and of the one before: one look at both takes less than two. */
export async function readToolCallSummary(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolCallSummary> {
  const before = toPreviousPeriod(period);
  const counts = await findCounts(reader, filter, { from: before.from, to: period.to }, signal);
  const starts = [before, period].map(({ from }) => Date.parse(from) / 1_000);
  const { fragments, parameters } = counts.scope({ starts });
  const rows = await reader.rows({ ...summarizeBothPeriods, fragments }, { ...parameters, since: toEngineTime(period.from) }, signal);
  const of = (wanted: boolean) => {
    const row = rows.find(({ isNow }) => isNow === wanted);
    return row ? toCallStatistics(row) : noCalls;
  };
  return { period, ...of(true), previous: { period: before, ...of(false) } };
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
  const newest = Date.parse(paging.after === undefined ? period.to : String(paging.after[0]));
  const windows = query.sort === 'started' && query.order === 'desc' ? toWindows(period, newest) : [period.from];
  for await (const { fragments, parameters } of toScopes(reader, query, period, windows, signal)) {
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

/** Where a page is looked for, one after the other, the last of which reaches back to the start of the period. */
async function* toScopes(
  reader: Reader,
  query: ToolCallListQuery,
  period: Period,
  windows: Iterable<string>,
  signal?: AbortSignal,
): AsyncGenerator<Scope> {
  const scope = toOperationScope(query, period);
  let first = true;
  let few: Promise<Scope | undefined> | undefined;
  for (const from of windows) {
    // Most pages are full after the first window: what is looked up for the others is not, before they are known to be needed.
    if (from === period.from || !first) few ??= findFewCalls(reader, query, period, signal);
    first = false;
    const { fragments, parameters } = (await few) ?? { ...scope, fragments: { ...toTable(query), ...scope.fragments } };
    yield { fragments, parameters: { ...parameters, from: toEngineTime(from) } };
  }
}

/** The first look back in time for a page of the newest calls, and how much further each next one reaches. */
const firstWindowMs = 3_600_000;
const windowGrowth = 8;

/** Starts of growing windows that end with the newest: most pages are full after the first. */
function* toWindows(period: Period, newest: number): Generator<string> {
  const oldest = Date.parse(period.from);
  for (let window = firstWindowMs; newest - window > oldest; window *= windowGrowth) yield new Date(newest - window).toISOString();
  yield period.from;
}
