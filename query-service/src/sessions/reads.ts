import type {
  FilterQuery,
  Period,
  SeriesQuery,
  Session,
  SessionListQuery,
  SessionPage,
  SessionSeries,
  SessionSummary,
  SessionTotals,
} from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { type OfEach, readSessionScope, readSessionScopes, type Scope } from '../database/filter.js';
import { type SortColumn, toPaging } from '../database/paging.js';
import { type Reader, readOne } from '../database/query.js';
import { parseSessionKey } from '../database/session-key.js';
import { readSessionSource, readSourceOfKey } from '../database/session-source.js';
import { type Buckets, fillBuckets, toBuckets } from '../period/buckets.js';
import { toPeriod, toPreviousPeriod } from '../period/period.js';
import { mayBeLong, readPopulation, withFlags } from './flags.js';
import { isByHours, readOperationSeries } from './operation-series.js';
import { lifetimeSeries, listSessions, oneSession, type SessionRow, summarizeSessions } from './queries.js';

const dayMs = 86_400_000;

const sortColumns: Record<SessionListQuery['sort'], SortColumn<SessionRow>> = {
  created: { sql: 'created', type: 'time', of: ({ createdAt }) => createdAt },
  lastActivity: { sql: 'last_activity', type: 'time', of: ({ lastActivityAt }) => lastActivityAt },
  duration: { sql: 'duration_ms', type: 'number', of: ({ durationMs }) => durationMs },
  calls: { sql: 'tool_calls', type: 'number', of: ({ toolCalls }) => toolCalls },
  errors: { sql: 'errors', type: 'number', of: ({ errors }) => errors },
};
const byKey: SortColumn<SessionRow> = { sql: 'session_key', type: 'text', of: ({ key }) => key };

/** Sessions with activity in the period, as the query orders them. */
export async function readSessions(reader: Reader, query: SessionListQuery, signal?: AbortSignal): Promise<SessionPage> {
  const paging = toPaging(`sessions by ${query.sort}`, [sortColumns[query.sort], byKey], query, () => toPeriod(query));
  const { period } = paging;
  const scope = await readSessionScope(reader, query, period, signal);
  const readRows = (near: Scope) =>
    reader.rows(
      { ...listSessions, fragments: { ...scope.fragments, ...paging.fragments, ...near.fragments } },
      { ...scope.parameters, ...paging.parameters, ...near.parameters },
      signal,
    );
  const readPage = async () => {
    const near = toNear(query, period);
    const newest = near ? await readRows(near) : [];
    return newest.length > query.limit ? newest : readRows({ fragments: { near: { sql: '' } }, parameters: {} });
  };
  const [rows, population] = await Promise.all([readPage(), readPopulation(reader, period, scope.fragments, signal)]);
  const { items, nextCursor } = paging.toPage(rows);
  return { period, items: await withFlags(reader, items, population, signal), nextCursor };
}

/** The last day of a long period, which is likely to fill the first page of the newest sessions: the others need not be read then. */
function toNear({ sort, order, cursor }: SessionListQuery, { from, to }: Period): Scope | undefined {
  const near = new Date(Date.parse(to) - dayMs).toISOString();
  if ((sort !== 'lastActivity' && sort !== 'created') || order !== 'desc' || cursor !== undefined || near <= from) return undefined;
  const sql = `AND ${sortColumns[sort].sql} >= {near:DateTime64(6, 'UTC')}`;
  return { fragments: { near: { sql } }, parameters: { near: toEngineTime(near) } };
}

/** One session, compared with those of the day before its last activity. */
export async function readSession(reader: Reader, key: string, signal?: AbortSignal): Promise<Session | undefined> {
  const named = parseSessionKey(key);
  const fragments = await readSourceOfKey(reader, named, signal);
  const rows = await reader.rows({ ...oneSession, fragments }, { ...named }, signal);
  const [row] = rows;
  if (!row) return undefined;
  const period = { from: new Date(Date.parse(row.lastActivityAt) - dayMs).toISOString(), to: row.lastActivityAt };
  const population = mayBeLong(row)
    ? await readPopulation(reader, period, await readSessionSource(reader, period, signal), signal)
    : undefined;
  const [session] = await withFlags(reader, rows, population, signal);
  return session;
}

/** Totals of each of some periods. */
export async function readSessionTotals<const Periods extends readonly Period[]>(
  reader: Reader,
  filter: FilterQuery,
  periods: Periods,
  signal?: AbortSignal,
): Promise<OfEach<Periods, SessionTotals>> {
  const scopes: Scope[] = await readSessionScopes(reader, filter, periods, signal);
  const totals = await Promise.all(scopes.map((scope) => readTotals(reader, scope, signal)));
  return totals as OfEach<Periods, SessionTotals>;
}

async function readTotals(reader: Reader, { fragments, parameters }: Scope, signal?: AbortSignal): Promise<SessionTotals> {
  const { operationCount, toolCallCount, errorCount, ...row } = await readOne(
    reader,
    { ...summarizeSessions, fragments },
    parameters,
    signal,
  );
  return {
    ...row,
    operations: operationCount,
    toolCalls: toolCallCount,
    errors: errorCount,
    errorRate: operationCount > 0 ? errorCount / operationCount : null,
  };
}

/** Totals of the period, and of the one before. */
export async function readSessionSummary(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<SessionSummary> {
  const before = toPreviousPeriod(period);
  const [now, previous] = await readSessionTotals(reader, filter, [period, before], signal);
  return { period, ...now, previous: { period: before, ...previous } };
}

export async function readSessionSeries(reader: Reader, query: SeriesQuery, period: Period, signal?: AbortSignal): Promise<SessionSeries> {
  const buckets = toBuckets(period, query);
  const { starts } = buckets;
  const byHours = isByHours(starts);
  const readLifetimes = async () => {
    const { fragments, parameters } = await readSessionScope(reader, query, period, signal);
    const hours = byHours ? 'sessions/active-hours' : { sql: '' };
    return reader.rows({ ...lifetimeSeries, fragments: { ...fragments, hours } }, { ...parameters, starts }, signal);
  };
  const [lifetimes, operations] = await Promise.all([readLifetimes(), readOperationSeries(reader, query, period, starts, signal)]);
  const open = toOpen(buckets, lifetimes);
  const counted = fillBuckets(buckets, operations, (_, row) => row);
  const points = fillBuckets(buckets, lifetimes, (time, row) => ({ time, row })).map(({ time, row }, index) => {
    const { operations: number = 0, errors = 0, active } = counted[index] ?? {};
    return {
      time,
      active: (byHours ? row?.active_count : active) ?? 0,
      open: open[index] ?? 0,
      created: row?.created_count ?? 0,
      averageDurationMs: row?.averageDurationMs ?? null,
      operations: number,
      errors,
    };
  });
  return { period, tz: buckets.tz, bucketSeconds: buckets.seconds, points };
}

/** Sessions that were open at some time in each bucket: those begun so far, without those that were over before it. */
function toOpen(buckets: Buckets, lifetimes: readonly { time: number; begun: number; over: number }[]): number[] {
  let open = 0;
  let over = 0;
  return fillBuckets(buckets, lifetimes, (_, row) => {
    open += (row?.begun ?? 0) - over;
    over = row?.over ?? 0;
    return open;
  });
}
