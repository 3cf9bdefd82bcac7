import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorDetail, ErrorGroup, ErrorPage } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at, iso, period } = toPastHour();

/** Messages of one kind, in the order of their kinds. */
const kinds = [
  {
    common: 'ENOENT: no such file or directory, open "…"',
    messages: ["ENOENT: no such file or directory, open '/home/a/b.txt'", "ENOENT: no such file or directory, open '/tmp/c d'"],
  },
  {
    common: 'request <id> failed after <n> ms',
    messages: [
      'request 4f1c2a9e-7b1d-4c8e-9a55-0a1b2c3d4e5f failed after 12 ms',
      'request 00000000-0000-0000-0000-000000000000 failed after 3,000.5 ms',
    ],
  },
  { common: 'GET <url> answered <n>', messages: ['GET https://a.example/x?y=1 answered 503', 'GET http://b.example:8080/ answered 500'] },
  {
    common: 'cannot read <path> (line <n>)',
    messages: ['cannot read /etc/passwd (line 3)', 'cannot read ./src/a.ts (line 44)', 'cannot read C:\\temp\\x (line 1)'],
  },
  { common: 'session <id> is gone', messages: ['session deadbeefcafe0123 is gone', 'session 0x1F is gone', 'session req_8f3kd92 is gone'] },
  { common: "it doesn't work, and I can't say why", messages: ["it doesn't work, and I can't say why"] },
  { common: null, messages: [''] },
];
const rows = kinds.flatMap(({ messages }, kind) =>
  messages.map((message, index) =>
    toCallSpan({
      session: `s${index}`,
      tool: `t${kind}`,
      at: at(100 * kind + index),
      message,
      attributes: { 'error.type': 'tool_error' },
    }),
  ),
);

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest(rows);
});
afterAll(() => api.close());

const ofTool = (items: ErrorGroup[], kind: number) => items.find(({ tools }) => tools.includes(`t${kind}`));

