import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityPage, OperationDetail, SessionPage, ToolCallPage } from '@callsight/query-service/contract';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './eventually.js';
import { connectHttp, connectStdio, startHttpServer, thirdPartyServers } from './mcp-client.js';
import { type StandaloneProcess, startStandalone } from './standalone-process.js';

let callsight: StandaloneProcess;
let folder: string;
beforeAll(async () => {
  callsight = await startStandalone();
  folder = await mkdtemp(join(tmpdir(), 'callsight-test-files-'));
  await writeFile(join(folder, 'note.txt'), 'a note');
});
afterAll(async () => {
  await callsight.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Calls a tool, and returns the answer or the error as the client sees it. */
async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  try {
    return await client.callTool({ name, arguments: args });
  } catch (error) {
    return { thrown: String(error) };
  }
}

async function useEverything(client: Client) {
  return [
    client.getServerVersion(),
    client.getServerCapabilities(),
    await client.listTools(),
    await client.listPrompts(),
    await call(client, 'echo', { message: 'hello' }),
    await call(client, 'get-sum', { a: 2, b: 40 }),
    await call(client, 'get-sum', { a: 'two', b: 40 }),
    await call(client, 'no-such-tool'),
    await call(client, 'get-tiny-image'),
  ];
}

async function useFilesystem(client: Client) {
  return [
    client.getServerVersion(),
    await client.listTools(),
    await call(client, 'read_text_file', { path: join(folder, 'note.txt') }),
    await call(client, 'read_text_file', { path: '/etc/hostname' }),
    await call(client, 'list_directory', { path: folder }),
  ];
}

async function waitForSession(service: string, toolCalls: number, status: string) {
  const page = await eventually(
    () => callsight.get<SessionPage>(`/sessions?service=${encodeURIComponent(service)}`),
    ({ items }) => items.some((session) => session.toolCalls === toolCalls && session.status === status),
  );
  expect(page.items).toHaveLength(1);
  const [session] = page.items;
  if (!session) throw new Error('no session');
  const activity = await callsight.get<ActivityPage>(`/sessions/${encodeURIComponent(session.key)}/activity`);
  const calls = activity.items.filter(({ method }) => method === 'tools/call');
  return { session, activity: activity.items, calls: calls.map(({ target, outcome }) => `${target} ${outcome}`) };
}

describe('server-everything over stdio, unchanged', () => {
  test('appears as a session with its operations, and its client sees what it sees without', async () => {
    const args = [thirdPartyServers.everything, 'stdio'];
    const bare = await connectStdio({ args });
    const expected = await useEverything(bare);
    await bare.close();
    const service = 'everything-stdio';
    const client = await connectStdio({
      args,
      otlpUrl: callsight.otlpUrl,
      environment: { OTEL_SERVICE_NAME: service, CALLSIGHT_CAPTURE: 'all' },
    });
    expect(await useEverything(client)).toEqual(expected);
    await client.close();

    const { session, activity, calls } = await waitForSession(service, 5, 'closed');
    expect(session).toMatchObject({
      basis: 'connection',
      clientName: 'test-agent',
      clientVersion: '3.2.1',
      transport: 'stdio',
      protocolVersion: '2025-11-25',
      errors: 2,
    });
    expect(calls).toEqual(['echo ok', 'get-sum ok', 'get-sum invalid_request', 'no-such-tool invalid_request', 'get-tiny-image ok']);
    expect(activity[0]).toMatchObject({ method: 'initialize', outcome: 'ok', kind: 'request', side: 'server' });
    expect(activity.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['notifications/initialized', 'tools/list', 'prompts/list']),
    );
    for (const { durationMs } of activity) expect(durationMs).toBeGreaterThan(0);

    const { items } = await callsight.get<ToolCallPage>(`/tool-calls?service=${service}&tool=echo`);
    const [echo] = items;
    const detail = await callsight.get<OperationDetail>(`/tool-calls/${echo?.traceId}/${echo?.spanId}`);
    expect(JSON.parse(detail.arguments.value ?? '')).toEqual({ message: 'hello' });
    expect(JSON.parse(detail.result.value ?? '')).toEqual({ content: [{ type: 'text', text: 'Echo: hello' }] });
  });
});

describe('server-filesystem over stdio, unchanged', () => {
  test('appears as a session with a tool error, and without content, which nobody asked for', async () => {
    const args = [thirdPartyServers.filesystem, folder];
    const bare = await connectStdio({ args });
    const expected = await useFilesystem(bare);
    await bare.close();
    const service = 'filesystem';
    const client = await connectStdio({ args, otlpUrl: callsight.otlpUrl, environment: { OTEL_SERVICE_NAME: service } });
    expect(await useFilesystem(client)).toEqual(expected);
    await client.close();

    const { calls } = await waitForSession(service, 3, 'closed');
    expect(calls).toEqual(['read_text_file ok', 'read_text_file tool_error', 'list_directory ok']);
    const { items } = await callsight.get<ToolCallPage>(`/tool-calls?service=${service}&outcome=ok&tool=read_text_file`);
    const [read] = items;
    const detail = await callsight.get<OperationDetail>(`/tool-calls/${read?.traceId}/${read?.spanId}`);
    expect(detail.arguments).toMatchObject({ value: null, shape: '{"path":"string"}' });
    expect(detail.arguments.size).toBe(JSON.stringify({ path: join(folder, 'note.txt') }).length);
    expect(detail.result).toMatchObject({ value: null });
    expect(JSON.stringify(detail)).not.toContain('a note');
  });
});

describe('server-everything over streamable HTTP, unchanged', () => {
  test('each protocol session is a session, told apart and closed when its client ends it', async () => {
    const args = [thirdPartyServers.everything, 'streamableHttp'];
    const bare = await startHttpServer({ args });
    const bareClient = await connectHttp(bare.url);
    const expected = await useEverything(bareClient.client);
    await bareClient.client.close();
    await bare.stop();

    const service = 'everything-http';
    const server = await startHttpServer({ args, otlpUrl: callsight.otlpUrl, environment: { OTEL_SERVICE_NAME: service } });
    const first = await connectHttp(server.url, { name: 'first-agent', version: '1.0.0' });
    const second = await connectHttp(server.url, { name: 'second-agent', version: '2.0.0' });
    expect(await useEverything(first.client)).toEqual(expected);
    await call(second.client, 'echo', { message: 'second' });
    const keys = [first, second].map(({ transport }) => transport.sessionId);
    await first.transport.terminateSession();
    await first.client.close();

    const page = await eventually(
      () => callsight.get<SessionPage>(`/sessions?service=${service}`),
      ({ items }) => items.length === 2 && items.some(({ status, toolCalls }) => status === 'closed' && toolCalls === 5),
    );
    const facts = page.items.map(({ key, basis, clientName, transport, status, toolCalls }) => ({
      key,
      basis,
      clientName,
      transport,
      status,
      toolCalls,
    }));
    expect(facts).toHaveLength(2);
    expect(facts).toEqual(
      expect.arrayContaining([
        { key: keys[0], basis: 'protocol', clientName: 'first-agent', transport: 'http', status: 'closed', toolCalls: 5 },
        { key: keys[1], basis: 'protocol', clientName: 'second-agent', transport: 'http', status: 'connected', toolCalls: 1 },
      ]),
    );
    await second.client.close();
    await server.stop();
  });
});
