import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SqlAccess } from '@callsight/clickhouse/embedded';
import { openTestEngine, sealArrivals, serveSql, type TestEngine, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import type { SessionPage } from '@callsight/query-service/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The embedded engine behind ClickHouse's HTTP interface, in place of a server. */
let engine: TestEngine;
let readOnlyUrl: string;
let writableUrl: string;
const closers: (() => void)[] = [];

async function serve(access: SqlAccess): Promise<string> {
  const server = await serveSql(engine, () => access);
  closers.push(() => server.close());
  return server.url;
}

beforeAll(async () => {
  engine = await openTestEngine();
  await engine.ingest([toSpanRow({ SpanAttributes: toCallAttributes('over-http', 'echo') })]);
  readOnlyUrl = await serve({ read: true, insert: false, reveal: async () => {} });
  writableUrl = await serve({ read: true, insert: true, own: true });
});
afterAll(async () => {
  for (const close of closers) close();
  await engine.close();
});

const passing = new Map<string, Server>();

/** Passes requests on, each query as `change` makes it; what waits for an answer ends when its caller leaves. */
async function passOn(target: string, change: (query: string) => string, port = 0): Promise<string> {
  const server = createServer(async (incoming, response) => {
    const query = change(await text(incoming));
    const { 'content-length': _, ...headers } = incoming.headers;
    const onward = request(`${target}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    onward.end(query);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  passing.set(url, server);
  closers.push(() => stopPassing(url));
  return url;
}

function stopPassing(url: string): void {
  passing.get(url)?.close();
  passing.get(url)?.closeAllConnections();
}

const directory = join(import.meta.dirname, '../../query-service/dist');

function run(file: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(directory, file)], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => {
    output.stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    output.stderr += text.toString();
  });
  return { child, output };
}

test('the query service of a server deployment answers from ClickHouse over HTTP', async () => {
  const { child, output } = run('main.js', { CALLSIGHT_CLICKHOUSE_URL: readOnlyUrl, CALLSIGHT_PORT: '0' });
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output.stdout)?.[0] ?? '';
  const page = (await (await fetch(`${url}/api/v1/sessions`)).json()) as SessionPage;
  expect(page.items.map(({ key, toolCalls }) => ({ key, toolCalls }))).toEqual([{ key: 'over-http', toolCalls: 1 }]);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('open streams end when it is told to stop', async () => {
  const { child, output } = run('main.js', { CALLSIGHT_CLICKHOUSE_URL: readOnlyUrl, CALLSIGHT_PORT: '0' });
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output.stdout)?.[0] ?? '';
  const stream = await fetch(`${url}/api/v1/live`);
  const chunks = stream.body?.getReader();
  expect((await chunks?.read())?.done).toBe(false);
  child.kill('SIGTERM');
  for (let isDone = false; !isDone; ) isDone = (await chunks?.read())?.done ?? true;
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('a query ends in the database when the one who asked leaves', async () => {
  // A query that would take hours in place of a quick one; everything else is as it is.
  const endless = 'SELECT count() AS calls FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))';
  const readRunning = async () =>
    (await engine.select("SELECT 1 FROM system.processes WHERE query LIKE 'SELECT count() AS calls FROM numbers%'")).length;
  const slow = await passOn(readOnlyUrl, (query) => (query.includes('ARRAY JOIN bands') ? endless : query));
  const { child, output } = run('main.js', { CALLSIGHT_CLICKHOUSE_URL: slow, CALLSIGHT_PORT: '0' });
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output.stdout)?.[0] ?? '';
  for (const format of ['tool-calls/heatmap', 'tool-calls/heatmap?buckets=7']) {
    const leave = new AbortController();
    const answer = fetch(`${url}/api/v1/${format}`, { signal: leave.signal });
    await expect.poll(readRunning, { timeout: 20_000 }).toBe(1);
    leave.abort();
    await expect(answer).rejects.toThrow('abort');
    await expect.poll(readRunning, { timeout: 20_000 }).toBe(0);
  }
  child.kill('SIGTERM');
  await once(child, 'close');
});

test('a database that comes back is found by itself', async () => {
  const slow = await passOn(readOnlyUrl, (query) => query);
  const { child, output } = run('main.js', { CALLSIGHT_CLICKHOUSE_URL: slow, CALLSIGHT_PORT: '0' });
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output.stdout)?.[0] ?? '';
  const status = async (path: string) => (await fetch(`${url}${path}`)).status;
  expect(await status('/api/v1/sessions')).toBe(200);
  const port = new URL(slow).port;
  stopPassing(slow);
  await expect.poll(() => status('/api/v1/sessions'), { timeout: 20_000 }).toBe(503);
  expect(await status('/healthz')).toBe(200);
  await passOn(readOnlyUrl, (query) => query, Number(port));
  await expect.poll(() => status('/api/v1/sessions'), { timeout: 20_000 }).toBe(200);
  await expect.poll(() => status('/readyz'), { timeout: 20_000 }).toBe(200);
  child.kill('SIGTERM');
  await once(child, 'close');
});

test('an export over HTTP has every row, in both formats', async () => {
  const { child, output } = run('main.js', { CALLSIGHT_CLICKHOUSE_URL: readOnlyUrl, CALLSIGHT_PORT: '0' });
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output.stdout)?.[0] ?? '';
  const lines = await (await fetch(`${url}/api/v1/tool-calls?format=ndjson`)).text();
  expect(JSON.parse(lines)).toMatchObject({ target: 'echo', sessionKey: 'over-http', error: null });
  const csv = await (await fetch(`${url}/api/v1/tool-calls?format=csv`)).text();
  expect(csv.split('\r\n')).toEqual([expect.stringMatching(/^traceId,spanId,/), expect.stringContaining('"echo"'), '']);
  child.kill('SIGTERM');
  await once(child, 'close');
});

test('without a database it is alive but not ready, and says so', async () => {
  const { child, output } = run('main.js', { CALLSIGHT_CLICKHOUSE_URL: 'http://127.0.0.1:1', CALLSIGHT_PORT: '0' });
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output.stdout)?.[0] ?? '';
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'unavailable', missing: expect.stringContaining('ClickHouse cannot be reached') },
  ]);
  const sessions = await fetch(`${url}/api/v1/sessions`);
  expect([sessions.status, sessions.headers.get('retry-after')]).toEqual([503, '5']);
  child.kill('SIGTERM');
  await once(child, 'close');
});

test('the migrator applies the retention over HTTP, and finds the schema current', async () => {
  const { child, output } = run('migrate.js', { CALLSIGHT_CLICKHOUSE_URL: writableUrl, CALLSIGHT_RETENTION_DAYS: '12' });
  const [code] = await once(child, 'close');
  expect({ code, ...output }).toEqual({ code: 0, stdout: 'The schema is current\n', stderr: '' });
  const [{ ddl } = { ddl: '' }] = await engine.select<{ ddl: string }>(
    "SELECT create_table_query AS ddl FROM system.tables WHERE name = 'mcp_operations'",
  );
  expect(ddl).toContain('toIntervalDay(12)');
});

test('two migrators that start at once take turns, and the second finds nothing left to do', async () => {
  const environment = { CALLSIGHT_CLICKHOUSE_URL: writableUrl, CALLSIGHT_CLICKHOUSE_DATABASE: 'another' };
  const runs = [run('migrate.js', environment), run('migrate.js', environment)];
  const codes = await Promise.all(runs.map(async ({ child }) => (await once(child, 'close'))[0] as number));
  expect({ codes, stderr: runs.map(({ output }) => output.stderr) }).toEqual({ codes: [0, 0], stderr: ['', ''] });
  expect(runs.map(({ output }) => output.stdout).sort()).toEqual([
    expect.stringMatching(/^Applied 0001_otel_traces, .*\n$/),
    'The schema is current\n',
  ]);
});

test('a database that the migrator cannot reach is told in one line', async () => {
  const { child, output } = run('migrate.js', { CALLSIGHT_CLICKHOUSE_URL: 'http://127.0.0.1:1' });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(output.stderr).toMatch(/^callsight-migrate: ClickHouse at http:\/\/127\.0\.0\.1:1 does not let default in: .*ECONNREFUSED.*\n$/);
});

test('a setting that is missing is named', async () => {
  const { child, output } = run('main.js', {});
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(output.stderr).toContain('CALLSIGHT_CLICKHOUSE_URL: expected a URL such as http://clickhouse:8123');
});

test('every kind of answer comes over HTTP, from what is sealed and from what is not', async () => {
  const toRow = (hours: number, attributes: Record<string, string>, message = '') =>
    toSpanRow({
      at: new Date(Date.now() - hours * 3_600_000),
      ServiceName: 'sealed',
      StatusMessage: message,
      SpanAttributes: toCallAttributes(`it's ${hours} h`, 'seal', attributes),
    });
  await engine.ingest(Array.from({ length: 60 }, (_, hours) => toRow(hours, {})));
  await engine.ingest([toRow(30.5, { 'error.type': 'tool_error' }, "can't \\ be")]);
  await sealArrivals(engine.admin);
  await engine.ingest([toRow(20.5, {})]);
  const { child, output } = run('main.js', { CALLSIGHT_CLICKHOUSE_URL: readOnlyUrl, CALLSIGHT_PORT: '0' });
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output.stdout)?.[0] ?? '';
  const read = async (path: string) => {
    const answer = await fetch(`${url}/api/v1${path}${path.includes('?') ? '&' : '?'}from=now-70h`);
    return { path, status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const filters = ['service=sealed', 'service=sealed&q=it%27s', 'service=sealed&outcome=tool_error', 'service=sealed&side=server'];
  const lists = ['overview', 'services', 'clients', 'sessions', 'tool-calls', 'tools', 'tools/seal', 'errors'];
  const courses = ['sessions/summary', 'sessions/timeseries', 'tool-calls/summary', 'tool-calls/timeseries', 'tool-calls/heatmap'];
  for (const filter of filters) {
    const answers = await Promise.all([...lists, ...courses].map((name) => read(`/${name}?${filter}`)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const { body } = await read(`/tool-calls/summary?${filter}`);
    expect(body).toMatchObject(filter.includes('outcome') ? { calls: 1, failed: 1 } : { calls: 62, failed: 1 });
  }
  const errors = await read('/errors?service=sealed');
  expect(errors.body.items).toMatchObject([{ count: 1, example: { message: "can't \\ be" } }]);
  child.kill('SIGTERM');
  await once(child, 'close');
}, 60_000);
