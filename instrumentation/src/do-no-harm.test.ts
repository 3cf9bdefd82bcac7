import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SpanKind } from '@opentelemetry/api';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHttpServer } from './testing/http-server.js';
import { connectPair } from './testing/pair.js';
import { only, startOpenTelemetry, takeSpans } from './testing/spans.js';

beforeAll(startOpenTelemetry);
beforeEach(() => {
  takeSpans();
});

/** What was seen to go wrong in instrumentations of MCP, and the test, by file and title, that it cannot go wrong so here. */
const DEFECTS: readonly [defect: string, file: string, title: string][] = [
  ['kills the host once its backend refuses', 'zero-code/zero-code', 'answers, says one line and exits when the backend is closed'],
  ['stalls calls while its backend does not answer', 'zero-code/zero-code', 'answers and exits when the backend never answers'],
  ['keeps the process alive', 'zero-code/zero-code', 'answers and exits when the backend never answers'],
  ['grows while its backend fails', 'zero-code/span-queue', 'keeps no more than its size, and counts what it drops'],
  ['harms the host when its backend fails', 'zero-code/zero-code', 'answers, says one line and exits when the backend fails'],
  ['swallows errors', 'transparency', 'shows a client exactly what it sees of an uninstrumented server'],
  ['drops what the handler is given', 'transparency', 'shows a client exactly what it sees of an uninstrumented server'],
  ['changes the tools that are listed', 'transparency', 'shows a client exactly what it sees of an uninstrumented server'],
  ['misses a way to register tools', 'operations', 'describes a tool call on both sides by the same attributes and as one trace'],
  ['runs handlers twice', 'do-no-harm', 'runs a handler once a call'],
  [
    "pairs one session's arguments with another's result",
    'do-no-harm',
    'keeps apart what sessions of several servers do under the same ids',
  ],
  ['never ends cancelled calls', 'operations', 'ends a cancelled call on both sides while the session goes on'],
  ['takes cancelled calls for successful ones', 'operations', 'ends a cancelled call on both sides while the session goes on'],
  ['takes failed tools for successful ones', 'operations', 'reports a failing tool without what it said'],
  ['misses unknown tools and bad arguments', 'operations', 'reports an unknown tool and bad arguments with the code inside the result'],
  ['ships credentials of the request', 'do-no-harm', 'records no header that holds a credential'],
  ['records passwords and results whole', 'do-no-harm', 'records no password, and no more of a large result than the limit'],
  ['takes the process for the session', 'operations', 'gives initialize the session and the client that it establishes'],
  [
    'makes a session of each request',
    'connection/sdk-v2',
    'keeps the requests of one caller in one session, whichever server instance they meet',
  ],
  [
    'knows one generation of the SDK only',
    'connection/sdk-v2',
    'tells the client and the protocol of each exchange, and is one session for the client only',
  ],
  ['puts sessions on metrics', 'metrics/metrics', 'keeps names that callers invent, and everything of a session, off the metrics'],
  ['records milliseconds as seconds', 'metrics/metrics', 'records the duration of each operation on both sides, in seconds'],
  ['loses telemetry at the exit', 'zero-code/zero-code', 'reports what ends in %s'],
  ['writes to standard output', 'zero-code/zero-code', "expect(message.jsonrpc).toBe('2.0')"],
];

it.each(DEFECTS)('has a test for an instrumentation that %s', (_, file, title) => {
  expect(readFileSync(join(__dirname, `${file}.test.ts`), 'utf8').replaceAll("\\'", "'")).toContain(title);
});

describe('an observed server', () => {
  it('runs a handler once a call', async () => {
    const pair = await connectPair();
    let runs = 0;
    pair.server.registerTool('count', {}, async () => ({ content: [{ type: 'text', text: String(++runs) }] }));
    for (let call = 1; call <= 3; call++) {
      expect(await pair.client.callTool({ name: 'count', arguments: {} })).toEqual({ content: [{ type: 'text', text: String(call) }] });
    }
    expect(runs).toBe(3);
    await pair.close();
  });

  it('keeps apart what sessions of several servers do under the same ids', async () => {
    const config = { capture: 'all' } as const;
    const pairs = await Promise.all([0, 1, 2].map(() => connectPair({ observe: { server: true }, config })));
    takeSpans();
    await Promise.all(pairs.map(({ client }, index) => client.callTool({ name: 'echo', arguments: { message: `session ${index}` } })));
    const calls = takeSpans().filter(({ name }) => name === 'tools/call echo');
    expect(new Set(calls.map(({ attributes }) => attributes['jsonrpc.request.id']))).toEqual(new Set(['1']));
    expect(new Set(calls.map(({ attributes }) => attributes['callsight.session.key'])).size).toBe(3);
    for (const { attributes } of calls) {
      const { message } = JSON.parse(String(attributes['gen_ai.tool.call.arguments']));
      expect(attributes['gen_ai.tool.call.result']).toBe(JSON.stringify({ content: [{ type: 'text', text: message }] }));
    }
    await Promise.all(pairs.map((pair) => pair.close()));
  });

  it('records no header that holds a credential', async () => {
    const server = await startHttpServer(true, { capture: 'all' });
    const headers = { authorization: 'Bearer a1b2c3d4e5f6a1b2c3d4', cookie: 'sid=s3ss10n', 'x-api-key': 'k3y-0f-mine' };
    const client = new Client({ name: 'test-client', version: '2.0.0' });
    await client.connect(new StreamableHTTPClientTransport(server.url, { requestInit: { headers } }) as Parameters<Client['connect']>[0]);
    await client.callTool({ name: 'echo', arguments: { message: 'x' } });
    await client.close();
    await server.close();
    const spans = takeSpans();
    expect(spans.length).toBeGreaterThan(2);
    expect(JSON.stringify(spans.map(({ attributes, status }) => [attributes, status]))).not.toMatch(/a1b2c3|s3ss10n|k3y-0f/);
  });

  it('records no password, and no more of a large result than the limit', async () => {
    const pair = await connectPair({ observe: { server: true }, config: { capture: 'all' } });
    const text = 'a large result, '.repeat(12_500);
    pair.server.registerTool('large', {}, async () => ({ content: [{ type: 'text', text }], structuredContent: { password: 'hunter2' } }));
    const result = await pair.client.callTool({ name: 'large', arguments: { password: 'hunter2', note: 'token=hunter2' } });
    expect(result.content).toEqual([{ type: 'text', text }]);
    const { attributes } = only(takeSpans(), 'tools/call large', SpanKind.SERVER);
    expect(Buffer.byteLength(String(attributes['gen_ai.tool.call.result']))).toBeLessThanOrEqual(16_384);
    expect(attributes['callsight.result.size']).toBeGreaterThan(190_000);
    expect(attributes['gen_ai.tool.call.arguments']).toContain('[REDACTED]');
    expect(JSON.stringify(attributes)).not.toContain('hunter2');
    await pair.close();
  });
});
