import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectPair, type Pair } from './testing/pair.js';
import { attributesOf, only, startOpenTelemetry, takeSpans } from './testing/spans.js';

beforeAll(startOpenTelemetry);

const SESSION = {
  'callsight.transport': 'in_memory',
  'callsight.session.basis': 'connection',
  'callsight.session.key': 'minted',
  'callsight.client.name': 'test-client',
  'callsight.client.version': '2.0.0',
  'callsight.server.name': 'test-server',
  'callsight.server.version': '1.0.0',
  'mcp.protocol.version': '2025-11-25',
};

describe('operations of an observed pair', () => {
  let pair: Pair;

  beforeEach(async () => {
    takeSpans();
    pair = await connectPair();
  });
  afterEach(() => pair.close());

  // SPAN-1, SPAN-3, SPAN-4, SPAN-7, SPAN-8, CONTEXT-1, CONTEXT-2, ERROR-5
  it('describes a tool call on both sides by the same attributes and as one trace', async () => {
    await pair.client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    const spans = takeSpans();
    const server = only(spans, 'tools/call echo', SpanKind.SERVER);
    const client = only(spans, 'tools/call echo', SpanKind.CLIENT);
    const call = {
      ...SESSION,
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'echo',
      'jsonrpc.request.id': '1',
      'callsight.arguments.size': JSON.stringify({ message: 'hello' }).length,
      'callsight.arguments.shape': '{"message":"string"}',
      'callsight.result.size': JSON.stringify({ content: [{ type: 'text', text: 'hello' }] }).length,
      'callsight.result.shape': '{"content":[{"type":"string","text":"string"}]}',
    };
    expect(attributesOf(server)).toEqual(call);
    expect(attributesOf(client)).toEqual(call);
    expect(server.status).toEqual({ code: SpanStatusCode.UNSET });
    const { traceId, spanId } = client.spanContext();
    expect(server.parentSpanContext).toMatchObject({ traceId, spanId, isRemote: true });
    expect(client.parentSpanContext).toBeUndefined();
  });

  it('gives initialize the session and the client that it establishes', () => {
    const spans = takeSpans();
    const { 'callsight.arguments.size': size, ...attributes } = attributesOf(only(spans, 'initialize', SpanKind.SERVER));
    expect(size).toBeGreaterThan(80);
    expect(attributes).toEqual({
      ...SESSION,
      'mcp.method.name': 'initialize',
      'jsonrpc.request.id': '0',
      'callsight.arguments.shape': expect.stringMatching(
        /^\{"protocolVersion":"string","capabilities":\{.*\},"clientInfo":\{"name":"string","version":"string"\}\}$/,
      ),
      'callsight.result.size': expect.any(Number),
      'callsight.result.shape': expect.stringContaining('"serverInfo":{"name":"string","version":"string"}'),
    });
    expect(attributesOf(only(spans, 'initialize', SpanKind.CLIENT))).toMatchObject(SESSION);
  });

  // SPAN-1, SPAN-7
  it('describes notifications on both sides', () => {
    const spans = takeSpans();
    const sent = only(spans, 'notifications/initialized', SpanKind.CLIENT);
    const received = only(spans, 'notifications/initialized', SpanKind.SERVER);
    const expected = { ...SESSION, 'mcp.method.name': 'notifications/initialized' };
    expect(attributesOf(sent)).toEqual(expected);
    expect(attributesOf(received)).toEqual(expected);
    expect(received.parentSpanContext?.spanId).toBe(sent.spanContext().spanId);
  });

  // SPAN-1, SPAN-9
  it('describes requests and notifications from the server to the client', async () => {
    await pair.server.server.ping();
    await pair.server.sendLoggingMessage({ level: 'info', data: 'private' });
    const spans = takeSpans();
    expect(attributesOf(only(spans, 'ping', SpanKind.CLIENT))).toEqual({
      ...SESSION,
      'mcp.method.name': 'ping',
      'jsonrpc.request.id': '0',
      'callsight.result.size': 2,
      'callsight.result.shape': '{}',
    });
    expect(only(spans, 'ping', SpanKind.SERVER).parentSpanContext?.spanId).toBe(only(spans, 'ping', SpanKind.CLIENT).spanContext().spanId);
    expect(attributesOf(only(spans, 'notifications/message', SpanKind.SERVER))).toEqual({
      ...SESSION,
      'mcp.method.name': 'notifications/message',
      'callsight.arguments.size': JSON.stringify({ level: 'info', data: 'private' }).length,
      'callsight.arguments.shape': '{"level":"string","data":"string"}',
    });
  });

  // SPAN-1
  it.each([
    ['sampling/createMessage', 'sample'],
    ['elicitation/create', 'ask'],
    ['roots/list', 'look'],
  ])('hangs %s, with which a tool asks the client, under the call on both sides', async (method, tool) => {
    await pair.client.callTool({ name: tool, arguments: {} });
    const spans = takeSpans();
    const call = only(spans, `tools/call ${tool}`, SpanKind.SERVER);
    const asked = only(spans, method, SpanKind.CLIENT);
    const answered = only(spans, method, SpanKind.SERVER);
    expect(asked.parentSpanContext?.spanId).toBe(call.spanContext().spanId);
    expect(answered.parentSpanContext?.spanId).toBe(asked.spanContext().spanId);
    for (const span of [asked, answered])
      expect(attributesOf(span)).toMatchObject({ ...SESSION, 'mcp.method.name': method, 'jsonrpc.request.id': '0' });
  });

  // SPAN-1, SPAN-7
  it('describes the progress and the cancellation of a call on both sides', async () => {
    const controller = new AbortController();
    const call = pair.client.callTool({ name: 'report', arguments: {} }, undefined, {
      onprogress: () => controller.abort('enough'),
      signal: controller.signal,
    });
    await expect(call).rejects.toThrow('enough');
    const spans = takeSpans();
    for (const name of ['notifications/progress', 'notifications/cancelled']) {
      for (const kind of [SpanKind.CLIENT, SpanKind.SERVER]) {
        const { attributes } = only(spans, name, kind);
        expect(attributes['mcp.method.name']).toBe(name);
        expect(attributes).not.toHaveProperty('jsonrpc.request.id');
      }
    }
  });

  // SPAN-2, SPAN-5, SPAN-6
  it('names prompts in the span name, and resources in an attribute only', async () => {
    await pair.client.getPrompt({ name: 'greet', arguments: { who: 'Ada' } });
    await pair.client.readResource({ uri: 'note://one' });
    const spans = takeSpans();
    expect(attributesOf(only(spans, 'prompts/get greet', SpanKind.SERVER))).toMatchObject({
      'gen_ai.prompt.name': 'greet',
      'callsight.arguments.shape': '{"who":"string"}',
    });
    expect(attributesOf(only(spans, 'resources/read', SpanKind.SERVER))).toMatchObject({ 'mcp.resource.uri': 'note://one' });
  });

  // ERROR-1, ERROR-5
  it('reports a failing tool without what it said', async () => {
    await pair.client.callTool({ name: 'fail', arguments: {} });
    const spans = takeSpans();
    for (const kind of [SpanKind.SERVER, SpanKind.CLIENT]) {
      const span = only(spans, 'tools/call fail', kind);
      expect(span.attributes['error.type']).toBe('tool_error');
      expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
    }
    expect(JSON.stringify(spans.map((span) => [span.attributes, span.status]))).not.toContain('alice');
  });

  it('reports an unknown tool and bad arguments with the code inside the result', async () => {
    await pair.client.callTool({ name: 'nowhere', arguments: {} });
    await pair.client.callTool({ name: 'echo', arguments: { message: 7 } });
    const spans = takeSpans();
    const unknown = only(spans, 'tools/call nowhere', SpanKind.SERVER);
    expect(unknown.attributes).toMatchObject({ 'error.type': 'tool_error', 'callsight.error.code': '-32602' });
    expect(unknown.status).toEqual({ code: SpanStatusCode.ERROR, message: 'MCP error -32602: Tool nowhere not found' });
    const invalid = only(spans, 'tools/call echo', SpanKind.SERVER);
    expect(invalid.attributes).toMatchObject({ 'error.type': 'tool_error', 'callsight.error.code': '-32602' });
    expect(invalid.status.message).toMatch(/^MCP error -32602: Input validation error: Invalid arguments for tool echo/);
  });

  // ERROR-2, ERROR-3, ERROR-4, ERROR-5
  it('counts a JSON-RPC error against the server only where the caller is not to blame', async () => {
    await expect(pair.client.callTool({ name: 'elicit', arguments: {} })).rejects.toThrow('visit the page');
    await expect(pair.client.readResource({ uri: 'note://none' })).rejects.toThrow();
    const spans = takeSpans();
    expect(only(spans, 'tools/call elicit', SpanKind.SERVER)).toMatchObject({
      attributes: { 'error.type': '-32042', 'rpc.response.status_code': '-32042' },
      status: { code: SpanStatusCode.ERROR },
    });
    const answered = only(spans, 'resources/read', SpanKind.SERVER);
    const asked = only(spans, 'resources/read', SpanKind.CLIENT);
    expect(answered.attributes).toMatchObject({
      'rpc.response.status_code': '-32602',
      'callsight.error.message': expect.stringContaining('not found'),
    });
    expect(answered.attributes).not.toHaveProperty('error.type');
    expect(answered.status).toEqual({ code: SpanStatusCode.UNSET });
    expect(asked.attributes).toMatchObject({ 'error.type': '-32602', 'rpc.response.status_code': '-32602' });
    expect(asked.status.code).toBe(SpanStatusCode.ERROR);
  });

  // ERROR-6
  it('ends a cancelled call on both sides while the session goes on', async () => {
    const controller = new AbortController();
    const call = pair.client.callTool({ name: 'wait', arguments: {} }, undefined, { signal: controller.signal });
    controller.abort('enough');
    await expect(call).rejects.toThrow('enough');
    const spans = takeSpans();
    for (const kind of [SpanKind.SERVER, SpanKind.CLIENT]) {
      const span = only(spans, 'tools/call wait', kind);
      expect(span.attributes['error.type']).toBe('cancelled');
      expect(span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'Request cancelled' });
    }
  });

  // ERROR-6
  it('tells a time limit from a cancellation on both sides', async () => {
    const call = pair.client.callTool({ name: 'wait', arguments: {} }, undefined, { timeout: 5 });
    await expect(call).rejects.toThrow('timed out');
    const spans = takeSpans();
    for (const kind of [SpanKind.SERVER, SpanKind.CLIENT]) {
      expect(only(spans, 'tools/call wait', kind).attributes['error.type']).toBe('timeout');
    }
  });

  it('ends what is open when the connection closes', async () => {
    const call = pair.client.callTool({ name: 'wait', arguments: {} });
    const rejected = expect(call).rejects.toThrow('Connection closed');
    await pair.close();
    await rejected;
    const spans = takeSpans();
    expect(only(spans, 'tools/call wait', SpanKind.SERVER).attributes['error.type']).toBe('cancelled');
    expect(only(spans, 'tools/call wait', SpanKind.CLIENT).attributes['error.type']).toBe('-32000');
    expect(spans.filter((span) => span.name === 'mcp.session')).toHaveLength(2);
  });

  // CONTEXT-5
  it('runs the handler inside the span', async () => {
    let seen: string | undefined;
    pair.server.registerTool('see', {}, async () => {
      await Promise.resolve();
      seen = trace.getActiveSpan()?.spanContext().spanId;
      return { content: [] };
    });
    await pair.client.callTool({ name: 'see', arguments: {} });
    expect(seen).toBe(only(takeSpans(), 'tools/call see', SpanKind.SERVER).spanContext().spanId);
  });

  it('hangs a client call under the span that makes it', async () => {
    const outer = trace.getTracer('test').startActiveSpan('outer', (span) => {
      const called = pair.client.callTool({ name: 'echo', arguments: { message: 'x' } });
      return called.then(() => {
        span.end();
        return span.spanContext().spanId;
      });
    });
    const outerId = await outer;
    expect(only(takeSpans(), 'tools/call echo', SpanKind.CLIENT).parentSpanContext?.spanId).toBe(outerId);
  });
});

