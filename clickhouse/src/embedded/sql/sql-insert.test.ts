import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestEngine, type SqlServer, serveSql, type TestEngine, toCallAttributes, toJsonRows, toSpanRow } from '../../testing/index.js';
import { toCompressedBlocks } from './compressed-blocks.js';

let engine: TestEngine;
let server: SqlServer;

beforeAll(async () => {
  engine = await openTestEngine();
  server = await serveSql(engine, (secret) => ({ read: secret === 'a-reader', insert: secret === 'an-ingest-token' }));
});
afterAll(async () => {
  server.close();
  await engine.close();
});
beforeEach(() => engine.admin.command({ query: 'TRUNCATE TABLE mcp_operations' }));

const collector = { Authorization: `Basic ${btoa('collector:an-ingest-token')}` };
const intoLanding = 'INSERT INTO "callsight"."otel_traces_landing" FORMAT JSONEachRow';

const rows = () => toJsonRows([toSpanRow({ SpanAttributes: toCallAttributes('s', 'echo') }), toSpanRow()]);
const readOperations = async () => (await engine.select<{ n: number }>('SELECT toUInt32(count()) AS n FROM mcp_operations'))[0]?.n;

async function insert(statement: string, body: Buffer | string, headers: Record<string, string> = {}, search = '') {
  const url = `${server.url}/?query=${encodeURIComponent(statement)}${search}`;
  const response = await fetch(url, { method: 'POST', body, headers: { ...collector, ...headers } });
  return { status: response.status, code: response.headers.get('X-ClickHouse-Exception-Code'), text: await response.text() };
}

test('the official client inserts spans, which reach the model', async () => {
  const client = createClient({ url: server.url, username: 'collector', password: 'an-ingest-token', compression: { request: true } });
  const span = toSpanRow({ SpanAttributes: toCallAttributes('from-client', 'echo') });
  const { summary } = await client.insert({ table: 'otel_traces_landing', values: [span], format: 'JSONEachRow' });
  expect(await engine.select('SELECT session_key FROM mcp_operations')).toEqual([{ session_key: 'from-client' }]);
  expect(Number(summary?.written_rows)).toBeGreaterThan(0);
  await client.close();
});

describe.each([
  { encoding: 'gzip', pack: gzipSync },
  { encoding: 'deflate', pack: deflateSync },
  { encoding: 'br', pack: brotliCompressSync },
])('a body in $encoding', ({ encoding, pack }) => {
  test('is unpacked', async () => {
    expect(await insert(intoLanding, pack(rows()), { 'Content-Encoding': encoding })).toMatchObject({ status: 200 });
    expect(await readOperations()).toBe(1);
  });
});

test('a body in ClickHouse’s compressed blocks is unpacked, and one that is damaged or cut short is refused', async () => {
  const blocks = Buffer.concat([...toCompressedBlocks(rows())]);
  expect(await insert(intoLanding, blocks, {}, '&decompress=1')).toMatchObject({ status: 200 });
  const damaged = Buffer.from(blocks);
  damaged[40] = (damaged[40] ?? 0) ^ 1;
  expect(await insert(intoLanding, damaged, {}, '&decompress=1')).toMatchObject({ code: '40' });
  expect(await insert(intoLanding, blocks.subarray(0, -1), {}, '&decompress=1')).toMatchObject({ code: '33' });
  expect(await readOperations()).toBe(1);
});

test('Native blocks are inserted by column name', async () => {
  const reader = await fetch(
    `${server.url}/?query=${encodeURIComponent("SELECT 'tools/call echo' AS SpanName, 'Server' AS SpanKind, now64(9) AS Timestamp, 'a' AS TraceId, map('mcp.method.name', 'tools/call') AS SpanAttributes FORMAT Native")}`,
    { headers: { Authorization: 'Bearer a-reader' } },
  );
  const block = Buffer.from(await reader.arrayBuffer());
  const statement = 'INSERT INTO otel_traces_landing (SpanName, SpanKind, Timestamp, TraceId, SpanAttributes) FORMAT Native';
  expect(await insert(statement, block)).toMatchObject({ status: 200, text: '' });
  expect(await engine.select('SELECT method, trace_id FROM mcp_operations')).toEqual([{ method: 'tools/call', trace_id: 'a' }]);
});

test('rows may follow their statement in the body', async () => {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: collector,
    body: `${intoLanding}\n${rows().toString()}`,
  });
  expect([response.status, await readOperations()]).toEqual([200, 1]);
});

test('a client with an ingest token can look up columns, and read nothing', async () => {
  const ask = async (body: string) => {
    const response = await fetch(server.url, { method: 'POST', headers: collector, body });
    return { status: response.status, text: await response.text() };
  };
  expect(await ask('DESC TABLE "callsight"."otel_traces_landing" FORMAT TSV')).toMatchObject({
    status: 200,
    text: expect.stringMatching(/^Timestamp\tDateTime64\(9\)/),
  });
  expect(await ask('SELECT count() FROM mcp_operations')).toMatchObject({ status: 403 });
  expect(await ask('SELECT * FROM mcp_content')).toMatchObject({ status: 403 });
});

describe('what is refused', () => {
  test.each([
    { statement: 'INSERT INTO mcp_operations FORMAT JSONEachRow', status: 403, code: '497' },
    { statement: 'INSERT INTO otel_traces FORMAT JSONEachRow', status: 403, code: '497' },
    { statement: 'INSERT INTO system.otel_logs FORMAT JSONEachRow', status: 403, code: '497' },
    { statement: 'INSERT INTO otel_logs (Body) SELECT 1', status: 501, code: '48' },
    { statement: "INSERT INTO FUNCTION file('x') FORMAT JSONEachRow", status: 501, code: '48' },
    { statement: "INSERT INTO otel_logs FROM INFILE '/etc/passwd' FORMAT LineAsString", status: 501, code: '48' },
    { statement: 'INSERT INTO otel_logs FORMAT Protobuf', status: 404, code: '73' },
    { statement: 'INSERT INTO otel_logs (Nope) FORMAT JSONEachRow', status: 400, code: '16' },
  ])('$statement', async ({ statement, code }) => {
    expect(await insert(statement, '{"Body":"x"}')).toMatchObject({ code });
  });

  test('rows that do not parse', async () => {
    expect(await insert(intoLanding, '{"Timestamp": "never"}')).toMatchObject({ status: 400 });
  });

  test('a value that is an expression', async () => {
    const answer = await insert('INSERT INTO otel_logs (Body) FORMAT Values', '((SELECT 1))');
    expect(answer.status).toBe(400);
  });

  test('a setting that would change what becomes of the rows', async () => {
    expect(await insert(intoLanding, rows(), {}, '&materialized_views_ignore_errors=1')).toMatchObject({ code: '452' });
  });

  test('an insert by GET', async () => {
    const response = await fetch(`${server.url}/?query=${encodeURIComponent(`${intoLanding} {}`)}`, { headers: collector });
    expect(response.headers.get('X-ClickHouse-Exception-Code')).toBe('164');
  });
});
