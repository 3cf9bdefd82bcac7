import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operation } from '../contract/index.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
});
afterAll(() => api.close());

/** Reads the feed until it has given `count` operations. */
async function readEvents(count: number, headers: Record<string, string> = {}, onOpen: () => Promise<void> = async () => {}) {
  const stop = new AbortController();
  const response = await fetch(`${api.url}/api/v1/live`, { headers, signal: stop.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  await onOpen();
  const events: { id: string; data: unknown }[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk);
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = /id: (.+)\nevent: operation\ndata: (.+)/.exec(block) ?? [];
      if (id && data) events.push({ id, data: JSON.parse(data) });
    }
    if (events.length >= count) break;
  }
  stop.abort();
  return events;
}

test('a listener gets each new operation once, and one that comes back gets what it missed', async () => {
  const rows = ['one', 'two', 'three'].map((tool) => toSpanRow({ SpanAttributes: toCallAttributes('live', tool) }));
  const events = await readEvents(2, {}, () => api.engine.ingest(rows.slice(0, 2)));
  const targets = events.map(({ data }) => operation.parse(data).target);
  expect(targets.sort()).toEqual(['one', 'two']);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await api.engine.ingest(rows.slice(2));
  const missed = await readEvents(1, { 'Last-Event-ID': events.at(-1)?.id ?? '' });
  expect(missed.map(({ data }) => operation.parse(data).target)).toEqual(['three']);
});

test('a Last-Event-ID that is none is refused', async () => {
  expect((await fetch(`${api.url}/api/v1/live`, { headers: { 'Last-Event-ID': 'x' } })).status).toBe(400);
});
