import { metrics } from '@opentelemetry/api';
import { DataPointType, type HistogramMetricData, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectPair } from '../testing/pair.js';
import { startOpenTelemetry } from '../testing/spans.js';
import { DURATION_BOUNDARIES } from './durations.js';

class Reader extends MetricReader {
  protected async onShutdown(): Promise<void> {}
  protected async onForceFlush(): Promise<void> {}
}

let reader: Reader;

beforeAll(startOpenTelemetry);
beforeEach(() => {
  reader = new Reader();
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
});
afterEach(() => metrics.disable());

async function read(name: string): Promise<HistogramMetricData> {
  const { resourceMetrics } = await reader.collect();
  const found = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics).find(({ descriptor }) => descriptor.name === name);
  if (found?.dataPointType !== DataPointType.HISTOGRAM) throw new Error(`expected a histogram ${name}`);
  return found;
}

const CONNECTION = { 'mcp.protocol.version': '2025-11-25' };

// METRIC-1, METRIC-2, METRIC-3
it('records the duration of each operation on both sides, in seconds, by what is of low cardinality', async () => {
  const pair = await connectPair();
  await pair.client.callTool({ name: 'echo', arguments: { message: 'x' } });
  await pair.client.callTool({ name: 'fail', arguments: {} });
  await pair.client.getPrompt({ name: 'greet', arguments: { who: 'Ada' } });
  await expect(pair.client.readResource({ uri: 'note://none' })).rejects.toThrow();
  await pair.close();
  for (const side of ['server', 'client'] as const) {
    const { descriptor, dataPoints } = await read(`mcp.${side}.operation.duration`);
    expect(descriptor.unit).toBe('s');
    const labels = dataPoints.map(({ attributes }) => attributes);
    const tool = { ...CONNECTION, 'mcp.method.name': 'tools/call', 'gen_ai.operation.name': 'execute_tool' };
    expect(labels).toContainEqual({ ...tool, 'gen_ai.tool.name': 'echo' });
    expect(labels).toContainEqual({ ...tool, 'gen_ai.tool.name': 'fail', 'error.type': 'tool_error' });
    expect(labels).toContainEqual({ ...CONNECTION, 'mcp.method.name': 'prompts/get', 'gen_ai.prompt.name': 'greet' });
    const failed = { ...CONNECTION, 'mcp.method.name': 'resources/read', 'rpc.response.status_code': '-32602' };
    expect(labels).toContainEqual(side === 'server' ? failed : { ...failed, 'error.type': '-32602' });
    for (const { value } of dataPoints) {
      expect(value.buckets.boundaries).toEqual(DURATION_BOUNDARIES);
      expect(value.sum).toBeLessThan(10);
    }
  }
});

// METRIC-4
it('records the duration of a session on both sides once it ends', async () => {
  const pair = await connectPair();
  await pair.close();
  for (const side of ['server', 'client']) {
    const { dataPoints } = await read(`mcp.${side}.session.duration`);
    expect(dataPoints).toMatchObject([{ attributes: CONNECTION, value: { count: 1 } }]);
  }
});

// METRIC-5
it('keeps names that callers invent, and everything of a session, off the metrics', async () => {
  const pair = await connectPair({ observe: { server: true } });
  for (let index = 0; index < 300; index++) await pair.client.callTool({ name: `made-up-${index}`, arguments: {} });
  await pair.close();
  const { dataPoints } = await read('mcp.server.operation.duration');
  const tools = new Set(dataPoints.map(({ attributes }) => attributes['gen_ai.tool.name']));
  expect(tools.size).toBeLessThanOrEqual(202);
  expect(tools).toContain('_OTHER');
  const names = new Set(dataPoints.flatMap(({ attributes }) => Object.keys(attributes)));
  expect([...names].filter((name) => /session|request\.id|address|port|client|uri/.test(name))).toEqual([]);
});

it('finds a meter provider that is set after the connection', async () => {
  metrics.disable();
  const pair = await connectPair({ observe: { server: true } });
  await pair.client.ping();
  reader = new Reader();
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  await pair.client.callTool({ name: 'echo', arguments: { message: 'x' } });
  await pair.close();
  const { dataPoints } = await read('mcp.server.operation.duration');
  expect(dataPoints.map(({ attributes }) => attributes['mcp.method.name'])).toContain('tools/call');
});
