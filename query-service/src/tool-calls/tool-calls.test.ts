import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LatencyHeatmap, ToolCallPage, ToolCallSeries, ToolCallSummary } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at, period } = toPastHour();
const names = Array.from({ length: 12 }, (_, index) => `tool-${String(index).padStart(2, '0')}`);

/** Tool 0 is called most, tool 11 least; each call takes ten times as long as its tool’s number, and the last of each fails. */
const rows = names.flatMap((tool, index) =>
  Array.from({ length: 13 - index }, (_, call) =>
    toCallSpan({
      session: `s${index}`,
      tool,
      at: at(10 * call),
      ms: 10 * index + 1,
      service: index % 2 === 0 ? 'even' : 'odd',
      ...(call === 12 - index ? { message: 'broken', attributes: { 'error.type': 'tool_error' } } : {}),
    }),
  ),
);

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest(rows);
});
afterAll(() => api.close());

async function readAll(query: string): Promise<ToolCallPage['items']> {
  const items: ToolCallPage['items'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: ToolCallPage = await api.read(`/tool-calls?${query}${cursor ? `&cursor=${cursor}` : ''}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe('the history of calls', () => {
  test.each([
    ['started', 'startedAt'],
    ['duration', 'durationMs'],
    ['argumentsSize', 'argumentsSize'],
    ['resultSize', 'resultSize'],
  ] as const)('by %s has every call once, both ways', async (sort, field) => {
    for (const order of ['asc', 'desc']) {
      const items = await readAll(`${period}&sort=${sort}&order=${order}&limit=20`);
      expect(new Set(items.map(({ spanId }) => spanId)).size).toBe(rows.length);
      expect(items).toHaveLength(rows.length);
      const values = items.map((item) => item[field] ?? 0);
      const sorted = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
      expect(values).toEqual(order === 'asc' ? sorted : sorted.reverse());
    }
  });

  test('keeps its place while calls arrive: none that was there is missed or comes twice', async () => {
    const seen: string[] = [];
    let round = 0;
    for (let cursor: string | null = ''; cursor !== null; round += 1) {
      const page: ToolCallPage = await api.read(`/tool-calls?from=now-3h&tool=tool-00&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(({ spanId }) => spanId));
      cursor = page.nextCursor;
      // Newer, older and in between.
      const seconds = [-3_600, 15 * round, 3_000 + round];
      await api.engine.ingest(seconds.map((second) => toCallSpan({ session: 'new', tool: 'tool-00', at: at(second), service: 'late' })));
    }
    expect(new Set(seen).size).toBe(seen.length);
    const before = rows.filter(({ SpanName }) => SpanName === 'tools/call tool-00').map(({ SpanId }) => SpanId);
    expect(seen).toEqual(expect.arrayContaining(before));
  });

  test('keeps the period of its first page', async () => {
    const first = await api.read<ToolCallPage>('/tool-calls?from=now-3h&to=now&limit=1');
    const second = await api.read<ToolCallPage>(`/tool-calls?from=now-1m&to=now&limit=1&cursor=${first.nextCursor}`);
    expect(second.period).toEqual(first.period);
  });

  test.each([
    ['q=tool:tool-0* outcome:tool_error', 10],
    ['q=tool:tool-0* outcome:tool_error -service:odd', 5],
    ['q=latency:>100ms', 5],
    ['q=latency:>100ms -outcome:ok', 2],
    ['q=-latency:<=100ms', 5],
    ['q=broken service:odd', 6],
    ['q=error:"brok*"', 0],
    ['q=error:b*n service:odd', 6],
    ['q=session:s11,s10', 5],
    ['q=tool:tool_00', 0],
    ['q=flag:all_failed', 0],
    ['q=status:lost session:s11', 2],
  ])('filtered by %s has %i', async (filter, expected) => {
    expect(await readAll(`${period}&${encodeURI(filter)}&limit=500`)).toHaveLength(expected);
  });
});

describe('calls over time', () => {
  test('come for the ten tools with the most calls, and all others together', async () => {
    const { groups, points } = await api.read<ToolCallSeries>(`/tool-calls/timeseries?${period}&by=tool&q=-service:late`);
    expect(groups.map(({ name, calls }) => [name, calls])).toEqual([
      ...names.slice(0, 10).map((name, index) => [name, 13 - index]),
      [null, 3 + 2],
    ]);
    for (const group of groups) expect(group.points).toHaveLength(points.length);
    const sum = points.map((_, index) => groups.reduce((total, group) => total + (group.points[index]?.calls ?? 0), 0));
    expect(sum).toEqual(points.map(({ calls }) => calls));
  });

  test('come by outcome and by service', async () => {
    const byOutcome = await api.read<ToolCallSeries>(`/tool-calls/timeseries?${period}&by=outcome&q=-service:late`);
    expect(byOutcome.groups.map(({ name, calls }) => [name, calls])).toEqual([
      ['ok', rows.length - 12],
      ['tool_error', 12],
    ]);
    const byService = await api.read<ToolCallSeries>(`/tool-calls/timeseries?${period}&by=service&q=-service:late`);
    expect(byService.groups.map(({ name }) => name)).toEqual(['even', 'odd']);
  });

  test('of days fall into the local days of the zone', async () => {
    const from = new Date(at(0).getTime() - 3 * 86_400_000).toISOString();
    const { points } = await api.read<ToolCallSeries>(
      `/tool-calls/timeseries?from=${from}&to=${at(3_600).toISOString()}&buckets=4&tz=Asia/Kathmandu&q=-service:late`,
    );
    const local = (time: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kathmandu', timeStyle: 'short' }).format(new Date(time));
    expect(new Set(points.map(({ time }) => local(time)))).toEqual(new Set(['00:00']));
    expect(points.reduce((sum, { calls }) => sum + calls, 0)).toBe(rows.length);
  });

  test('fall into bands of latency', async () => {
    const { bounds, times, cells } = await api.read<LatencyHeatmap>(`/tool-calls/heatmap?${period}&q=-service:late`);
    expect(cells.reduce((sum, { calls }) => sum + calls, 0)).toBe(rows.length);
    expect(cells.reduce((sum, { failed }) => sum + failed, 0)).toBe(12);
    const calls = (band: number) => cells.filter((cell) => cell.band === band).reduce((sum, cell) => sum + cell.calls, 0);
    // 1 ms; 11 ms; 21, 31 and 41 ms; 51 to 91 ms; 101 and 111 ms.
    expect([1, 10, 20, 50, 100].map((bound) => calls(bounds.indexOf(bound)))).toEqual([13, 12, 11 + 10 + 9, 8 + 7 + 6 + 5 + 4, 3 + 2]);
    for (const { time } of cells) expect(times[time]).toBeDefined();
  });
});

test('the summary tells of the period before too', async () => {
  const summary = await api.read<ToolCallSummary>(
    `/tool-calls/summary?from=${at(60).toISOString()}&to=${at(120).toISOString()}&q=-service:late`,
  );
  const within = (from: number, to: number) =>
    rows.filter(({ Timestamp }) => Number(Timestamp) * 1_000 >= at(from).getTime() && Number(Timestamp) * 1_000 < at(to).getTime());
  expect(summary.calls).toBe(within(60, 120).length);
  expect(summary.previous).toMatchObject({ calls: within(0, 60).length, period: { from: at(0).toISOString(), to: at(60).toISOString() } });
});
