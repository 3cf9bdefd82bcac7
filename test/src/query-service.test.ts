import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SqlAccess } from '@callsight/clickhouse/embedded';
import { openTestEngine, serveSql, type TestEngine, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
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
  readOnlyUrl = await serve({ read: true, insert: false });
  writableUrl = await serve({ read: true, insert: true, own: true });
});
afterAll(async () => {
  for (const close of closers) close();
  await engine.close();
});

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
