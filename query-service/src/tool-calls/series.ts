import type { LatencyHeatmap, Period, SeriesQuery, ToolCallSeries, ToolCallSeriesQuery } from '../contract/index.js';
import type { Scope } from '../database/filter.js';
import type { Fragment, Reader } from '../database/query.js';
import { type Buckets, fillBuckets, toBuckets } from '../period/buckets.js';
import { noCalls, toCallStatistics } from './call-statistics.js';
import { type Counts, findCounts, latencyBounds } from './counts.js';
import { latencyCells, toolCallSeries, toolCallSeriesBy } from './queries.js';

export async function readToolCallSeries(
  reader: Reader,
  query: ToolCallSeriesQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolCallSeries> {
  return readSeries(reader, query, period, await findCounts(reader, query, period, signal), signal);
}

/** The same, where it is known what the calls are counted from. */
export async function readSeries(
  reader: Reader,
  query: ToolCallSeriesQuery,
  period: Period,
  counts: Counts,
  signal?: AbortSignal,
): Promise<ToolCallSeries> {
  const buckets = toBuckets(period, query);
  const { starts } = buckets;
  const scope = counts.scope(query.by === 'client' ? { starts, byClient: true } : { starts });
  const { fragments } = scope;
  const parameters = { ...scope.parameters, starts };
  const [rows, groups] = await Promise.all([
    reader.rows({ ...toolCallSeries, fragments }, parameters, signal),
    query.by ? readGroups(reader, { by: groupColumns[query.by], fragments, parameters, buckets }, signal) : [],
  ]);
  const points = fillBuckets(buckets, rows, (time, row) => ({ time, ...(row ? toCallStatistics(row) : noCalls) }));
  return { period, tz: buckets.tz, bucketSeconds: buckets.seconds, points, groups };
}

const groupColumns: Record<NonNullable<ToolCallSeriesQuery['by']>, Fragment> = {
  tool: { sql: 'toString(target)' },
  outcome: { sql: 'toString(outcome)' },
  client: { sql: 'toString(client_name)' },
  service: { sql: 'toString(service)' },
};

async function readGroups(
  reader: Reader,
  { by, fragments, parameters, buckets }: Scope & { by: Fragment; buckets: Buckets },
  signal?: AbortSignal,
): Promise<ToolCallSeries['groups']> {
  const rows = await reader.rows({ ...toolCallSeriesBy, fragments: { ...fragments, by } }, parameters, signal);
  const names = new Set(rows.map(({ others, name }) => (others ? null : name)));
  const groups = [...names].map((name) => {
    const own = rows.filter((row) => (row.others ? name === null : row.name === name));
    return {
      name,
      calls: own.reduce((sum, { calls }) => sum + calls, 0),
      points: fillBuckets(buckets, own, (time, row) => {
        const { calls, failed, p50Ms, p95Ms, p99Ms } = row ? toCallStatistics(row) : noCalls;
        return { time, calls, failed, p50Ms, p95Ms, p99Ms };
      }),
    };
  });
  return groups.sort((a, b) => Number(a.name === null) - Number(b.name === null) || b.calls - a.calls);
}

const bounds = [0, ...latencyBounds];

/** How many calls took how long in each bucket. */
export async function readLatencyHeatmap(
  reader: Reader,
  query: SeriesQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<LatencyHeatmap> {
  const buckets = toBuckets(period, query);
  const { starts } = buckets;
  const counts = await findCounts(reader, query, period, signal);
  const { fragments, parameters } = counts.scope({ starts });
  const rows = await reader.rows({ ...latencyCells, fragments }, { ...parameters, starts }, signal);
  return {
    period,
    tz: buckets.tz,
    bucketSeconds: buckets.seconds,
    times: starts.map((start) => new Date(start * 1_000).toISOString()),
    bounds,
    cells: rows.map(({ time, ...cell }) => ({ time: starts.indexOf(time), ...cell })).sort((a, b) => a.time - b.time || a.band - b.band),
  };
}
