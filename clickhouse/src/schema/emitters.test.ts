import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type SpanRow, type TestEngine, toSpanRow } from '../testing/index.js';

/** Recorded spans and the rows they become, by emitter: see the folder's README. */
const directory = new URL('../../emitters/', import.meta.url);
const folders = await readdir(directory, { withFileTypes: true });
const emitters = folders.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map(({ name }) => name);

const COLUMNS = [
  'span_id',
  'side',
  'method',
  'target',
  'resource_uri',
  'session_key',
  'session_basis',
  'request_id',
  'outcome',
  'error_type',
  'error_code',
  'error_message',
  'protocol_version',
  'transport',
  'client_name',
  'client_version',
  'server_name',
  'server_version',
  'address',
  'arguments_size',
  'result_size',
];

/** What every recorder's client calls. */
const CALLED_TOOLS = ['absent', 'echo', 'echo', 'fail'];
/** Emitters that see only calls that reach a tool's handler. */
const REACHED_TOOLS: Record<string, string[]> = { 'traceloop-fastmcp': ['echo', 'fail'] };

interface Expected {
  /** Columns of mcp_operations that are neither empty nor null, oldest operation first. */
  operations: Record<string, unknown>[];
  content: { span_id: string; arguments: string; result: string }[];
  /** Spans of the rows of mcp_tool_calls. */
  toolCalls: string[];
}

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

async function readSpans(emitter: string): Promise<SpanRow[]> {
  const text = await readFile(new URL(`${emitter}/spans.jsonl`, directory), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SpanRow);
}

/** Moves the oldest span to an hour ago, and the others with it: the schema takes no old spans for good. */
function toRecent(spans: readonly SpanRow[]): SpanRow[] {
  const times = spans.map(({ Timestamp }) => BigInt(Timestamp));
  const oldest = times.reduce((a, b) => (a < b ? a : b));
  const shift = BigInt(Date.now() - 3_600_000) * 1_000_000n - oldest;
  return spans.map((span) => ({ ...span, Timestamp: String(BigInt(span.Timestamp) + shift) }));
}

function toList(spans: readonly SpanRow[]): string {
  return spans.map(({ SpanId }) => `'${SpanId}'`).join(', ');
}

function withoutEmpty(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== null));
}

async function readRows(spans: readonly SpanRow[]): Promise<Expected> {
  const own = `span_id IN (${toList(spans)})`;
  const operations = await engine.select<Record<string, unknown>>(
    `SELECT ${COLUMNS.join(', ')} FROM mcp_operations WHERE ${own} ORDER BY ts, span_id`,
  );
  const content = await engine.select<Expected['content'][number]>(
    `SELECT span_id, arguments, result FROM mcp_content WHERE ${own} ORDER BY ts, span_id`,
  );
  const toolCalls = await engine.select<{ span_id: string }>(`SELECT span_id FROM mcp_tool_calls WHERE ${own} ORDER BY ts, span_id`);
  return { operations: operations.map(withoutEmpty), content, toolCalls: toolCalls.map(({ span_id }) => span_id) };
}

describe.each(emitters)('%s', (emitter) => {
  let spans: SpanRow[];
  let rows: Expected;
  beforeAll(async () => {
    spans = toRecent(await readSpans(emitter));
    await engine.ingest(spans);
    rows = await readRows(spans);
  });

  test('its spans become the expected rows', async () => {
    expect(rows).toEqual(JSON.parse(await readFile(new URL(`${emitter}/expected.json`, directory), 'utf8')));
  });

  test('each of its tool calls is counted once, under the tool’s name', () => {
    const calls = rows.operations.filter(({ span_id }) => rows.toolCalls.includes(String(span_id)));
    expect(calls.map(({ target }) => target).sort()).toEqual(REACHED_TOOLS[emitter] ?? CALLED_TOOLS);
  });

  test('no span is extracted twice', async () => {
    const result = await engine.admin.query({
      query: `SELECT toUInt32(count()) AS n FROM mcp_operations WHERE span_id IN (${toList(spans)}) SETTINGS final = 0`,
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual([{ n: rows.operations.length }]);
  });

  test('every span of it appears in its trace', async () => {
    const found = await engine.select<{ n: number }>(`SELECT count() AS n FROM otel_traces WHERE SpanId IN (${toList(spans)})`);
    expect(found).toEqual([{ n: spans.length }]);
  });
});

/** No emitter in use was found that still sends these names of earlier revisions, beside those that Sentry shares. */
test('names of older revisions of the conventions are read', async () => {
  const span = toSpanRow({
    ScopeName: 'some.instrumentation',
    SpanAttributes: {
      'mcp.method.name': 'tools/call',
      'mcp.tool.name': 'echo',
      'rpc.jsonrpc.request_id': '7',
      'rpc.jsonrpc.error_code': '-32602',
      'rpc.jsonrpc.error_message': 'Invalid params',
    },
  });
  await engine.ingest([span]);
  expect((await readRows([span])).operations).toEqual([
    {
      span_id: span.SpanId,
      side: 'server',
      method: 'tools/call',
      target: 'echo',
      session_key: span.TraceId,
      session_basis: 'trace',
      request_id: '7',
      outcome: 'invalid_request',
      error_code: '-32602',
      error_message: 'Invalid params',
    },
  ]);
});

describe('what looks like a dialect', () => {
  test.each([
    {
      title: 'a tool that Traceloop traces in a framework',
      span: { SpanName: 'search.tool', SpanAttributes: { 'traceloop.span.kind': 'tool' } },
    },
    { title: 'an HTTP request that Sentry traces', span: { SpanName: 'POST /mcp', SpanAttributes: { 'sentry.op': 'http.server' } } },
    { title: 'an HTTP request that dd-trace traces', span: { ScopeName: 'dd-trace-js', SpanAttributes: { component: 'http' } } },
  ])('$title is no operation', async ({ span }) => {
    const row = toSpanRow(span);
    await engine.ingest([row]);
    expect(await readRows([row])).toEqual({ operations: [], content: [], toolCalls: [] });
  });

  test('our own spans under Sentry’s tracer keep their meaning', async () => {
    const own = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'echo', 'sentry.op': 'default' };
    const operation = toSpanRow({ SpanAttributes: { ...own, 'callsight.session.key': 'k', 'callsight.session.basis': 'connection' } });
    const snapshot = toSpanRow({
      SpanAttributes: { ...own, 'callsight.span.type': 'snapshot', 'callsight.snapshot.span_id': 'c'.repeat(16) },
    });
    await engine.ingest([operation, snapshot]);
    expect((await readRows([operation])).operations).toMatchObject([{ session_key: 'k', session_basis: 'connection', target: 'echo' }]);
    expect(await engine.select(`SELECT target FROM mcp_snapshots WHERE span_id = '${'c'.repeat(16)}'`)).toEqual([{ target: 'echo' }]);
  });
});
