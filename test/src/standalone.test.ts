import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditPage, SessionPage } from '@callsight/query-service/contract';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './eventually.js';
import { connectStdio, thirdPartyServers } from './mcp-client.js';
import { runStandalone, startStandalone } from './standalone-process.js';

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'callsight-test-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

describe('what was acknowledged', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('is there at the next start after %s', async (signal) => {
    const directory = join(base, signal);
    const first = await startStandalone({ CALLSIGHT_DATA_DIR: directory });
    const client = await connectStdio({ args: [thirdPartyServers.everything, 'stdio'], otlpUrl: first.otlpUrl });
    await client.callTool({ name: 'echo', arguments: { message: 'kept' } });
    await client.close();
    const read = () => first.get<SessionPage>('/sessions');
    const before = await eventually(read, ({ items }) => items[0]?.status === 'closed');
    const { code, stderr } = await first.stop(signal);
    if (signal !== 'SIGKILL') expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const second = await startStandalone({ CALLSIGHT_DATA_DIR: directory });
    expect((await second.get<SessionPage>('/sessions')).items).toEqual(before.items);
    await second.stop();
  });
});

describe('what cannot work is told in one line, with exit code 1', () => {
  const oneLine = (text: RegExp) => ({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^callsight: .*${text.source}.*\\n$`)),
  });

  test.each(['CALLSIGHT_PORT', 'CALLSIGHT_OTLP_PORT', 'CALLSIGHT_CLICKHOUSE_PORT'])('%s is taken', async (variable) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const outcome = await runStandalone({ [variable]: String(port), CALLSIGHT_DATA_DIR: join(base, 'ports') });
    expect(outcome).toEqual(oneLine(new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken: .*${variable}`)));
    taken.close();
  });

  test('the data directory cannot be written', async () => {
    await writeFile(join(base, 'file'), '');
    expect(await runStandalone({ CALLSIGHT_DATA_DIR: join(base, 'file', 'data') })).toEqual(
      oneLine(/data cannot be written \(ENOTDIR\): .*CALLSIGHT_DATA_DIR/),
    );
  });

  test('another process uses the data directory', async () => {
    const directory = join(base, 'shared');
    const first = await startStandalone({ CALLSIGHT_DATA_DIR: directory });
    expect(await runStandalone({ CALLSIGHT_DATA_DIR: directory })).toEqual(oneLine(/shared is in use by another process/));
    await first.stop();
  });

  test('a command that there is not', async () => {
    expect(await runStandalone({}, 'backup')).toEqual(oneLine(/Expected callsight, callsight backup DIRECTORY or .* got backup\./));
  });

  test.each([
    ['CALLSIGHT_PORT', '99999', /CALLSIGHT_PORT: expected a port from 0 to 65535, got "99999"/],
    ['CALLSIGHT_RETENTION_DAYS', 'forever', /CALLSIGHT_RETENTION_DAYS: expected a number of days from 1 to 9999, got "forever"/],
    [
      'CALLSIGHT_HOST',
      '0.0.0.0',
      /CALLSIGHT_HOST is 0\.0\.0\.0, which others can reach: set CALLSIGHT_API_TOKENS and CALLSIGHT_INGEST_TOKENS/,
    ],
    ['CALLSIGHT_API_TOKENS', 'short', /API token 1 cannot be used: expected at least 16 characters/],
  ])('%s is %s', async (variable, value, line) => {
    expect(await runStandalone({ CALLSIGHT_DATA_DIR: join(base, 'config'), [variable]: value })).toEqual(oneLine(line));
  });
});

