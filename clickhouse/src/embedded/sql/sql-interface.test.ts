import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type SqlServer, serveSql, type TestEngine, toCallAttributes, toSpanRow } from '../../testing/index.js';

let engine: TestEngine;
let server: SqlServer;

beforeAll(async () => {
  engine = await openTestEngine();
  await engine.ingest([toSpanRow({ SpanAttributes: toCallAttributes('s', 'echo') })]);
  server = await serveSql(engine, (secret) => ({ read: secret === 'a-long-enough-token', insert: secret === 'an-ingest-token' }));
});
afterAll(async () => {
  server.close();
  await engine.close();
});

const authorized = { Authorization: 'Bearer a-long-enough-token' };

async function post(query: string, headers: Record<string, string> = authorized, search = '') {
  const response = await fetch(`${server.url}/${search}`, { method: 'POST', body: query, headers });
  return { status: response.status, code: response.headers.get('X-ClickHouse-Exception-Code'), text: await response.text() };
}

test('ping needs no token', async () => {
  const response = await fetch(`${server.url}/ping`);
  expect([response.status, await response.text()]).toEqual([200, 'Ok.\n']);
});

test('the default format is TabSeparated; the query, the URL and a header can name another', async () => {
  expect(await post('SELECT 1, 2')).toMatchObject({ status: 200, text: '1\t2\n' });
  expect(await post('SELECT 1 AS a FORMAT JSONEachRow')).toMatchObject({ text: '{"a":1}\n' });
  expect(await post('SELECT 1 AS a', authorized, '?default_format=CSVWithNames')).toMatchObject({ text: '"a"\n1\n' });
  expect(await post('SELECT 1 AS a', { ...authorized, 'X-ClickHouse-Format': 'TSVWithNames' })).toMatchObject({ text: 'a\n1\n' });
});

test('an answer carries the headers of a ClickHouse server', async () => {
  const response = await fetch(`${server.url}/?query_id=mine&query=${encodeURIComponent('SELECT 1 FORMAT JSON')}`, { headers: authorized });
  const { headers } = response;
  expect(Object.fromEntries([...headers].filter(([name]) => /^(content-type|x-clickhouse)/.test(name)))).toEqual({
    'content-type': 'application/json; charset=UTF-8',
    'x-clickhouse-format': 'JSON',
    'x-clickhouse-query-id': 'mine',
    'x-clickhouse-server-display-name': 'callsight',
    'x-clickhouse-summary': expect.stringContaining('"result_rows":"1"'),
    'x-clickhouse-timezone': 'UTC',
  });
});

test('the official client reads the model, with bound parameters, settings and compression', async () => {
  const client = createClient({ url: server.url, password: 'a-long-enough-token', database: 'callsight', compression: { response: true } });
  const result = await client.query({
    query: `SELECT target, {note:String} AS note, {list:Array(String)} AS list, getSetting('max_execution_time') AS seconds
      FROM mcp_tool_calls WHERE session_key = {session:String}`,
    query_params: { session: 's', note: "it's \\ a\ttab", list: ["it's", 'a\\b'] },
    clickhouse_settings: { max_execution_time: 7 },
    format: 'JSONEachRow',
  });
  expect(await result.json()).toEqual([{ target: 'echo', note: "it's \\ a\ttab", list: ["it's", 'a\\b'], seconds: 7 }]);
  await client.close();
});

test('what one request sets or uses does not last beyond it', async () => {
  await post('USE system');
  await post('SELECT 1', authorized, '?max_execution_time=7&database=system');
  expect(await post("SELECT count(), getSetting('max_execution_time') FROM mcp_operations")).toMatchObject({
    status: 200,
    text: '1\t30\n',
  });
});

test('the official client streams a hundred thousand rows', async () => {
  const client = createClient({ url: server.url, password: 'a-long-enough-token', compression: { response: true } });
  const result = await client.query({ query: 'SELECT number FROM numbers(100000)', format: 'JSONCompactEachRow' });
  let rows = 0;
  for await (const chunk of result.stream()) rows += chunk.length;
  expect(rows).toBe(100_000);
  await client.close();
});

test.each(['gzip', 'br', 'deflate'])('an answer is compressed with %s where the caller asks for it', async (encoding) => {
  const response = await fetch(`${server.url}/?enable_http_compression=1&query=SELECT+1`, {
    headers: { ...authorized, 'Accept-Encoding': encoding },
  });
  expect([response.headers.get('Content-Encoding'), await response.text()]).toEqual([encoding, '1\n']);
});

test('binary formats arrive byte for byte', async () => {
  const response = await fetch(`${server.url}/?query=${encodeURIComponent('SELECT toUInt32(4278255360) FORMAT RowBinary')}`, {
    headers: authorized,
  });
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x00, 0xff, 0x00, 0xff]);
});

test('a query that its caller abandons is stopped in the engine', async () => {
  const abandon = new AbortController();
  const marker = `abandoned${Date.now()}`;
  const query = `SELECT count() AS ${marker} FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))`;
  const answer = fetch(server.url, { method: 'POST', body: query, headers: authorized, signal: abandon.signal });
  const readRunning = async () =>
    (await engine.select(`SELECT 1 FROM system.processes WHERE query LIKE '%AS ${marker}%' AND query NOT LIKE '%system.processes%'`))
      .length;
  await expect.poll(readRunning, { timeout: 20_000 }).toBe(1);
  abandon.abort();
  await expect(answer).rejects.toThrow('aborted');
  await expect.poll(readRunning, { timeout: 20_000 }).toBe(0);
});

