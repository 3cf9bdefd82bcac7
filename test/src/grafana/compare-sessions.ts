import { expect, it } from 'vitest';
import { all, expectSameSeries, filters, pick, type Row, rowsOf, type Stack, sum, toSeries, toTime } from './stack.js';

export function compareSessions(stack: () => Stack): void {
  it.each(filters)('count the same sessions, in the period and in the one before, with $title', async ({ values, search }) => {
    const [before, now] = await stack().panel('sessions.json: Sessions with activity in the period', values);
    const summary = await stack().ask('/sessions/summary', search);
    for (const [tiles, totals] of [
      [now, summary],
      [before, summary.previous as Row],
    ] as const) {
      expect([tiles?.sessions, tiles?.active, tiles?.operation_count]).toEqual([totals.total, totals.active, totals.operations]);
      expect(tiles?.average_duration).toBeCloseTo(Number(totals.averageDurationMs), 3);
      expect(tiles?.error_rate).toBeCloseTo(Number(totals.errorRate), 6);
    }
    expect(now?.sessions).toBeGreaterThan(0);
  });

  it.each(filters)('draw the same sessions over time with $title', async ({ values, search }) => {
    const points = rowsOf((await stack().ask('/sessions/timeseries', `${search}&buckets=60`)).points);
    const created = new Map<number, number>();
    for (const row of await stack().panel('sessions.json: Sessions created', values))
      created.set(toTime(row.time), (created.get(toTime(row.time)) ?? 0) + Number(row.sessions));
    expectSameSeries(created, toSeries(points, 'created'));
    expectSameSeries(toSeries(await stack().panel('sessions.json: Sessions active', values), 'active'), toSeries(points, 'active'));
    expectSameSeries(toSeries(await stack().panel('sessions.json: Sessions open', values), 'open'), toSeries(points, 'open'));
    const isNull = (value: unknown) => value === null;
    expectSameSeries(
      toSeries(await stack().panel('sessions.json: Average duration', values), 'average_duration', isNull),
      toSeries(points, 'averageDurationMs', isNull),
    );
    const operations = await stack().panel('sessions.json: Operations', values);
    expectSameSeries(toSeries(operations, 'failed'), toSeries(points, 'errors'));
    const counted = operations.map(({ time, well, failed }) => ({ time, operations: Number(well) + Number(failed) }));
    expectSameSeries(toSeries(counted, 'operations'), toSeries(points, 'operations'));
  });

  it.each(filters)('find the same sessions worth a look, for the same reasons, with $title', async ({ values, search }) => {
    const flagged = await stack().panel('sessions.json: Worth a look', values);
    const list = rowsOf((await stack().ask('/sessions', `${search}&q=flag:all_failed,loop,long,lost&limit=100`)).items);
    expect(pick(flagged, 'session', 'reason', 'session_status', 'duration')).toEqual(
      list.map(({ key, flags, status, durationMs }) => [
        key,
        rowsOf(flags)
          .map(({ reason }) => reason)
          .join('; '),
        status,
        durationMs,
      ]),
    );
    expect(flagged.length).toBeGreaterThan(0);
  });

  it('find sessions of each kind', async () => {
    const reasons = (await stack().panel('sessions.json: Worth a look')).map(({ session, reason }) => `${session}: ${reason}`).join('\n');
    expect(reasons).toMatch(/^looping: echo was called 10 times in a row/m);
    expect(reasons).toMatch(/^failing: all of its 3 tool calls failed$/m);
    expect(reasons).toMatch(/^failing-once: its only tool call failed$/m);
    expect(reasons).toMatch(/^gone: .*its heartbeats stopped/m);
    expect(reasons).toMatch(/^session-1: .*it took \d+ s; 95% of the \d+ sessions/m);
    expect(reasons).not.toMatch(/short-/);
  });

  it.each(filters)('list the same sessions with $title', async ({ values, search }) => {
    const listed = await stack().panel('sessions.json: Sessions', values);
    const page = rowsOf((await stack().ask('/sessions', `${search}&limit=500`)).items);
    const fields = ['session', 'session_status', 'service_name', 'key_basis', 'duration', 'operations', 'tool_calls', 'errors'];
    expect(pick(listed, ...fields)).toEqual(
      pick(page, 'key', 'status', 'service', 'basis', 'durationMs', 'operations', 'toolCalls', 'errors'),
    );
    expect(listed.map(({ last_activity_at }) => toTime(last_activity_at))).toEqual(
      page.map(({ lastActivityAt }) => toTime(lastActivityAt)),
    );
  });

  it('tell the same of one session', async () => {
    const values = { ...all, session: 'session-1' };
    const [facts] = await stack().panel('session-activity.json: Session', values);
    const session = await stack().ask('/sessions/session-1');
    expect([facts?.session_status, facts?.client, facts?.transport_name, facts?.protocol, facts?.operations, facts?.errors]).toEqual([
      session.status,
      `${session.clientName} ${session.clientVersion}`,
      session.transport,
      session.protocolVersion,
      session.operations,
      session.errors,
    ]);
    const timeline = await stack().panel('session-activity.json: Timeline', values);
    const activity = rowsOf((await stack().ask('/sessions/session-1/activity', '&limit=500')).items);
    expect(timeline.map(({ span_id, outcome_name, offset }) => [span_id, outcome_name, offset])).toEqual(
      activity.map(({ spanId, outcome, state, offsetMs }) => [spanId, outcome ?? state, Math.floor(Number(offsetMs))]),
    );
    expect(timeline.some(({ outcome_name }) => outcome_name === 'running')).toBe(true);
    const overTime = await stack().panel('session-activity.json: Operations by outcome', values);
    const ended = activity.filter(({ state, side }) => state === 'ended' && side === 'server');
    expect(sum(overTime, 'operations')).toBeGreaterThanOrEqual(ended.length);
    expect(sum(overTime, 'operations')).toBe(
      rowsOf((await stack().ask('/sessions/timeseries', '&session=session-1')).points).reduce(
        (total, point) => total + Number(point.operations),
        0,
      ),
    );
  });
}