describe('errors', () => {
  test('whose messages differ in numbers, ids, paths, addresses and quoted text are one kind', async () => {
    const { items } = await api.read<ErrorPage>(`/errors?${period}`);
    expect(kinds.map((_, kind) => ofTool(items, kind)?.message ?? null)).toEqual(kinds.map(({ common }) => common));
    expect(kinds.map((_, kind) => ofTool(items, kind)?.count)).toEqual(kinds.map(({ messages }) => messages.length));
    expect(items).toHaveLength(kinds.length);
  });

  test('tell when they were seen, where, and give the newest as an example', async () => {
    const { items } = await api.read<ErrorPage>(`/errors?${period}`);
    expect(ofTool(items, 0)).toMatchObject({
      outcome: 'tool_error',
      code: null,
      sessions: 2,
      tools: ['t0'],
      services: ['files'],
      firstSeenAt: iso(0),
      lastSeenAt: iso(1),
      example: { traceId: rows[1]?.TraceId, spanId: rows[1]?.SpanId, startedAt: iso(1), message: kinds[0]?.messages[1] },
    });
  });

  test('of one message are several kinds where they ended differently', async () => {
    await api.engine.ingest([
      toCallSpan({ session: 'x', tool: 'u', at: at(3_000), message: 'same', attributes: { 'error.type': 'tool_error' } }),
      toCallSpan({ session: 'x', tool: 'u', at: at(3_001), message: 'same', attributes: { 'error.type': 'Error' } }),
      toCallSpan({
        session: 'x',
        tool: 'u',
        at: at(3_002),
        message: 'same',
        attributes: { 'error.type': 'tool_error', 'callsight.error.code': '-32602' },
      }),
    ]);
    const { items } = await api.read<ErrorPage>(`/errors?${period}&tool=u`);
    expect(items.map(({ outcome, code }) => [outcome, code]).sort()).toEqual([
      ['invalid_request', '-32602'],
      ['server_error', null],
      ['tool_error', null],
    ]);
  });

  test('seen from both sides count once, as the server told them', async () => {
    const server = toCallSpan({
      session: 'both',
      tool: 'twice',
      at: at(3_100),
      message: 'disk full',
      attributes: { 'error.type': 'tool_error' },
    });
    const client = toCallSpan({
      session: 'both',
      tool: 'twice',
      at: at(3_099),
      message: 'it said no',
      side: 'Client',
      attributes: { 'error.type': 'tool_error' },
      span: { TraceId: server.TraceId, SpanId: 'f'.repeat(16) },
    });
    await api.engine.ingest([{ ...server, ParentSpanId: 'f'.repeat(16) }, client]);
    const { items } = await api.read<ErrorPage>(`/errors?${period}&tool=twice`);
    expect(items.map(({ message, count }) => [message, count])).toEqual([['disk full', 1]]);
    const ofClients = await api.read<ErrorPage>(`/errors?${period}&tool=twice&side=client`);
    expect(ofClients.items.map(({ message }) => message)).toEqual(['it said no']);
  });

  test('page by page are the same, most frequent first', async () => {
    const whole = await api.read<ErrorPage>(`/errors?${period}&limit=100`);
    const pages: ErrorGroup[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: ErrorPage = await api.read(`/errors?${period}&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      pages.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(whole.items);
    expect(whole.items.map(({ count }) => count)).toEqual(whole.items.map(({ count }) => count).sort((a, b) => b - a));
  });
});

describe('one kind of error', () => {
  test('has its operations, newest first, over time', async () => {
    const { items } = await api.read<ErrorPage>(`/errors?${period}`);
    const group = ofTool(items, 3);
    const detail = await api.read<ErrorDetail>(`/errors/${group?.fingerprint}?${period}&limit=2`);
    expect(detail.group).toEqual(group);
    expect(detail.items.map(({ error }) => error?.message)).toEqual([
      'cannot read C:\\temp\\x (line 1)',
      'cannot read ./src/a.ts (line 44)',
    ]);
    expect(detail.points.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    const next = await api.read<ErrorDetail>(`/errors/${group?.fingerprint}?${period}&limit=2&cursor=${detail.nextCursor}`);
    expect(next.items.map(({ error }) => error?.message)).toEqual(['cannot read /etc/passwd (line 3)']);
  });

  test('pages through its operations once, however many buckets they lie in', async () => {
    const calls = Array.from({ length: 23 }, (_, index) => {
      const second = 3_200 + Math.floor(index / 4) * 60 + (index % 4 === 3 ? 0 : index % 4);
      return toCallSpan({
        session: 'p',
        tool: 'paged',
        at: at(second),
        message: `try ${index}`,
        attributes: { 'error.type': 'tool_error' },
      });
    });
    await api.engine.ingest(calls);
    const [group] = (await api.read<ErrorPage>(`/errors?${period}&tool=paged`)).items;
    for (const limit of [1, 3, 5, 23, 50]) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ErrorDetail = await api.read(
          `/errors/${group?.fingerprint}?${period}&buckets=60&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`,
        );
        seen.push(...page.items.map(({ traceId, spanId, startedAt }) => `${startedAt} ${traceId} ${spanId}`));
        cursor = page.nextCursor;
      }
      expect(seen).toHaveLength(23);
      expect(seen).toEqual([...new Set(seen)].sort().reverse());
    }
  });

  test('has the same fingerprint in every period', async () => {
    const { items } = await api.read<ErrorPage>(`/errors?${period}`);
    const other = await api.read<ErrorPage>('/errors?from=now-7d');
    expect(ofTool(other.items, 2)?.fingerprint).toBe(ofTool(items, 2)?.fingerprint);
  });

  test('that did not happen is not found', async () => {
    expect(await api.get(`/errors/${'0'.repeat(16)}?${period}`)).toMatchObject({ status: 404 });
    expect(await api.get(`/errors/nonsense?${period}`)).toMatchObject({ status: 400 });
  });
});
