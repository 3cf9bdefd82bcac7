import type { z } from 'zod';
import type { ErrorDetail, ErrorGroup, ErrorPage, FilterQuery, ListQuery, Period, SeriesQuery } from '../contract/index.js';
import { createBindings, type TermColumns, toCondition } from '../database/conditions.js';
import { toEngineTime } from '../database/engine-time.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import { type OperationRow, toOperation } from '../database/operation-row.js';
import { type SortColumn, toPaging } from '../database/paging.js';
import type { Reader } from '../database/query.js';
import { asksForSide, toTerms } from '../database/terms.js';
import { fillBuckets, toBuckets } from '../period/buckets.js';
import { toPeriod } from '../period/period.js';
import { nameSessions } from '../sessions/name-sessions.js';
import { errorExamples, errorOccurrences, listErrors, oneError } from './queries.js';

type GroupRow = z.infer<typeof listErrors.row>;
type Series = z.infer<typeof oneError.row>['series'];

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
  return { period: paging.period, items: await withExamples(reader, items, scope, signal), nextCursor };
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
  return withExamples(reader, rows, scope, signal);
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
  const scope = toFailureScope(query, period);
  const { fragments } = scope;
  const ofKind = { ...scope.parameters, fingerprint };
  const [found] = await reader.rows({ ...oneError, fragments }, { ...ofKind, starts: buckets.starts }, signal);
  if (!found) return undefined;
  const { series, ...row } = found;
  const since = toEngineTime(toSince(series, period, query.limit + 1, paging.after?.[0]));
  const [[group], rows] = await Promise.all([
    withExamples(reader, [row], scope, signal),
    reader.rows(
      { ...errorOccurrences, fragments: { ...fragments, ...paging.fragments } },
      { ...ofKind, ...paging.parameters, since },
      signal,
    ),
  ]);
  if (!group) return undefined;
  const { items, nextCursor } = paging.toPage(rows);
  const named = await nameSessions(
    reader,
    items.map((each) => toOperation(each)),
    signal,
  );
  return {
    period,
    group,
    bucketSeconds: buckets.seconds,
    points: fillBuckets(buckets, series, (time, point) => ({ time, count: point?.number ?? 0 })),
    items: named,
    nextCursor,
  };
}

/**
 * A time since which there are as many occurrences as a page wants: start of the newest bucket with which there are, else of the period. The bucket in
 * which the pages before ended may have few left.
 */
function toSince(series: Series, { from }: Period, wanted: number, before: string | number | undefined): string {
  const seconds = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(String(before)) / 1_000;
  const newestFirst = series.filter(({ time }) => time <= seconds).sort((a, b) => b.time - a.time);
  let found = 0;
  for (const { time, number } of before === undefined ? newestFirst : newestFirst.slice(1)) {
    found += number;
    if (found >= wanted) return new Date(time * 1_000).toISOString();
  }
  return from;
}

/** Each kind with its newest failure. */
async function withExamples(reader: Reader, rows: readonly GroupRow[], scope: Scope, signal?: AbortSignal): Promise<ErrorGroup[]> {
  if (rows.length === 0) return [];
  const examples = await reader.rows(
    { ...errorExamples, fragments: scope.fragments },
    {
      ...scope.parameters,
      fingerprints: rows.map(({ fingerprint }) => fingerprint),
      times: rows.map(({ lastSeenAt }) => toEngineTime(lastSeenAt)),
      exchanges: `[${rows.map(({ exampleExchange }) => exampleExchange).join(',')}]`,
    },
    signal,
  );
  const byKind = new Map(examples.map(({ fingerprint, ...example }) => [fingerprint, example]));
  return rows.flatMap(({ result, number, exampleExchange, ...row }) => {
    const example = byKind.get(row.fingerprint);
    return example ? [{ ...row, outcome: result, count: number, example }] : [];
  });
}

/** What both views of an operation have alike: others of a server need not be kept in mind. */
const ofBothViews: TermColumns = { fields: { tool: 'target', method: 'method' } };

function toFailureScope(filter: Partial<FilterQuery>, period: Period): Scope {
  const { fragments, parameters } = toOperationScope(filter, period);
  const bindings = createBindings('alike');
  const alike = toTerms(filter).flatMap((term) => toCondition(term, ofBothViews, bindings) ?? []);
  return {
    fragments: { ...fragments, alike: { sql: alike.map((condition) => `AND ${condition}`).join('\n') } },
    parameters: { ...parameters, ...bindings.parameters, oneSide: String(asksForSide(filter)) },
  };
}
