import type { FilterQuery, ListQuery, Period, Session, SessionPage, SessionSeries, SessionSummary } from '../contract/index.js';
import { endOfTime, parseCursor, toCursor } from '../database/cursor.js';
import { toFilterParameters } from '../database/filter-parameters.js';
import { type Reader, readOne } from '../database/query.js';
import { fillBuckets, toBucketSeconds, toBucketStarts } from '../period/buckets.js';
import { activeByHours, activeSeries, createdSeries, listSessions, oneSession, summarizeSessions } from './queries.js';

/** Sessions with activity in the period, newest activity first. */
export async function readSessions(reader: Reader, filter: ListQuery, period: Period, signal?: AbortSignal): Promise<SessionPage> {
  const { time, ids } = parseCursor(filter.cursor, 1, endOfTime);
  const rows = await reader.rows(
    listSessions,
    { ...toFilterParameters(filter, period), cursor_time: time, cursor_key: ids[0] ?? '', limit: filter.limit + 1 },
    signal,
  );
  const items = rows.slice(0, filter.limit);
  const last = items.at(-1);
  return { period, items, nextCursor: rows.length > items.length && last ? toCursor(last.lastActivityAt, last.key) : null };
}

export async function readSession(reader: Reader, key: string, signal?: AbortSignal): Promise<Session | undefined> {
  const [found] = await reader.rows(oneSession, { key }, signal);
  return found;
}

export async function readSessionSummary(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<SessionSummary> {
  return { period, ...(await readOne(reader, summarizeSessions, toFilterParameters(filter, period), signal)) };
}

export async function readSessionSeries(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<SessionSeries> {
  const bucketSeconds = toBucketSeconds(period);
  const parameters = { ...toFilterParameters(filter, period), bucket: bucketSeconds };
  const byHours = bucketSeconds % 3_600 === 0 && isUnfiltered(filter);
  const [created, active] = await Promise.all([
    reader.rows(createdSeries, parameters, signal),
    reader.rows(byHours ? activeByHours : activeSeries, parameters, signal),
  ]);
  const starts = toBucketStarts(period, bucketSeconds);
  const createdCounts = fillBuckets(starts, created, (_, row) => row?.created_count ?? 0);
  const points = fillBuckets(starts, active, (time, row) => ({ time, active: row?.active ?? 0 })).map((point, index) => ({
    ...point,
    created: createdCounts[index] ?? 0,
  }));
  return { period, bucketSeconds, points };
}

function isUnfiltered(filter: FilterQuery): boolean {
  const { service, tool, outcome, client, session, side, q } = filter;
  return !(service || tool || outcome || client || session || side || q);
}