describe('names that callers invent', () => {
  it('stay below a bound, which names that work are not subject to', async () => {
    // Options of its own, because those that are observed alike share the bound.
    const pair = await connectPair({ observe: { server: true }, config: { contentLimit: 1_000 } });
    takeSpans();
    for (let index = 0; index < 250; index++) await pair.client.callTool({ name: `invented-${index}`, arguments: {} });
    await pair.client.listTools();
    await pair.client.callTool({ name: 'echo', arguments: { message: 'x' } });
    const names = new Set(takeSpans().map((span) => span.name));
    expect(names.size).toBe(200 + 3);
    expect(names).toContain('tools/call _OTHER');
    expect(names).toContain('tools/call echo');
    await pair.close();
  });

  it('stay below it together, for servers that are observed alike', async () => {
    const config = { capture: 'errors' } as const;
    const pairs = [
      await connectPair({ observe: { server: true }, config }),
      await connectPair({ observe: { server: true }, config: { ...config } }),
    ];
    takeSpans();
    for (const [side, { client }] of pairs.entries()) {
      for (let index = 0; index < 150; index++) await client.callTool({ name: `invented-${side}-${index}`, arguments: {} });
    }
    expect(new Set(takeSpans().map((span) => span.name)).size).toBe(200 + 1);
    for (const pair of pairs) await pair.close();
  });
});
