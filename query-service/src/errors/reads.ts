import type { z } from 'zod';
import type { ErrorDetail, ErrorGroup, ErrorPage, FilterQuery, ListQuery, Period, SeriesQuery } from '../contract/index.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import { type OperationRow, toOperation } from '../database/operation-row.js';
import { type SortColumn, toPaging } from '../database/paging.js';
import type { Reader } from '../database/query.js';
import { asksForSide } from '../database/terms.js';
import { fillBuckets, toBuckets } from '../period/buckets.js';
import { toPeriod } from '../period/period.js';
import { nameSessions } from '../sessions/name-sessions.js';
import { errorOccurrences, listErrors, oneError } from './queries.js';

type GroupRow = z.infer<typeof listErrors.row>;

const byFrequency: SortColumn<GroupRow>[] = [
  { sql: 'number', type: 'number', of: ({ number }) => number },
  { sql: 'fingerprint', type: 'text', of: ({ fingerprint }) => fingerprint },
];

const byTime: SortColumn<OperationRow>[] = [
  { sql: 'ts', type: 'time', of: ({ startedAt }) => startedAt },
  { sql: 'trace_id', type: 'text', of: ({ traceId }) => traceId },
  { sql: 'span_id', type: 'text', of: ({ spanId }) => spanId },
];

/** Kinds of errors in the period, most frequent first. */
export async function readErrors(reader: Reader, query: ListQuery, signal?: AbortSignal): Promise<ErrorPage> {
  const paging = toPaging('errors', byFrequency, { ...query, order: 'desc' }, () => toPeriod(query));
  const scope = toFailureScope(query, paging.period);
  const rows = await reader.rows(
    { ...listErrors, fragments: { ...scope.fragments, ...paging.fragments } },
    { ...scope.parameters, ...paging.parameters },
    signal,
  );
  const { items, nextCursor } = paging.toPage(rows);
  return { period: paging.period, items: items.map(toGroup), nextCursor };
}

/** The most frequent kinds of errors of a filter. */
export async function readTopErrors(
  reader: Reader,
  filter: Partial<FilterQuery>,
  period: Period,
  limit: number,
  signal?: AbortSignal,
): Promise<ErrorGroup[]> {
  const scope = toFailureScope(filter, period);
  const { fragments, parameters } = toPaging('errors', byFrequency, { order: 'desc', limit: limit - 1 }, () => period);
  const rows = await reader.rows(
    { ...listErrors, fragments: { ...scope.fragments, ...fragments } },
    { ...scope.parameters, ...parameters },
    signal,
  );
  return rows.map(toGroup);
}

/** One kind of error over time with its operations, newest first; undefined where the period has none. */
export async function readError(
  reader: Reader,
  fingerprint: string,
  query: ListQuery & Pick<SeriesQuery, 'tz' | 'buckets'>,
  signal?: AbortSignal,
): Promise<ErrorDetail | undefined> {
  const paging = toPaging(`operations of error ${fingerprint}`, byTime, { ...query, order: 'desc' }, () => toPeriod(query));
  const { period } = paging;
  const buckets = toBuckets(period, query);
  const { fragments, parameters } = toFailureScope(query, period);
  const ofKind = { ...parameters, fingerprint };
  const [[found], rows] = await Promise.all([
    reader.rows({ ...oneError, fragments }, { ...ofKind, starts: buckets.starts }, signal),
    reader.rows({ ...errorOccurrences, fragments: { ...fragments, ...paging.fragments } }, { ...ofKind, ...paging.parameters }, signal),
  ]);
  if (!found) return undefined;
  const { series, ...group } = found;
  const { items, nextCursor } = paging.toPage(rows);
  const named = await nameSessions(
    reader,
    items.map((row) => toOperation(row)),
    signal,
  );
  return {
    period,
    group: toGroup(group),
    bucketSeconds: buckets.seconds,
    points: fillBuckets(buckets, series, (time, row) => ({ time, count: row?.number ?? 0 })),
    items: named,
    nextCursor,
  };
}

function toFailureScope(filter: Partial<FilterQuery>, period: Period): Scope {
  const { fragments, parameters } = toOperationScope(filter, period);
  return { fragments, parameters: { ...parameters, oneSide: String(asksForSide(filter)) } };
}

function toGroup({ result, number, ...row }: GroupRow): ErrorGroup {
  return { ...row, outcome: result, count: number };
}
