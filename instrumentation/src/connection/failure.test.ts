import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SpanKind } from '@opentelemetry/api';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instrument } from '../instrument.js';
import { connectPair } from '../testing/pair.js';
import { only, startOpenTelemetry, takeSpans } from '../testing/spans.js';
import { outcomeOfFailure } from './failure.js';

beforeAll(startOpenTelemetry);
beforeEach(() => {
  takeSpans();
});

describe('a request that its caller sees fail without an answer', () => {
  it('ends as a timeout when progress went on for too long, over which nothing is sent', async () => {
    const { client, server, close } = await connectPair();
    server.registerTool('progress', {}, async ({ _meta, sendNotification, signal }) => {
      const progressToken = _meta?.progressToken ?? 0;
      for (let progress = 1; !signal.aborted && progress <= 100; progress++) {
        await sendNotification({ method: 'notifications/progress', params: { progressToken, progress } });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return { content: [] };
    });
    const limits = { onprogress: () => undefined, resetTimeoutOnProgress: true, timeout: 10_000, maxTotalTimeout: 20 };
    await expect(client.callTool({ name: 'progress', arguments: {} }, undefined, limits)).rejects.toThrow('Maximum total timeout exceeded');
    expect(only(takeSpans(), 'tools/call progress', SpanKind.CLIENT).attributes['error.type']).toBe('timeout');
    await close();
  });

  it('takes the status of the HTTP response', async () => {
    const client = instrument(new Client({ name: 'test-client', version: '2.0.0' }));
    const transport = new StreamableHTTPClientTransport(new URL('http://mcp.test/mcp'), {
      fetch: async () => new Response('no', { status: 404 }),
    });
    await expect(client.connect(transport as Parameters<Client['connect']>[0])).rejects.toThrow('Error POSTing to endpoint');
    expect(only(takeSpans(), 'initialize', SpanKind.CLIENT).attributes['error.type']).toBe('404');
  });

  it('leaves the rejection to the host, once', async () => {
    const { client, close } = await connectPair();
    const call = client.callTool({ name: 'wait', arguments: {} }, undefined, { timeout: 20 });
    const seen: unknown[] = [];
    await call.catch((error: unknown) => seen.push(error));
    expect(seen).toEqual([expect.objectContaining({ code: -32001, data: { timeout: 20 } })]);
    expect(only(takeSpans(), 'tools/call wait', SpanKind.CLIENT).attributes['error.type']).toBe('timeout');
    await close();
  });
});

describe('the outcome of a failure', () => {
  it.each([
    ['an abort of SDK v1', { code: -32001, data: {} }, 'cancelled'],
    ['an abort of SDK v2', { code: 'REQUEST_TIMEOUT' }, 'cancelled'],
    ['a time limit of SDK v2', { code: 'REQUEST_TIMEOUT', data: { timeout: 5 } }, 'timeout'],
    ['an HTTP status of SDK v1', Object.assign(new Error('no'), { code: 502 }), '502'],
    ['an HTTP status of SDK v2', Object.assign(new Error('no'), { code: 'HTTP', data: { status: 429, text: 'slow down' } }), '429'],
    ['a closed connection', Object.assign(new Error('closed'), { code: -32000 }), '-32000'],
    ['a system error', Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' }), 'TypeError'],
    ['a body that is no JSON-RPC', Object.assign(new RangeError('odd'), { data: { text: '{"error":"text"' } }), 'RangeError'],
    ['what is no error', 'text', 'string'],
  ])('of %s', (_what, error, type) => {
    expect(outcomeOfFailure(error).errorType).toBe(type);
  });
});
