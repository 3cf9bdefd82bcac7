import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DURATION_BOUNDARIES } from '../metrics/durations.js';
import { connectToChild, killChildren } from '../testing/child-client.js';
import {
  CJS_SERVER,
  ESM_SERVER,
  EVERYTHING_SERVER,
  FILESYSTEM_SERVER,
  HOST_SETUP,
  IMPORT_REGISTER,
  REQUIRE_REGISTER,
} from '../testing/child-server.js';
import { type OtlpSink, startOtlpSink } from '../testing/otlp-sink.js';

let sink: OtlpSink;

beforeEach(async () => {
  sink = await startOtlpSink();
});
afterEach(async () => {
  killChildren();
  await sink.close();
});

const connect = (flags: string[], args: string[], env: Record<string, string> = {}) =>
  connectToChild({ flags, args, env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env } });

const sessions = () => sink.spans.filter((span) => span.attributes['callsight.span.type'] === 'session');
const messagesOf = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a server started with the register flag', () => {
  it.each([
    ['--import', 'an ES module', IMPORT_REGISTER, [ESM_SERVER], 'echo'],
    ['--require', 'an ES module', REQUIRE_REGISTER, [ESM_SERVER], 'echo'],
    ['--import', 'CommonJS', IMPORT_REGISTER, [CJS_SERVER], 'hello'],
    ['--require', 'CommonJS', REQUIRE_REGISTER, [CJS_SERVER], 'hello'],
    ['--import', 'server-everything', IMPORT_REGISTER, [EVERYTHING_SERVER], 'echo'],
    ['--import', 'server-filesystem', IMPORT_REGISTER, [FILESYSTEM_SERVER, tmpdir()], 'list_allowed_directories'],
  ])('reports its calls and the end of its session: %s, %s', async (_flag, _kind, flags, args, tool) => {
    const { child, client } = await connect(flags, args);
    await client.callTool({ name: tool, arguments: { message: 'hello' } });
    await client.close();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    const call = sink.spans.find((span) => span.name === `tools/call ${tool}`);
    expect(call?.attributes).toMatchObject({
      'callsight.transport': 'stdio',
      'network.transport': 'pipe',
      'callsight.client.name': 'test-client',
    });
    expect(sessions().map((span) => span.attributes['callsight.session.end_reason'])).toEqual(['closed']);
    expect(sessions()[0]?.attributes['callsight.session.key']).toBe(call?.attributes['callsight.session.key']);
    for (const message of messagesOf(child.stdout)) expect(message.jsonrpc).toBe('2.0');
    expect(child.stderr).not.toMatch(/callsight|warning/i);
  });

  it('names the service after its package, and lets the variables override it', async () => {
    const first = await connect(IMPORT_REGISTER, [EVERYTHING_SERVER]);
    await first.client.close();
    await first.child.exit;
    expect(sink.spans[0]?.resource).toMatchObject({
      'service.name': '@modelcontextprotocol/server-everything',
      'service.version': expect.stringMatching(/^\d/),
      'service.instance.id': expect.stringMatching(/^[\da-f-]{36}$/),
    });
    sink.spans.length = 0;
    const env = { OTEL_SERVICE_NAME: 'mine', OTEL_RESOURCE_ATTRIBUTES: 'service.version=9,team=a' };
    const second = await connect(IMPORT_REGISTER, [EVERYTHING_SERVER], env);
    await second.client.close();
    await second.child.exit;
    expect(sink.spans[0]?.resource).toMatchObject({ 'service.name': 'mine', 'service.version': '9', team: 'a' });
  });

  it('sends a call while the session goes on', async () => {
    const { client } = await connect(IMPORT_REGISTER, [ESM_SERVER]);
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    const span = await sink.waitFor(({ name }) => name === 'tools/call echo');
    expect(span.status.code).toBe(0);
    expect(sessions()).toEqual([]);
  });

  // SPAN-10, METRIC-1, METRIC-2
  it('sends the durations with the last spans, however the process ends', async () => {
    for (const tool of ['echo', 'exit']) {
      const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER]);
      await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
      if (tool === 'exit') await client.callTool({ name: 'exit', arguments: {} }).catch(() => undefined);
      else await client.close();
      await child.exit;
      const point = sink.points.find(({ attributes }) => attributes['gen_ai.tool.name'] === 'echo');
      expect(point).toMatchObject({ metric: 'mcp.server.operation.duration', unit: 's', count: 1, bounds: DURATION_BOUNDARIES });
      expect(point?.resource['service.name']).toBe('@callsight/instrumentation');
      expect(point?.attributes).toEqual({
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'echo',
        'gen_ai.operation.name': 'execute_tool',
        'mcp.protocol.version': '2025-11-25',
        'network.transport': 'pipe',
      });
      expect(sink.points.filter(({ metric }) => metric === 'mcp.server.session.duration')).toMatchObject([{ count: 1 }]);
      sink.points.length = 0;
    }
  });

  it('sends the durations at the interval and with the temporality that are asked for, or never', async () => {
    const often = await connect(IMPORT_REGISTER, [ESM_SERVER], { OTEL_METRIC_EXPORT_INTERVAL: '100' });
    await often.client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    while (sink.points.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sink.points[0]?.temporality).toBe('cumulative');
    often.child.process.kill('SIGKILL');
    await often.child.exit;
    sink.points.length = 0;
    const delta = await connect(IMPORT_REGISTER, [ESM_SERVER], { OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'Delta' });
    await delta.client.close();
    await delta.child.exit;
    expect(new Set(sink.points.map(({ temporality }) => temporality))).toEqual(new Set(['delta']));
    sink.points.length = 0;
    const never = await connect(IMPORT_REGISTER, [ESM_SERVER], { OTEL_METRICS_EXPORTER: 'none' });
    await never.client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    await never.client.close();
    await never.child.exit;
    expect(sink.points).toEqual([]);
    expect(sink.spans.length).toBeGreaterThan(0);
  });

  it('tells of a call that still runs, by the identity that its span will have', async () => {
    const { client } = await connect(IMPORT_REGISTER, [ESM_SERVER]);
    const controller = new AbortController();
    const call = client.callTool({ name: 'wait', arguments: {} }, undefined, { signal: controller.signal });
    const snapshot = await sink.waitFor(({ attributes }) => attributes['callsight.span.type'] === 'snapshot');
    controller.abort();
    await expect(call).rejects.toThrow();
    const ended = await sink.waitFor(({ name, kind }) => name === 'tools/call wait' && kind === 2);
    expect(snapshot).toMatchObject({ name: 'tools/call wait', kind: 1, parentSpanId: '' });
    expect(snapshot.attributes).toMatchObject({
      'callsight.snapshot.trace_id': ended.traceId,
      'callsight.snapshot.span_id': ended.spanId,
      'callsight.session.key': ended.attributes['callsight.session.key'],
      'mcp.method.name': 'tools/call',
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('dies of %s as it would, after it has reported', async (signal) => {
    const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER]);
    const waiting = client.callTool({ name: 'wait', arguments: {} }).catch(() => undefined);
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    child.process.kill(signal);
    expect(await child.exit).toEqual({ code: null, signal });
    await waiting;
    expect(sessions().map((span) => span.attributes['callsight.session.end_reason'])).toEqual(['shutdown']);
    expect(sink.spans.find(({ name }) => name === 'tools/call wait')?.attributes['error.type']).toBe('cancelled');
  });

  it('leaves a signal to a server that handles it, and reports at its exit', async () => {
    const { child, client } = await connect(IMPORT_REGISTER, [EVERYTHING_SERVER]);
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    child.process.kill('SIGINT');
    expect(await child.exit).toEqual({ code: 0, signal: null });
    expect(sessions().map((span) => span.attributes['callsight.session.end_reason'])).toEqual(['shutdown']);
  });

  it.each([
    ['process.exit()', 'exit', 0],
    ['an uncaught exception', 'crash', 1],
  ])('reports what ends in %s', async (_, tool, code) => {
    const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER]);
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    await expect(client.callTool({ name: tool, arguments: {} })).rejects.toThrow('Connection closed');
    expect(await child.exit).toEqual({ code, signal: null });
    expect(sink.spans.map(({ name }) => name)).toEqual(expect.arrayContaining(['tools/call echo', `tools/call ${tool}`, 'mcp.session']));
  });

  it('answers, says one line and exits when the backend is closed', async () => {
    const closed = await startOtlpSink();
    await closed.close();
    const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER], {
      OTEL_EXPORTER_OTLP_ENDPOINT: closed.url,
      OTEL_BSP_SCHEDULE_DELAY: '1',
    });
    for (let call = 0; call < 20; call++) await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    await client.close();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    expect(child.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^callsight: cannot send telemetry to .*ECONNREFUSED/)]);
  });

  it('answers, says one line and exits when the backend fails', async () => {
    const failing = createHttpServer((request, response) => {
      request.resume();
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(failing.address() as AddressInfo).port}`;
    const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER], {
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_BSP_SCHEDULE_DELAY: '1',
    });
    for (let call = 0; call < 20; call++) {
      const result = await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
      expect(result).toEqual({ content: [{ type: 'text', text: 'hello' }] });
    }
    await client.close();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    for (const line of child.stderr.trim().split('\n'))
      expect(line).toMatch(/^callsight: http:\S+ refuses (?:telemetry|metrics) \(status 500\)/);
    failing.close();
  });

  it('answers and exits when the backend never answers', async () => {
    const sockets: { destroy(): void }[] = [];
    const hole = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => hole.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(hole.address() as AddressInfo).port}`;
    const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER], {
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_BSP_SCHEDULE_DELAY: '1',
    });
    for (let call = 0; call < 20; call++) await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    await client.close();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    expect(sockets.length).toBeGreaterThan(0);
    for (const socket of sockets) socket.destroy();
    hole.close();
  });

  it('names a bad variable in one line and starts with its default', async () => {
    const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER], { CALLSIGHT_CAPTURE: 'everything' });
    await client.callTool({ name: 'echo', arguments: { message: 'sesame' } });
    await client.close();
    await child.exit;
    expect(child.stderr).toBe('callsight: CALLSIGHT_CAPTURE is "everything", expected off, errors or all; using the default\n');
    expect(JSON.stringify(sink.spans)).not.toContain('sesame');
  });

  it('does nothing when the OpenTelemetry SDK is disabled', async () => {
    const { child, client } = await connect(IMPORT_REGISTER, [ESM_SERVER], { OTEL_SDK_DISABLED: 'true' });
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    await client.close();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    expect(sink.spans).toEqual([]);
  });
});

describe('a host with an OpenTelemetry set-up of its own', () => {
  it.each([
    ['by the instrumentation class, as an ES module', HOST_SETUP, ESM_SERVER, 'echo', {}],
    ['by the instrumentation class, as CommonJS', HOST_SETUP, CJS_SERVER, 'hello', {}],
    ['by the register flag', [...HOST_SETUP, ...IMPORT_REGISTER], ESM_SERVER, 'echo', { HOST_INSTRUMENTS: 'no' }],
    ['by both, once', [...HOST_SETUP, ...IMPORT_REGISTER], ESM_SERVER, 'echo', {}],
    ['by both, once, as CommonJS', [...REQUIRE_REGISTER, ...HOST_SETUP], CJS_SERVER, 'hello', {}],
  ])('is observed %s, and keeps its provider', async (_, flags, server, tool, env) => {
    const { child, client } = await connect(flags, [server], env);
    await client.callTool({ name: tool, arguments: { message: 'hello' } });
    await client.close();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    const calls = sink.spans.filter(({ name }) => name === `tools/call ${tool}`);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.resource['service.name']).toMatch(/^unknown_service/);
    expect(sessions()).toHaveLength(1);
  });
});
