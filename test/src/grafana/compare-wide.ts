import { sealArrivals, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { expect, it } from 'vitest';
import { all, rowsOf, type Stack, sum } from './stack.js';

const HOUR = 3_600_000;
const now = Math.floor(Date.now() / (6 * HOUR)) * 6 * HOUR;
const period = { from: new Date(now - 30 * 24 * HOUR), to: new Date(now) };
const values = { ...all, service: ['wide'] };

/** Calls of five days, of sessions of connections and of one identity, which pauses twice a day. */
const spans = Array.from({ length: 400 }, (_, index) =>
  toSpanRow({
    at: new Date(now - 10 * 24 * HOUR + index * 0.3 * HOUR),
    durationMs: 1.5 * 3 ** (index % 8),
    ServiceName: 'wide',
    ...(index % 6 === 1 ? { StatusCode: 'Error', StatusMessage: 'broken' } : {}),
    SpanAttributes: toCallAttributes(index % 3 === 0 ? 'somebody' : `wide-${index % 9}`, index % 2 === 0 ? 'search' : 'echo', {
      'callsight.session.basis': index % 3 === 0 ? 'identity' : 'connection',
      'callsight.client.name': index % 5 === 0 ? 'claude-code' : 'inspector',
      ...(index % 6 === 1 ? { 'error.type': 'tool_error' } : {}),
    }),
  }),
);

/** Panels over time, and the column that adds up to the calls, the failed calls or the operations of the period. */
const counting = [
  ['tool-calls.json: Calls by outcome', 'calls'],
  ['tool-calls.json: Calls by $split', 'calls'],
  ['clients.json: Operations by client', 'operations'],
] as const;

export function compareWide(stack: () => Stack): void {
  it.each(['as they arrive', 'once they are sealed'])('count the same in wide intervals, %s', { timeout: 60_000 }, async (state) => {
    if (state === 'as they arrive') await stack().engine.ingest(spans);
    else await sealArrivals(stack().engine.admin);
    const path = `from=${period.from.toISOString()}&to=${period.to.toISOString()}&service=wide`;
    const ask = async (name: string) => (await (await fetch(`${stack().url}/api/v1${name}?${path}`)).json()) as Record<string, unknown>;
    const { calls, failed } = await ask('/tool-calls/summary');
    expect(calls).toBe(spans.length);
    for (const interval of [HOUR, 7.2 * HOUR, 40 * HOUR, 15 * 24 * HOUR]) {
      for (const [name, column] of counting)
        expect([name, interval, sum(await stack().panel(name, values, period, interval), column)]).toEqual([name, interval, calls]);
      const outcomes = await stack().panel('tool-calls.json: Calls by outcome', values, period, interval);
      expect(
        sum(
          outcomes.filter(({ outcome_name }) => outcome_name === 'tool_error'),
          'calls',
        ),
      ).toBe(failed);
      expect(sum(await stack().panel('sessions.json: Operations', values, period, interval), 'failed')).toBe(failed);
      const created = sum(await stack().panel('sessions.json: Sessions created', values, period, interval), 'sessions');
      expect(created).toBe(rowsOf((await ask('/sessions/timeseries')).points).reduce((total, point) => total + Number(point.created), 0));
      const bands = await stack().panel('tool-calls.json: Latency by band', values, period, interval);
      expect(bands.flatMap(({ time: _, ...counts }) => Object.values(counts)).reduce<number>((a, b) => a + Number(b), 0)).toBe(calls);
    }
  });

  it('find the same sessions active by hours as by operations', async () => {
    // A filter that leaves nothing out is answered by the operations.
    const services = (await stack().engine.select<{ service: string }>('SELECT DISTINCT service FROM mcp_operations')).map(
      (row) => row.service,
    );
    for (const interval of [HOUR, 7.2 * HOUR, 40 * HOUR])
      expect(await stack().panel('sessions.json: Sessions active', all, period, interval)).toEqual(
        (await stack().panel('sessions.json: Sessions active', { ...all, service: services }, period, interval)).map(
          ({ time, active }) => ({
            time,
            active,
          }),
        ),
      );
  });
}
