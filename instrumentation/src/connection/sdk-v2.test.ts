import { context, propagation, SpanKind } from '@opentelemetry/api';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectTo, createHandler, HANDLER_URL } from '../testing/handler.js';
import { only, startOpenTelemetry, takeSpans } from '../testing/spans.js';

beforeAll(startOpenTelemetry);
beforeEach(() => {
  takeSpans();
});

const echo = { name: 'echo', arguments: { message: 'hello' } };
const sessionsOf = (spans: ReturnType<typeof takeSpans>) => spans.filter(({ name }) => name === 'mcp.session');

describe('protocol 2026-07-28 over HTTP', () => {
  it('tells the client and the protocol of each exchange, and is one session for the client only', async () => {
    const handler = createHandler();
    const client = await connectTo(handler.fetch);
    await client.callTool(echo);
    await client.close();
    const spans = takeSpans();
    const handled = only(spans, 'tools/call echo', SpanKind.SERVER);
    const sent = only(spans, 'tools/call echo', SpanKind.CLIENT);
    const told = {
      'mcp.protocol.version': '2026-07-28',
      'callsight.client.name': 'test-client',
      'callsight.client.version': '2.0.0',
      'callsight.server.name': 'test-server',
      'callsight.transport': 'http',
    };
    expect(handled.attributes).toMatchObject({ ...told, 'callsight.session.basis': 'identity' });
    expect(sent.attributes).toMatchObject({ ...told, 'callsight.session.basis': 'connection' });
    expect(handled.attributes).not.toHaveProperty('mcp.session.id');
    expect(handled.parentSpanContext?.spanId).toBe(sent.spanContext().spanId);
    expect(sessionsOf(spans).map((span) => span.attributes['callsight.session.key'])).toEqual([sent.attributes['callsight.session.key']]);
  });

  it('keeps the requests of one caller in one session, whichever server instance they meet', async () => {
    const client = await connectTo(createHandler().fetch);
    takeSpans();
    for (let call = 0; call < 3; call++) await client.callTool(echo);
    await client.close();
    const handled = takeSpans().filter(({ name, kind }) => name === 'tools/call echo' && kind === SpanKind.SERVER);
    expect(handled).toHaveLength(3);
    expect(new Set(handled.map(({ attributes }) => attributes['callsight.session.key'])).size).toBe(1);
  });

  it('tells apart the callers that name themselves differently', async () => {
    const handler = createHandler();
    const keys: unknown[] = [];
    for (const name of ['one', 'other', 'one']) {
      const client = await connectTo(handler.fetch, name);
      await client.callTool(echo);
      await client.close();
      keys.push(only(takeSpans(), 'tools/call echo', SpanKind.SERVER).attributes['callsight.session.key']);
    }
    expect(keys[0]).toBe(keys[2]);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it("takes the session of the caller's baggage", async () => {
    const client = await connectTo(createHandler().fetch);
    const baggage = propagation.createBaggage({ 'session.id': { value: 'conversation-1' } });
    await context.with(propagation.setBaggage(context.active(), baggage), () => client.callTool(echo));
    await client.close();
    expect(only(takeSpans(), 'tools/call echo', SpanKind.SERVER).attributes).toMatchObject({
      'callsight.session.basis': 'baggage',
      'callsight.session.key': 'conversation-1',
    });
  });

  it('links a retry with input to the call that asked for it, on both sides', async () => {
    const client = await connectTo(createHandler().fetch);
    expect(await client.callTool({ name: 'book', arguments: {} })).toMatchObject({ content: [{ text: 'booked' }] });
    await client.close();
    const spans = takeSpans().filter(({ name }) => name === 'tools/call book');
    for (const kind of [SpanKind.SERVER, SpanKind.CLIENT]) {
      const [first, retry, ...rest] = spans.filter((span) => span.kind === kind);
      expect(rest).toEqual([]);
      expect(first?.attributes).not.toHaveProperty('error.type');
      expect(retry?.links.map((link) => link.context.spanId)).toContain(first?.spanContext().spanId);
      expect(first?.links.map((link) => link.context.spanId)).not.toContain(retry?.spanContext().spanId);
    }
  });

  it('counts the discovery as an operation, and as no session', async () => {
    const client = await connectTo(createHandler().fetch);
    await client.close();
    const spans = takeSpans();
    expect(only(spans, 'server/discover', SpanKind.CLIENT).attributes).toMatchObject({ 'callsight.session.basis': 'none' });
    expect(sessionsOf(spans)).toEqual([]);
  });
});

describe('a request that gets no answer over HTTP', () => {
  it('ends as a timeout for the client, and as cancelled for the server', async () => {
    const client = await connectTo(createHandler().fetch);
    await expect(client.callTool({ name: 'wait', arguments: {} }, { timeout: 50 })).rejects.toThrow('Request timed out');
    await client.close();
    const spans = takeSpans();
    expect(only(spans, 'tools/call wait', SpanKind.CLIENT).attributes['error.type']).toBe('timeout');
    expect(only(spans, 'tools/call wait', SpanKind.SERVER).attributes['error.type']).toBe('cancelled');
  });

  it('ends as cancelled when its caller aborts', async () => {
    const handler = createHandler();
    const controller = new AbortController();
    const client = await connectTo((request) => {
      if (request.headers.get('mcp-name') === 'wait') setImmediate(() => controller.abort('enough'));
      return handler.fetch(request);
    });
    await expect(client.callTool({ name: 'wait', arguments: {} }, { signal: controller.signal })).rejects.toThrow('enough');
    await client.close();
    expect(only(takeSpans(), 'tools/call wait', SpanKind.CLIENT).attributes['error.type']).toBe('cancelled');
  });

  it('takes the status of the response, or the JSON-RPC error in it', async () => {
    const handler = createHandler();
    let refusal = () => new Response('overloaded', { status: 503 });
    const client = await connectTo((request) =>
      request.headers.get('mcp-method') === 'tools/call' ? Promise.resolve(refusal()) : handler.fetch(request),
    );
    await expect(client.callTool(echo)).rejects.toThrow('overloaded');
    refusal = () => Response.json({ jsonrpc: '2.0', id: null, error: { code: -32003, message: 'not now' } }, { status: 500 });
    await expect(client.callTool(echo)).rejects.toThrow('not now');
    await client.close();
    const calls = takeSpans().filter(({ name }) => name === 'tools/call echo');
    expect(calls.map(({ attributes }) => attributes['error.type'])).toEqual(['503', '-32003']);
    expect(calls[1]?.attributes['rpc.response.status_code']).toBe('-32003');
  });
});

describe('an exchange that reaches no server', () => {
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'echo' } };
  const post = (headers: Record<string, string>, meta?: object) =>
    createHandler().fetch(
      new Request(HANDLER_URL, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
        body: JSON.stringify({ ...body, params: { ...body.params, _meta: meta } }),
      }),
    );
  const envelope = (version: string) => ({
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  });

  it.each([
    [
      'a header that contradicts the body',
      { 'mcp-method': 'tools/call', 'mcp-name': 'other', 'mcp-protocol-version': '2026-07-28' },
      envelope('2026-07-28'),
      '-32020',
    ],
    [
      'an unknown protocol',
      { 'mcp-method': 'tools/call', 'mcp-name': 'other', 'mcp-protocol-version': '2031-01-01' },
      envelope('2031-01-01'),
      '-32022',
    ],
    ['another content type', { 'mcp-method': 'tools/call', 'mcp-name': 'other', 'content-type': 'text/plain' }, undefined, '-32000'],
  ])('has a span by its headers: %s', async (_what, headers, meta, code) => {
    const response = await post(headers, meta);
    expect(response.ok).toBe(false);
    expect(await response.json()).toMatchObject({ error: { code: Number(code) } });
    // The span ends once its copy of the answer was read, which the host's own reading does not wait for.
    const { attributes } = await vi.waitFor(() => only(takeSpans(), 'tools/call other', SpanKind.SERVER));
    expect(attributes).toMatchObject({
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'other',
      'callsight.transport': 'http',
      'rpc.response.status_code': code,
    });
  });

  it('has a span when it is a subscription', async () => {
    const handler = createHandler();
    const client = await connectTo(handler.fetch);
    const subscription = await client.listen({ toolsListChanged: true });
    await subscription.close();
    await client.close();
    await handler.close();
    const spans = takeSpans();
    expect(only(spans, 'subscriptions/listen', SpanKind.SERVER).attributes).not.toHaveProperty('error.type');
  });

  it('has no span of its own when a server handles it', async () => {
    const client = await connectTo(createHandler().fetch);
    await client.callTool(echo);
    await client.close();
    expect(takeSpans().filter(({ kind, name }) => kind === SpanKind.SERVER && name === 'tools/call echo')).toHaveLength(1);
  });
});
