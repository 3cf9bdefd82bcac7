import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationDetail, PipelineHealth, SessionPage, ToolCallPage } from '@callsight/query-service/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.js';
import { connectStdio, thirdPartyServers } from '../mcp-client.js';
import { type StandaloneProcess, startStandalone } from '../standalone-process.js';
import { type CollectorProcess, startCollector } from './collector-process.js';
import { findGoTool } from './go-tool.js';

const binary = await findGoTool('otelcol');
const token = 'a-long-enough-ingest-token';

describe.skipIf(!binary)('emitter → Collector → ClickHouse over HTTP → API', () => {
  let callsight: StandaloneProcess;
  let collector: CollectorProcess;
  let storage: string;
  beforeAll(async () => {
    storage = await mkdtemp(join(tmpdir(), 'callsight-test-'));
    callsight = await startStandalone({ CALLSIGHT_INGEST_TOKENS: token });
    collector = await startCollector({
      binary: binary ?? '',
      files: ['config', 'tokens'],
      storage,
      environment: {
        CALLSIGHT_COLLECTOR_CLICKHOUSE: callsight.sqlUrl,
        CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: token,
        CALLSIGHT_INGEST_TOKENS: `another-long-token,${token}`,
        CALLSIGHT_COLLECTOR_METRICS_INTERVAL_MS: '500',
      },
    });
  });
  afterAll(async () => {
    await collector.stop();
    await callsight.stop();
    await rm(storage, { recursive: true, force: true });
  });

  test('an instrumented server appears as a session with its calls, their content and its metrics', async () => {
    const client = await connectStdio({
      args: [thirdPartyServers.everything, 'stdio'],
      otlpUrl: collector.httpUrl,
      environment: {
        OTEL_SERVICE_NAME: 'everything',
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${token}`,
        CALLSIGHT_CAPTURE: 'all',
      },
    });
    await client.callTool({ name: 'echo', arguments: { message: 'through the Collector' } });
    await client.callTool({ name: 'get-sum', arguments: { a: 'two', b: 40 } });
    await client.close();

    const { items } = await eventually(
      () => callsight.get<SessionPage>('/sessions?service=everything'),
      (page) => page.items.some(({ status, toolCalls }) => status === 'closed' && toolCalls === 2),
    );
    expect(items).toMatchObject([{ basis: 'connection', clientName: 'test-agent', transport: 'stdio', toolCalls: 2, errors: 1 }]);
    const calls = await callsight.get<ToolCallPage>('/tool-calls?service=everything&tool=echo');
    const [echo] = calls.items;
    const detail = await callsight.get<OperationDetail>(`/tool-calls/${echo?.traceId}/${echo?.spanId}`);
    expect(JSON.parse(detail.arguments.value ?? '')).toEqual({ message: 'through the Collector' });
    expect(JSON.parse(detail.result.value ?? '')).toEqual({ content: [{ type: 'text', text: 'Echo: through the Collector' }] });
  });

  test('the health of the pipeline tells of the Collector, by its own metrics', async () => {
    const { collector: health } = await eventually(
      () => callsight.get<PipelineHealth>('/health'),
      (state) => (state.collector?.sentSpans ?? 0) > 0,
    );
    expect(health).toMatchObject({ instances: 1, failedSpans: 0, queueCapacity: expect.any(Number) });
  });

  test('without a token it takes nothing', async () => {
    const response = await fetch(`${collector.httpUrl}/v1/traces`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(401);
  });

  test('it ends in order when it is told to', async () => {
    await collector.stop();
    expect(collector.log()).toContain('Shutdown complete');
  });
});
