import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { SpanKind, trace } from '@opentelemetry/api';
import { hrTimeToMilliseconds } from '@opentelemetry/core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readVariables, VARIABLES } from '../config.js';
import { attach } from '../connection/attach.js';
import { createObserver } from '../observer.js';
import type { ProtocolLike, TransportLike } from '../protocol-shapes.js';
import { Sweeper } from '../sweeper.js';
import { startHttpServer } from '../testing/http-server.js';
import { createServer } from '../testing/pair.js';
import { only, startOpenTelemetry, takeSpans } from '../testing/spans.js';

const MINUTE_MS = 60_000;

beforeAll(startOpenTelemetry);
beforeEach(() => {
  takeSpans();
});

/** An observer with a clock of its own: the sweeper ticks when the test says so. */
function observe(env: Record<string, string> = {}) {
  const sweeper = new Sweeper();
  const report = () => undefined;
  const config = readVariables(VARIABLES, env, report);
  return { sweeper, observer: createObserver({ config, report, tracer: () => trace.getTracer('test'), sweeper }) };
}

const sessions = () => takeSpans().filter(({ name }) => name === 'mcp.session');

describe('a session over HTTP whose client went without a word', () => {
  it.each([
    ['half an hour', {}, 30],
    ['the time that the operator names', { CALLSIGHT_SESSION_IDLE_MINUTES: '2' }, 2],
  ])('ends after %s, with its last operation', async (_, env, minutes) => {
    const { sweeper, observer } = observe(env);
    const server = await startHttpServer(true, {}, undefined, (protocol, transport) => attach(observer, protocol, transport));
    const client = new Client({ name: 'test-client', version: '2.0.0' });
    const transport = new StreamableHTTPClientTransport(server.url);
    await client.connect(transport as Parameters<Client['connect']>[0]);
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    sweeper.tick(Date.now() + minutes * MINUTE_MS + 1_000);
    expect(sessions().map(({ attributes }) => attributes['callsight.session.end_reason'])).toEqual([]);
    // It drops its stream and tells nothing: the session is not terminated.
    await client.close();
    await server.idle();
    sweeper.tick(Date.now() + (minutes - 1) * MINUTE_MS);
    expect(sessions()).toEqual([]);
    await callAgain(server.url, transport.sessionId ?? '');
    const call = only(takeSpans(), 'tools/call echo', SpanKind.SERVER);
    sweeper.tick(Date.now() + minutes * MINUTE_MS + 1_000);
    const [session] = sessions();
    expect(session?.attributes).toMatchObject({ 'callsight.session.end_reason': 'idle', 'mcp.session.id': transport.sessionId });
    expect(hrTimeToMilliseconds(session?.endTime ?? [0, 0])).toBeCloseTo(hrTimeToMilliseconds(call.endTime), 0);
    await server.close();
    expect(sessions()).toEqual([]);
  });

  it('begins anew if the client comes back', async () => {
    const { sweeper, observer } = observe();
    const server = await startHttpServer(true, {}, undefined, (protocol, transport) => attach(observer, protocol, transport));
    const client = new Client({ name: 'test-client', version: '2.0.0' });
    const transport = new StreamableHTTPClientTransport(server.url);
    await client.connect(transport as Parameters<Client['connect']>[0]);
    const id = transport.sessionId ?? '';
    await client.close();
    await server.idle();
    sweeper.tick(Date.now() + 31 * MINUTE_MS);
    await callAgain(server.url, id);
    await server.close();
    const keys = takeSpans().filter(({ name }) => name === 'mcp.session');
    expect(keys.map(({ attributes }) => attributes['callsight.session.end_reason'])).toEqual(['idle', 'closed']);
    expect(new Set(keys.map(({ attributes }) => attributes['mcp.session.id']))).toEqual(new Set([id]));
  });
});

it('ends a session whose transport nobody holds any more', async () => {
  const { sweeper, observer } = observe();
  await connectAndForget((protocol, transport) => attach(observer, protocol, transport));
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // References that the engine holds go with the turns of the event loop.
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  sweeper.tick(Date.now());
  expect(sessions().map(({ attributes }) => attributes['callsight.session.end_reason'])).toEqual(['idle']);
});

async function connectAndForget(observeConnection: (protocol: ProtocolLike, transport: TransportLike) => void): Promise<void> {
  const server = createServer();
  const client = new Client({ name: 'test-client', version: '2.0.0' });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  observeConnection(server.server as unknown as ProtocolLike, serverSide as unknown as TransportLike);
  await server.connect(serverSide);
  await client.connect(clientSide);
}

/** One call by a client that knows the session's id and opens no stream. */
async function callAgain(url: URL, id: string): Promise<void> {
  const params = { name: 'echo', arguments: { message: 'again' } };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-session-id': id },
    body: JSON.stringify({ jsonrpc: '2.0', id: 'again', method: 'tools/call', params }),
  });
  expect(await response.text()).toContain('again');
}
