import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { context, propagation, SpanKind } from '@opentelemetry/api';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { instrument } from './instrument.js';
import type { McpInstrumentationConfig } from './instrumentation.js';
import { type HttpServer, startHttpServer } from './testing/http-server.js';
import { only, startOpenTelemetry, takeSpans } from './testing/spans.js';

beforeAll(startOpenTelemetry);

let server: HttpServer;
afterEach(() => server.close());

interface Connected {
  client: Client;
  transport: StreamableHTTPClientTransport;
}

async function connect(observed: boolean, headers: Record<string, string> = {}): Promise<Connected> {
  const client = new Client({ name: 'test-client', version: '2.0.0' });
  if (observed) instrument(client);
  const transport = new StreamableHTTPClientTransport(server.url, { requestInit: { headers } });
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return { client, transport };
}

const call = (client: Client) => client.callTool({ name: 'echo', arguments: { message: 'hello' } });

describe('streamable HTTP with sessions', () => {
  // SPAN-9, SPAN-10, SPAN-11
  it('gives all operations the protocol session id, and tells both peers', async () => {
    takeSpans();
    server = await startHttpServer(true, {});
    const { client, transport } = await connect(true);
    const id = transport.sessionId;
    await call(client);
    const spans = takeSpans();
    const session = {
      'mcp.session.id': id,
      'callsight.session.key': id,
      'callsight.session.basis': 'protocol',
      'callsight.transport': 'http',
    };
    for (const kind of [SpanKind.SERVER, SpanKind.CLIENT]) {
      expect(only(spans, 'initialize', kind).attributes).toMatchObject(session);
      expect(only(spans, 'notifications/initialized', kind).attributes).toMatchObject(session);
    }
    const handled = only(spans, 'tools/call echo', SpanKind.SERVER);
    expect(handled.attributes).toEqual({
      ...session,
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'echo',
      'jsonrpc.request.id': '1',
      'mcp.protocol.version': '2025-11-25',
      'network.transport': 'tcp',
      'network.protocol.name': 'http',
      'network.protocol.version': '1.1',
      'client.address': '127.0.0.1',
      'client.port': expect.any(Number),
      'user_agent.original': 'node',
      'callsight.client.name': 'test-client',
      'callsight.client.version': '2.0.0',
      'callsight.server.name': 'test-server',
      'callsight.server.version': '1.0.0',
      'callsight.arguments.size': 19,
      'callsight.arguments.shape': '{"message":"string"}',
      'callsight.result.size': 44,
      'callsight.result.shape': '{"content":[{"type":"string","text":"string"}]}',
    });
    const sent = only(spans, 'tools/call echo', SpanKind.CLIENT);
    expect(sent.attributes).toMatchObject({ ...session, 'server.address': '127.0.0.1', 'server.port': Number(server.url.port) });
    expect(handled.parentSpanContext?.spanId).toBe(sent.spanContext().spanId);
    await client.close();
  });

  it('tells a session that the client terminated from one that was closed', async () => {
    server = await startHttpServer(true, {});
    const { client, transport } = await connect(true);
    takeSpans();
    await transport.terminateSession();
    await client.close();
    const reasons = takeSpans().map((span) => span.attributes['callsight.session.end_reason']);
    expect(reasons).toEqual(['terminated', 'terminated']);
  });
});

describe('streamable HTTP without sessions', () => {
  const keyOf = (span: { attributes: object }) => Reflect.get(span.attributes, 'callsight.session.key');

  async function identityOf(config: McpInstrumentationConfig, headers: Record<string, string> = {}, auth?: object) {
    server = await startHttpServer(false, config, auth);
    const { client } = await connect(false, headers);
    await call(client);
    await client.close();
    const spans = takeSpans();
    expect(spans.filter(({ name }) => name === 'mcp.session')).toEqual([]);
    const handled = only(spans, 'tools/call echo', SpanKind.SERVER);
    // The initialize exchange meets another server instance, and yet is the same caller.
    expect(keyOf(only(spans, 'initialize', SpanKind.SERVER))).toBe(keyOf(handled));
    expect(handled.attributes).not.toHaveProperty('mcp.session.id');
    expect(handled.attributes['mcp.protocol.version']).toBe('2025-11-25');
    return handled.attributes;
  }

  it('takes the header that the operator names', async () => {
    takeSpans();
    expect(await identityOf({ sessionHeader: 'x-chat-id' }, { 'x-chat-id': 'chat-7' })).toMatchObject({
      'callsight.session.basis': 'header',
      'callsight.session.key': 'chat-7',
    });
  });

  it('takes a hash of the caller else, which tells callers apart and names none', async () => {
    takeSpans();
    const first = await identityOf({}, {}, { clientId: 'app', token: 't0ken', scopes: [], extra: { sub: 'alice' } });
    await server.close();
    const second = await identityOf({}, {}, { clientId: 'app', token: 't0ken', scopes: [], extra: { sub: 'bob' } });
    expect(first['callsight.session.basis']).toBe('identity');
    expect(first['callsight.session.key']).toMatch(/^[\da-f]{32}$/);
    expect(second['callsight.session.key']).not.toBe(first['callsight.session.key']);
    expect(second['callsight.user']).not.toBe(first['callsight.user']);
    expect(JSON.stringify([first, second])).not.toMatch(/alice|bob|t0ken/);
  });

  it("takes the session of the caller's baggage before all else", async () => {
    server = await startHttpServer(false, { sessionHeader: 'x-chat-id' });
    const { client } = await connect(true, { 'x-chat-id': 'chat-7' });
    takeSpans();
    const baggage = propagation.createBaggage({ 'session.id': { value: 'conversation-1' } });
    await context.with(propagation.setBaggage(context.active(), baggage), () => call(client));
    expect(only(takeSpans(), 'tools/call echo', SpanKind.SERVER).attributes).toMatchObject({
      'callsight.session.basis': 'baggage',
      'callsight.session.key': 'conversation-1',
    });
    await client.close();
  });

  it('is one connection for the client', async () => {
    server = await startHttpServer(false, {});
    takeSpans();
    const { client } = await connect(true);
    await call(client);
    await client.close();
    const spans = takeSpans().filter((span) => span.kind !== SpanKind.SERVER);
    expect(new Set(spans.map(keyOf)).size).toBe(1);
    expect(new Set(spans.map((span) => span.attributes['callsight.session.basis']))).toEqual(new Set(['connection']));
    expect(spans.filter(({ name }) => name === 'mcp.session')).toHaveLength(1);
  });
});
