import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, toCallAttributes, toSpanRow } from '../testing/index.js';
import { createSqlInterface } from './sql-interface.js';

let engine: TestEngine;
let server: Server;
let url: string;

beforeAll(async () => {
  engine = await openTestEngine();
  await engine.ingest([toSpanRow({ SpanAttributes: toCallAttributes('s', 'echo') })]);
  server = createServer(
    createSqlInterface({
      client: engine.sqlReader,
      database: 'callsight',
      accepts: (secret) => secret === 'a-long-enough-token',
      acceptsHost: (host) => host?.startsWith('127.0.0.1') ?? false,
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await engine.close();
});

const authorized = { Authorization: 'Bearer a-long-enough-token' };

async function post(query: string, headers: Record<string, string> = authorized, search = '') {
  const response = await fetch(`${url}/${search}`, { method: 'POST', body: query, headers });
  return { status: response.status, code: response.headers.get('X-ClickHouse-Exception-Code'), text: await response.text() };
}

test('ping needs no token', async () => {
  const response = await fetch(`${url}/ping`);
  expect([response.status, await response.text()]).toEqual([200, 'Ok.\n']);
});

test('the default format is TabSeparated; the query, the URL and a header can name another', async () => {
  expect(await post('SELECT 1, 2')).toMatchObject({ status: 200, text: '1\t2\n' });
  expect(await post('SELECT 1 AS a FORMAT JSONEachRow')).toMatchObject({ text: '{"a":1}\n' });
  expect(await post('SELECT 1 AS a', authorized, '?default_format=CSVWithNames')).toMatchObject({ text: '"a"\n1\n' });
  expect(await post('SELECT 1 AS a', { ...authorized, 'X-ClickHouse-Format': 'TSVWithNames' })).toMatchObject({ text: 'a\n1\n' });
});

test('the official client reads the model, with bound parameters and compression', async () => {
  const client = createClient({ url, password: 'a-long-enough-token', database: 'callsight', compression: { response: true } });
  const result = await client.query({
    query: 'SELECT target, {note:String} AS note, {list:Array(String)} AS list FROM mcp_tool_calls WHERE session_key = {session:String}',
    query_params: { session: 's', note: "it's \\ a\ttab", list: ["it's", 'a\\b'] },
    format: 'JSONEachRow',
  });
  expect(await result.json()).toEqual([{ target: 'echo', note: "it's \\ a\ttab", list: ["it's", 'a\\b'] }]);
  await client.close();
});

test('binary formats arrive byte for byte', async () => {
  const response = await fetch(`${url}/?query=${encodeURIComponent('SELECT toUInt32(4278255360) FORMAT RowBinary')}`, {
    headers: authorized,
  });
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x00, 0xff, 0x00, 0xff]);
});

describe('what is refused', () => {
  const cases = [
    { title: 'no token', query: 'SELECT 1', headers: {}, status: 401, code: '516' },
    {
      title: 'a wrong password',
      query: 'SELECT 1',
      headers: { Authorization: `Basic ${btoa('default:wrong')}` },
      status: 401,
      code: '516',
    },
    { title: 'an insert', query: "INSERT INTO mcp_content (trace_id) VALUES ('x')", headers: authorized, status: 403, code: '164' },
    { title: 'a new table', query: 'CREATE TABLE t (a UInt8) ENGINE = Memory', headers: authorized, status: 403, code: '164' },
    { title: 'a change of limits', query: 'SET max_execution_time = 0', headers: authorized, status: 403, code: '164' },
    { title: 'reading files', query: "SELECT * FROM file('/etc/passwd', 'LineAsString')", headers: authorized, status: 403, code: '164' },
    {
      title: 'reading other hosts',
      query: "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
      headers: authorized,
      status: 403,
      code: '164',
    },
    { title: 'a query with a mistake', query: 'SELEC 1', headers: authorized, status: 400, code: '62' },
    { title: 'an unknown table', query: 'SELECT * FROM nothing', headers: authorized, status: 404, code: '60' },
    { title: 'another database', query: 'SELECT 1', headers: { ...authorized, 'X-ClickHouse-Database': 'x' }, status: 404, code: '81' },
  ];
  test.each(cases)('$title', async ({ query, headers, status, code }) => {
    expect(await post(query, headers as Record<string, string>)).toMatchObject({
      status,
      code,
      text: expect.stringContaining(`Code: ${code}. DB::Exception: `),
    });
  });

  test('a USE does not last beyond its request', async () => {
    await post('USE system');
    expect(await post('SELECT count() FROM mcp_operations')).toMatchObject({ status: 200, text: '1\n' });
  });
});
