import { SpanKind } from '@opentelemetry/api';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { connectPair, type Pair } from '../testing/pair.js';
import { only, startOpenTelemetry, takeSpans } from '../testing/spans.js';

beforeAll(startOpenTelemetry);
beforeEach(() => {
  takeSpans();
});

async function listed(pair: Pair, kind = SpanKind.SERVER) {
  takeSpans();
  await pair.client.listTools();
  return only(takeSpans(), 'tools/list', kind).attributes;
}

it('tells of each tool that is listed its hash, size and cost, and the definitions once', async () => {
  const pair = await connectPair();
  const { tools } = await pair.client.listTools();
  pair.server.registerTool('surface-one', { description: 'd'.repeat(400) }, async () => ({ content: [] }));
  const first = await listed(pair);
  const entries = JSON.parse(String(first['callsight.surface.tools']));
  expect(entries.map(({ name }: { name: string }) => name)).toEqual([...tools.map(({ name }) => name), 'surface-one']);
  const definitions = JSON.parse(String(first['callsight.surface.definitions']));
  expect(definitions.at(-1)).toMatchObject({ name: 'surface-one', description: 'd'.repeat(400) });
  const bytes = JSON.stringify(definitions.at(-1)).length;
  expect(entries.at(-1)).toEqual({
    name: 'surface-one',
    hash: expect.stringMatching(/^[\da-f]{16}$/),
    bytes,
    tokens: Math.ceil(bytes / 4),
  });

  const second = await listed(pair);
  expect(second).not.toHaveProperty('callsight.surface.definitions');
  expect(second['callsight.surface.hash']).toBe(first['callsight.surface.hash']);

  pair.server.registerTool('surface-two', {}, async () => ({ content: [] }));
  const third = await listed(pair);
  expect(third['callsight.surface.hash']).not.toBe(first['callsight.surface.hash']);
  expect(third).toHaveProperty('callsight.surface.definitions');
  const unchanged = (entry: { name: string }) => entry.name === 'surface-one';
  expect(JSON.parse(String(third['callsight.surface.tools'])).find(unchanged)).toEqual(entries.at(-1));
  expect(await listed(pair, SpanKind.CLIENT)).not.toHaveProperty('callsight.surface.hash');
  await pair.close();
});

it('cuts large definitions to valid JSON', async () => {
  const pair = await connectPair({ observe: { server: true } });
  for (let index = 0; index < 30; index++) {
    pair.server.registerTool(`large-${index}`, { description: 'long '.repeat(2_000) }, async () => ({ content: [] }));
  }
  const text = String((await listed(pair))['callsight.surface.definitions']);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(32_000);
  expect(JSON.parse(text).length).toBeGreaterThan(5);
  await pair.close();
});

it('records nothing of the surface when that is turned off', async () => {
  const pair = await connectPair({ observe: { server: true }, config: { surface: 'off' } });
  expect(Object.keys(await listed(pair)).filter((name) => name.startsWith('callsight.surface'))).toEqual([]);
  await pair.close();
});
