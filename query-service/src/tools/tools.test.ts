import { toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToolDetail, ToolList } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at, iso, period } = toPastHour();
const shapes = ['{"q":"string"}', '{"q":"string","limit":"number"}'];

const rows = Array.from({ length: 10 }, (_, index) =>
  toCallSpan({
    session: index < 7 ? 'a' : 'b',
    tool: 'search',
    at: at(60 * index),
    ms: 10 * (index + 1),
    ...(index === 3 ? { message: 'query 17 is too long' } : {}),
    attributes: {
      'callsight.arguments.size': String(100 * (index + 1)),
      'callsight.result.size': '5000',
      'callsight.arguments.shape': shapes[index % 2] ?? '',
      'callsight.client.name': index < 5 ? 'claude' : 'cursor',
      ...(index === 3 ? { 'error.type': 'tool_error' } : {}),
      ...(index === 4 ? { 'error.type': 'timeout' } : {}),
    },
  }),
);

const definitions = {
  old: { name: 'search', hash: `${'0'.repeat(15)}1`, bytes: 400, tokens: 100 },
  new: { name: 'search', hash: `${'0'.repeat(15)}2`, bytes: 800, tokens: 200 },
  idle: { name: 'idle', hash: `${'0'.repeat(15)}3`, bytes: 4_000, tokens: 1_000 },
};
const listing = (second: number, tools: unknown[], hash: string) =>
  toSpanRow({
    ServiceName: 'files',
    SpanName: 'tools/list',
    at: at(second),
    SpanAttributes: {
      'mcp.method.name': 'tools/list',
      'callsight.session.key': 'a',
      'callsight.session.basis': 'connection',
      'callsight.surface.hash': hash,
      'callsight.surface.tools': JSON.stringify(tools),
    },
  });
/** The definition of `search` changes between its fourth and fifth call; `idle` came with it. */
const listings = [
  listing(-10_000, [{ ...definitions.old, name: 'removed', hash: 'f'.repeat(16) }], 'gone'),
  listing(-60, [definitions.old], 'one'),
  listing(230, [definitions.new, definitions.idle], 'two'),
  listing(400, [definitions.new, definitions.idle], 'two'),
];

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest([...rows, ...listings, ...listings, toCallSpan({ session: 'a', tool: 'bare', at: at(5), service: 'git' })]);
});
afterAll(() => api.close());

describe('the list of tools', () => {
  test('has calls by outcome, clients and sizes', async () => {
    const { items } = await api.read<ToolList>(`/tools?${period}`);
    expect(items[0]).toMatchObject({
      service: 'files',
      name: 'search',
      calls: 10,
      failed: 2,
      successRate: 0.8,
      outcomes: { ok: 8, tool_error: 1, invalid_request: 0, server_error: 0, cancelled: 0, timeout: 1, lost: 0 },
      sessions: 2,
      clients: 2,
      resultSize: { p50: 5_000, p95: 5_000, max: 5_000 },
      firstSeenAt: iso(0),
      lastSeenAt: iso(540),
    });
    expect(items[0]?.argumentsSize).toMatchObject({ max: 1_000 });
    expect(items[0]?.argumentsSize.p50).toBeGreaterThanOrEqual(400);
    expect(items[0]?.argumentsSize.p95).toBeGreaterThan(items[0]?.argumentsSize.p50 ?? 0);
    expect(items[1]).toMatchObject({
      service: 'git',
      name: 'bare',
      argumentsSize: { p50: null, p95: null, max: null },
      resultSize: { p50: null, p95: null, max: null },
    });
  });
});

describe('what callers are shown', () => {
  test('stands beside what they call', async () => {
    const { items, neverCalled } = await api.read<ToolList>(`/tools?${period}`);
    expect(items.map(({ name, definition }) => [name, definition])).toEqual([
      ['search', { hash: definitions.new.hash, bytes: 800, tokens: 200 }],
      ['bare', null],
    ]);
    expect(neverCalled).toEqual([
      { service: 'files', name: 'idle', definition: { hash: definitions.idle.hash, bytes: 4_000, tokens: 1_000 }, listedAt: iso(400) },
    ]);
    expect((await api.read<ToolList>(`/tools?${period}&service=git`)).neverCalled).toEqual([]);
  });

  test('is compared with how calls went', async () => {
    const { definitions: changes } = await api.read<ToolDetail>(`/tools/search?${period}`);
    expect(changes).toEqual([
      {
        service: 'files',
        hash: definitions.old.hash,
        bytes: 400,
        tokens: 100,
        firstListedAt: iso(-60),
        lastListedAt: iso(-60),
        calls: 4,
        failed: 1,
        successRate: 0.75,
      },
      {
        service: 'files',
        hash: definitions.new.hash,
        bytes: 800,
        tokens: 200,
        firstListedAt: iso(230),
        lastListedAt: iso(400),
        calls: 6,
        failed: 1,
        successRate: 5 / 6,
      },
    ]);
  });
});

describe('one tool', () => {
  test('has its trend, errors, arguments, clients and sessions', async () => {
    const tool = await api.read<ToolDetail>(`/tools/search?${period}`);
    expect(tool.items).toHaveLength(1);
    expect(tool.series.points.reduce((sum, { calls }) => sum + calls, 0)).toBe(10);
    expect(tool.errors.map(({ message, count, outcome }) => ({ message, count, outcome }))).toEqual(
      expect.arrayContaining([
        { message: 'query <n> is too long', count: 1, outcome: 'tool_error' },
        { message: null, count: 1, outcome: 'timeout' },
      ]),
    );
    expect(tool.argumentShapes.map(({ shape, calls, failed }) => [shape, calls, failed])).toEqual([
      [shapes[1], 5, 1],
      [shapes[0], 5, 1],
    ]);
    expect(tool.argumentNames).toEqual([
      { name: 'q', type: 'string', calls: 10, failed: 2 },
      { name: 'limit', type: 'number', calls: 5, failed: 1 },
    ]);
    expect(tool.clients.map(({ name, calls, failed }) => [name, calls, failed])).toEqual([
      ['claude', 5, 2],
      ['cursor', 5, 0],
    ]);
    expect(tool.sessions).toEqual([
      { key: 'a', calls: 7, failed: 2, lastCallAt: iso(360) },
      { key: 'b', calls: 3, failed: 0, lastCallAt: iso(540) },
    ]);
  });

  test('follows the other filters', async () => {
    const tool = await api.read<ToolDetail>(`/tools/search?${period}&client=cursor`);
    expect(tool.items[0]?.calls).toBe(5);
    expect(tool.clients.map(({ name }) => name)).toEqual(['cursor']);
    expect(tool.errors).toEqual([]);
  });

  test('without a call is not found', async () => {
    expect(await api.get(`/tools/absent?${period}`)).toMatchObject({ status: 404 });
  });
});
