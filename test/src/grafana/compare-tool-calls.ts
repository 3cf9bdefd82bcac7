import { expect, it } from 'vitest';
import { all, callFilters, expectSameSeries, filters, pick, type Row, rowsOf, type Stack, sum, toSeries, toTime } from './stack.js';

/** Percentiles of the rollup are less than 2.2 % off, on both sides. */
const near = (value: unknown) => expect.closeTo(Number(value), Number(value) === 0 ? 3 : 1 - Math.floor(Math.log10(Number(value) * 0.9)));

const statistics = (row: Row | undefined) => [row?.calls, row?.failed];

export function compareToolCalls(stack: () => Stack): void {
  it.each(callFilters)('count the same tool calls, in the period and in the one before, with $title', async ({ values, search }) => {
    const [before, now] = await stack().panel('tool-calls.json: Calls that began in the period', values);
    const summary = await stack().ask('/tool-calls/summary', search);
    for (const [tiles, totals] of [
      [now, summary],
      [before, summary.previous as Row],
    ] as const) {
      expect(statistics(tiles)).toEqual([totals.calls, totals.failed]);
      if (totals.calls === 0) continue;
      expect([tiles?.average, tiles?.p50, tiles?.p95, tiles?.p99]).toEqual(
        [totals.averageMs, totals.p50Ms, totals.p95Ms, totals.p99Ms].map(near),
      );
      expect(tiles?.success_rate ?? null).toEqual(totals.successRate === null ? null : near(totals.successRate));
    }
    expect(now?.calls).toBeGreaterThan(0);
  });

  it.each(callFilters)('draw the same calls and latencies over time with $title', async ({ values, search }) => {
    const { points, groups } = await stack().ask('/tool-calls/timeseries', `${search}&buckets=60&by=outcome`);
    const byOutcome = await stack().panel('tool-calls.json: Calls by outcome', values);
    for (const { name, points: own } of rowsOf(groups))
      expectSameSeries(
        toSeries(
          byOutcome.filter(({ outcome_name }) => outcome_name === name),
          'calls',
        ),
        toSeries(rowsOf(own), 'calls'),
      );
    expect(sum(byOutcome, 'calls')).toBe(sum(rowsOf(points), 'calls'));
    const latency = await stack().panel('tool-calls.json: Latency', values);
    for (const [own, theirs] of [
      ['p50', 'p50Ms'],
      ['p95', 'p95Ms'],
      ['p99', 'p99Ms'],
    ] as const)
      expectSameSeries(toSeries(latency, own), toSeries(rowsOf(points), theirs));
  });

  it.each(['tool', 'outcome', 'client', 'service'])('draw the same split by %s', async (split) => {
    const groups = rowsOf((await stack().ask('/tool-calls/timeseries', `&buckets=60&by=${split}`)).groups);
    const volumes = await stack().panel('tool-calls.json: Calls by $split', { ...all, split });
    const latencies = await stack().panel('tool-calls.json: p95 by $split', { ...all, split });
    expect(new Set(volumes.map(({ series }) => series))).toEqual(new Set(groups.map(({ name }) => name || 'unknown client')));
    for (const { name, points } of groups) {
      const ofGroup = (rows: Row[]) => rows.filter(({ series }) => series === (name || 'unknown client'));
      expectSameSeries(toSeries(ofGroup(volumes), 'calls'), toSeries(rowsOf(points), 'calls'));
      expectSameSeries(toSeries(ofGroup(latencies), 'p95'), toSeries(rowsOf(points), 'p95Ms'));
    }
  });

  it.each(callFilters)('band the same latencies with $title', async ({ values, search }) => {
    const heat = await stack().ask('/tool-calls/heatmap', `${search}&buckets=60`);
    const times = (heat.times as string[]).map(toTime);
    const cells = rowsOf(heat.cells).map(({ time, band, calls }) => `${times[Number(time)]} ${band} ${calls}`);
    const bands = (await stack().panel('tool-calls.json: Latency by band', values)).flatMap(({ time, ...counts }) =>
      Object.values(counts).flatMap((calls, band) => (Number(calls) > 0 ? [`${toTime(time)} ${band} ${calls}`] : [])),
    );
    expect(bands.sort()).toEqual(cells.sort());
    expect(cells.length).toBeGreaterThan(0);
  });

  it.each(callFilters)('list the same executions with $title', async ({ values, search }) => {
    const executions = await stack().panel('tool-calls.json: Executions', values);
    const history = rowsOf((await stack().ask('/tool-calls', `${search}&limit=200`)).items);
    expect(pick(executions, 'trace_id', 'span_id', 'tool', 'outcome_name', 'duration', 'session', 'service')).toEqual(
      pick(history, 'traceId', 'spanId', 'target', 'outcome', 'durationMs', 'sessionKey', 'service'),
    );
    expect(executions.map(({ error }) => error || null)).toEqual(history.map(({ error }) => (error as Row | null)?.message ?? null));
  });

  it.each(callFilters)('show the same tools with $title', async ({ values, search }) => {
    const tools = await stack().panel('tool-calls.json: Tools', values);
    const list = rowsOf((await stack().ask('/tools', search)).items);
    expect(pick(tools, 'tool', 'service', 'calls', 'failed', 'sessions')).toEqual(
      pick(list, 'name', 'service', 'calls', 'failed', 'sessions'),
    );
    expect(tools.map(({ average, p95 }) => [average, p95])).toEqual(list.map(({ averageMs, p95Ms }) => [near(averageMs), near(p95Ms)]));
    expect(tools.map(({ last_seen }) => toTime(last_seen))).toEqual(list.map(({ lastSeenAt }) => toTime(lastSeenAt)));
  });

  it('name the same tools that nobody calls', async () => {
    const idle = await stack().panel('tool-calls.json: Tools never called');
    const neverCalled = rowsOf((await stack().ask('/tools')).neverCalled);
    expect(pick(idle, 'tool', 'service', 'tokens')).toEqual(
      neverCalled.map(({ name, service, definition }) => [name, service, (definition as Row).tokens]),
    );
    expect(idle).toHaveLength(1);
  });

  it.each(filters)('show the same clients with $title', async ({ values, search }) => {
    const matrix = await stack().panel('clients.json: Clients', values);
    const list = rowsOf((await stack().ask('/clients', search)).items);
    const name = (row: Row) => row.name ?? 'unknown client';
    expect(pick(matrix, 'client', 'version', 'transport', 'protocol', 'operations', 'errors', 'sessions')).toEqual(
      list.map((row) => [
        name(row),
        row.version ?? '',
        row.transport ?? '',
        row.protocolVersion ?? '',
        row.operations,
        row.errors,
        row.sessions,
      ]),
    );
    const overTime = await stack().panel('clients.json: Operations by client', values);
    const rates = await stack().panel('clients.json: Error rate by client', values);
    for (const client of new Set(list.map(name))) {
      const own = list.filter((row) => name(row) === client);
      expect(
        sum(
          overTime.filter((row) => row.client === client),
          'operations',
        ),
      ).toBe(sum(own, 'operations'));
      const series = rates.filter((row) => row.client === client && Number(row.error_rate) > 0);
      expect(series.length > 0).toBe(sum(own, 'errors') > 0);
    }
  });
}