describe('content', () => {
  const revealed: string[] = [];
  let failure: Error | undefined;
  let audited: SqlServer;
  beforeAll(async () => {
    audited = await serveSql(engine, () => ({
      read: true,
      insert: false,
      async reveal({ address, queryId }) {
        if (failure) throw failure;
        revealed.push(`${address} ${queryId}`);
      },
    }));
  });
  afterAll(() => audited.close());
  const ask = async (query: string) => {
    const response = await fetch(`${audited.url}/?query_id=mine`, { method: 'POST', body: query });
    return { status: response.status, text: await response.text() };
  };

  test.each([
    'SELECT count() FROM mcp_content',
    'SELECT count() FROM otel_logs',
    'SELECT count() FROM mcp_operations WHERE trace_id IN (SELECT trace_id FROM `mcp_content`)',
    'WITH c AS (SELECT * FROM callsight . mcp_content) SELECT count() FROM mcp_operations LEFT JOIN c USING (trace_id)',
  ])('is told of before it is read: %s', async (query) => {
    revealed.length = 0;
    expect((await ask(query)).status).toBe(200);
    expect(revealed).toEqual(['127.0.0.1 mine']);
  });

  test.each([
    'SELECT count() FROM mcp_operations',
    "SELECT count() FROM mcp_sessions WHERE session_key = 'mcp_content'",
    'SHOW TABLES',
    'DESCRIBE TABLE mcp_content',
  ])('is not told of where none is read: %s', async (query) => {
    revealed.length = 0;
    expect((await ask(query)).status).toBe(200);
    expect(revealed).toEqual([]);
  });

  test('stays where it is when it cannot be told of, or when nobody listens', async () => {
    failure = new Error('The audit cannot be written');
    const { status, text } = await ask('SELECT arguments FROM mcp_content');
    failure = undefined;
    expect([status, text]).toEqual([500, expect.stringContaining('The audit cannot be written')]);
    expect(await post('SELECT arguments FROM mcp_content')).toMatchObject({ status: 403, code: '497' });
  });
});

describe('what is refused', () => {
  const cases = [
    { title: 'no token', query: 'SELECT 1', headers: {}, status: 401, code: '194' },
    {
      title: 'a wrong password',
      query: 'SELECT 1',
      headers: { Authorization: `Basic ${btoa('default:wrong')}` },
      status: 403,
      code: '516',
    },
    { title: 'an insert', query: "INSERT INTO otel_logs (Body) VALUES ('x')", headers: authorized, status: 403, code: '497' },
    { title: 'a new table', query: 'CREATE TABLE t (a UInt8) ENGINE = Memory', headers: authorized, status: 500, code: '164' },
    { title: 'a change of role', query: 'SET ROLE callsight_owner', headers: authorized, status: 500, code: '164' },
    { title: 'stopping the queries of others', query: 'KILL QUERY WHERE 1', headers: authorized, status: 500, code: '164' },
    {
      title: 'something else beside a query',
      query: 'SELECT 1 PARALLEL WITH KILL QUERY WHERE 1',
      headers: authorized,
      status: 500,
      code: '164',
    },
    { title: 'writing a file', query: "SELECT 1 INTO/**/OUTFILE '/tmp/never'", headers: authorized, status: 500, code: '164' },
    { title: 'reading files', query: "SELECT * FROM file('/etc/passwd', 'LineAsString')", headers: authorized, status: 403, code: '497' },
    {
      title: 'reading files with a setting of a subquery',
      query: "SELECT * FROM (SELECT * FROM file('/etc/passwd', 'LineAsString') SETTINGS readonly = 0)",
      headers: authorized,
      status: 403,
      code: '497',
    },
    {
      title: 'reading other hosts',
      query: "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
      headers: authorized,
      status: 403,
      code: '497',
    },
    {
      title: 'a limit above its ceiling',
      query: 'SELECT 1 SETTINGS max_execution_time = 0',
      headers: authorized,
      status: 500,
      code: '452',
    },
    { title: 'a query with a mistake', query: 'SELEC 1', headers: authorized, status: 400, code: '62' },
    { title: 'two statements', query: 'SELECT 1; SELECT 2', headers: authorized, status: 400, code: '62' },
    { title: 'an unknown table', query: 'SELECT * FROM nothing', headers: authorized, status: 404, code: '60' },
    {
      title: 'a database without a grant',
      query: 'SELECT 1',
      headers: { ...authorized, 'X-ClickHouse-Database': 'x' },
      status: 403,
      code: '497',
    },
  ];
  test.each(cases)('$title', async ({ query, headers, status, code }) => {
    expect(await post(query, headers as Record<string, string>)).toMatchObject({
      status,
      code,
      text: expect.stringContaining(`Code: ${code}. DB::Exception: `),
    });
  });

  test.each([
    { search: '?max_execution_time=61', status: 500, code: '452' },
    { search: '?no_such_setting=1', status: 404, code: '115' },
    { search: '?session_id=x', status: 501, code: '48' },
  ])('the URL $search', async ({ search, status, code }) => {
    expect(await post('SELECT 1', authorized, search)).toMatchObject({ status, code });
  });

  test('a query that takes too long, with the code of a timeout', async () => {
    const query = 'SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))';
    expect(await post(query, authorized, '?max_execution_time=1')).toMatchObject({ status: 408, code: '159' });
  });

  test('an answer of too many rows', async () => {
    expect(await post('SELECT number FROM numbers(1000001) FORMAT Null')).toMatchObject({ code: '396' });
  });
});
