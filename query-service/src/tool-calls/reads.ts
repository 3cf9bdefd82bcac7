import type { FilterQuery, ListQuery, Period, ToolCallPage, ToolCallSeries, ToolCallSummary } from '../contract/index.js';
import { endOfTime, parseCursor, toCursor } from '../database/cursor.js';
import { toEngineTime, toFilterParameters } from '../database/filter-parameters.js';
import { toOperation } from '../database/operation-row.js';
import { type Reader, readOne } from '../database/query.js';
import { fillBuckets, toBucketSeconds, toBucketStarts } from '../period/buckets.js';
import { noCalls, toCallStatistics } from './call-statistics.js';
import { listToolCalls, summarizeToolCalls, toolCallSeries } from './queries.js';
import { toTable } from './table.js';

export async function readToolCallSummary(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolCallSummary> {
  const query = { ...summarizeToolCalls, fragments: toTable(filter) };
  return { period, ...toCallStatistics(await readOne(reader, query, toFilterParameters(filter, period), signal)) };
}

export async function readToolCallSeries(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolCallSeries> {
  const bucketSeconds = toBucketSeconds(period);
  const query = { ...toolCallSeries, fragments: toTable(filter) };
  const rows = await reader.rows(query, { ...toFilterParameters(filter, period), bucket: bucketSeconds }, signal);
  const points = fillBuckets(toBucketStarts(period, bucketSeconds), rows, (time, row) => ({
    time,
    ...(row ? toCallStatistics(row) : noCalls),
  }));
  return { period, bucketSeconds, points };
}

/** The first look back in time for a page of the newest calls, and how much further each next one reaches. */
const firstWindowMs = 3_600_000;
const windowGrowth = 8;

/** Tool calls that started in the period, newest first. Looks back in growing windows: most pages are full after the first. */
export async function readToolCalls(reader: Reader, filter: ListQuery, period: Period, signal?: AbortSignal): Promise<ToolCallPage> {
  const { time, ids } = parseCursor(filter.cursor, 2, endOfTime);
  const query = { ...listToolCalls, fragments: toTable(filter) };
  const newest = Math.min(Date.parse(period.to), filter.cursor ? Date.parse(`${time.replace(' ', 'T')}Z`) : Number.POSITIVE_INFINITY);
  const oldest = Date.parse(period.from);
  const parameters = {
    ...toFilterParameters(filter, period),
    cursor_time: time,
    cursor_trace: ids[0] ?? '',
    cursor_span: ids[1] ?? '',
    limit: filter.limit + 1,
  };
  for (let window = firstWindowMs; ; window *= windowGrowth) {
    const from = Math.max(oldest, newest - window);
    const rows = await reader.rows(query, { ...parameters, from: toEngineTime(new Date(from).toISOString()) }, signal);
    if (rows.length <= filter.limit && from > oldest) continue;
    const items = rows.slice(0, filter.limit).map((row) => toOperation(row));
    const last = items.at(-1);
    const more = rows.length > items.length && last;
    return { period, items, nextCursor: more ? toCursor(last.startedAt, last.traceId, last.spanId) : null };
  }
}
