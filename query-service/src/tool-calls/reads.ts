import type { FilterQuery, ListQuery, Period, ToolCallPage, ToolCallSeries, ToolCallSummary } from '../contract/index.js';
import { endOfTime, parseCursor, toCursor } from '../database/cursor.js';
import { toFilterParameters } from '../database/filter-parameters.js';
import { toOperation } from '../database/operation-row.js';
import { type Reader, readOne } from '../database/query.js';
import { fillBuckets, toBucketSeconds, toBucketStarts } from '../period/buckets.js';
import { noCalls, toCallStatistics } from './call-statistics.js';
import { listToolCalls, summarizeToolCalls, toolCallSeries } from './queries.js';

export async function readToolCallSummary(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolCallSummary> {
  return { period, ...toCallStatistics(await readOne(reader, summarizeToolCalls, toFilterParameters(filter, period), signal)) };
}

export async function readToolCallSeries(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolCallSeries> {
  const bucketSeconds = toBucketSeconds(period);
  const rows = await reader.rows(toolCallSeries, { ...toFilterParameters(filter, period), bucket: bucketSeconds }, signal);
  const points = fillBuckets(toBucketStarts(period, bucketSeconds), rows, (time, row) => ({
    time,
    ...(row ? toCallStatistics(row) : noCalls),
  }));
  return { period, bucketSeconds, points };
}

/** Tool calls that started in the period, newest first. */
export async function readToolCalls(reader: Reader, filter: ListQuery, period: Period, signal?: AbortSignal): Promise<ToolCallPage> {
  const { time, ids } = parseCursor(filter.cursor, 2, endOfTime);
  const rows = await reader.rows(
    listToolCalls,
    {
      ...toFilterParameters(filter, period),
      cursor_time: time,
      cursor_trace: ids[0] ?? '',
      cursor_span: ids[1] ?? '',
      limit: filter.limit + 1,
    },
    signal,
  );
  const items = rows.slice(0, filter.limit).map((row) => toOperation(row));
  const last = items.at(-1);
  const more = rows.length > items.length && last;
  return { period, items, nextCursor: more ? toCursor(last.startedAt, last.traceId, last.spanId) : null };
}