test('a data directory is backed up while it is in use, and restored into a new one', async () => {
  const [directory, restored, backup] = ['in-use', 'restored', 'backup'].map((name) => join(base, name)) as [string, string, string];
  const first = await startStandalone({ CALLSIGHT_DATA_DIR: directory });
  const client = await connectStdio({ args: [thirdPartyServers.everything, 'stdio'], otlpUrl: first.otlpUrl });
  await client.callTool({ name: 'echo', arguments: { message: 'kept' } });
  await client.close();
  const before = await eventually(
    () => first.get<SessionPage>('/sessions'),
    ({ items }) => items[0]?.status === 'closed',
  );
  expect(await runStandalone({ CALLSIGHT_DATA_DIR: directory }, 'backup', backup)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Backed up \d+ rows of \d+ tables, /),
  });
  await first.stop();
  expect(await runStandalone({ CALLSIGHT_DATA_DIR: directory }, 'restore', backup)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/in-use is not empty: a backup is restored into a new data directory/),
  });
  expect(await runStandalone({ CALLSIGHT_DATA_DIR: restored }, 'restore', backup)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Restored \d+ rows of \d+ tables, /),
  });
  const second = await startStandalone({ CALLSIGHT_DATA_DIR: restored });
  expect((await second.get<SessionPage>('/sessions')).items).toEqual(before.items);
  await second.stop();
});

test('a Ctrl-C that arrives twice, as npm passes it on, stops cleanly', async () => {
  const callsight = await startStandalone();
  callsight.signal('SIGINT');
  expect(await callsight.stop('SIGINT')).toEqual({ code: 0, stderr: '' });
});

test('exposed with tokens, each door asks for one', async () => {
  const api = 'api-token-for-this-test';
  const viewer = 'viewer-token-for-this-test';
  const callsight = await startStandalone({
    CALLSIGHT_HOST: '0.0.0.0',
    CALLSIGHT_API_TOKENS: `auditor:${api},viewer:${viewer}`,
    CALLSIGHT_INGEST_TOKENS: 'ingest-token-for-this-test',
  });
  const local = (url: string) => url.replace('0.0.0.0', '127.0.0.1');
  const authorization = { Authorization: `Bearer ${api}` };
  const status = async (url: string, init: RequestInit = {}) => (await fetch(local(url), init)).status;
  expect(await status(`${callsight.pageUrl}/api/v1/sessions`)).toBe(401);
  expect(await status(`${callsight.pageUrl}/api/v1/sessions`, { headers: authorization })).toBe(200);
  expect(await status(`${callsight.sqlUrl}/?query=SELECT+1`)).toBe(401);
  expect(await status(`${callsight.sqlUrl}/?query=SELECT+1`, { headers: authorization })).toBe(200);
  expect(await status(`${callsight.sqlUrl}/?query=SELECT+1`, { headers: { Authorization: `Bearer ${viewer}` } })).toBe(403);
  const traces = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };
  expect(await status(`${callsight.otlpUrl}/v1/traces`, traces)).toBe(401);
  await callsight.stop();
});

test('what an auditor reads of content over SQL is in the audit', async () => {
  const callsight = await startStandalone();
  const answer = await fetch(`${callsight.sqlUrl}/?query_id=mine&query=${encodeURIComponent('SELECT arguments FROM mcp_content')}`);
  expect(answer.status).toBe(200);
  const { items } = await callsight.get<AuditPage>('/audit');
  expect(items).toEqual([
    { at: expect.any(String), actor: 'local', address: '127.0.0.1', door: 'sql', traceId: null, spanId: null, requestId: 'mine' },
  ]);
  await callsight.stop();
});

test('the SQL interface answers the official client, and can be closed', async () => {
  const open = await startStandalone();
  const client = createClient({ url: open.sqlUrl });
  const result = await client.query({ query: 'SELECT count() AS n FROM mcp_operations', format: 'JSONEachRow' });
  expect(await result.json()).toEqual([{ n: 0 }]);
  await client.close();
  await open.stop();
  const closed = await startStandalone({ CALLSIGHT_CLICKHOUSE_PORT: 'off' });
  expect(closed.sqlUrl).toBe('off');
  await closed.stop();
});

test('help lists every variable, and an unknown option is named', async () => {
  const help = await runStandalone({}, '--help');
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('CALLSIGHT_CONTENT_RETENTION_DAYS') });
  expect(await runStandalone({}, '--colour')).toMatchObject({ code: 1, stderr: expect.stringContaining("Unknown option '--colour'") });
});
