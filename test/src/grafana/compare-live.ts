import { setTimeout as sleep } from 'node:timers/promises';
import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { expect, it } from 'vitest';
import { all, arrivals, pick, type Row, type Stack } from './stack.js';

/** Events of the feed from now on; `take` waits until so many of a name have come. */
async function listen(url: string): Promise<{ take(event: string, count: number): Promise<Row[]>; close(): Promise<void> }> {
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal });
  expect(response.status).toBe(200);
  const events: { event: string; data: Row }[] = [];
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const event = /^event: ?(.+)$/m.exec(part)?.[1];
        const data = /^data: ?(.+)$/m.exec(part)?.[1];
        if (event && data) events.push({ event, data: JSON.parse(data) as Row });
      }
    }
  })().catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return {
    async take(event, count) {
      const found = () => events.filter((each) => each.event === event).map(({ data }) => data);
      while (found().length < count) await sleep(50);
      return found();
    },
    async close() {
      abort.abort();
      await reading;
    },
  };
}

export function compareLive(stack: () => Stack): void {
  it('show what the live feed tells, newest first', { timeout: 60_000 }, async () => {
    const feed = await listen(`${stack().url}/api/v1/live?events=operation,running&service=live`);
    const made = Array.from({ length: 5 }, (_, index) =>
      toSpanRow({ ServiceName: 'live', SpanAttributes: toCallAttributes(`live-${index}`, 'echo') }),
    );
    const snapshot = toSpanRow({
      durationMs: 2_000,
      ServiceName: 'live',
      SpanAttributes: toCallAttributes('live-0', 'wait', {
        'callsight.span.type': 'snapshot',
        'callsight.snapshot.trace_id': 'f'.repeat(32),
        'callsight.snapshot.span_id': 'f'.repeat(16),
      }),
    });
    await stack().engine.ingest([...made, snapshot]);
    const values = { ...all, service: ['live'] };
    const told = await feed.take('operation', made.length);
    const newest = await stack().panel('live.json: Newest operations', values, arrivals());
    expect(pick(newest, 'span_id', 'outcome_name', 'session').sort()).toEqual(pick(told, 'spanId', 'outcome', 'sessionKey').sort());
    expect(newest).toHaveLength(made.length);
    const everything = await stack().panel('live.json: Newest operations', all, arrivals());
    const arrived = everything.map((row) => String(row.arrived));
    expect(arrived).toEqual(arrived.toSorted().reverse());
    expect(new Set(everything.slice(0, made.length).map(({ service }) => service))).toEqual(new Set(['live']));

    const [running] = await feed.take('running', 1);
    const rows = await stack().panel('live.json: Running', values, arrivals());
    expect(pick(rows, 'span_id', 'state', 'duration')).toEqual([[running?.spanId, running?.state, running?.durationMs]]);
    await feed.close();
  });
}
