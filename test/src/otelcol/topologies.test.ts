import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestEngine, type SqlServer, serveSql, type TestEngine } from '@callsight/clickhouse/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.js';
import { type CollectorOptions, type CollectorProcess, startCollector } from './collector-process.js';
import { send, toBatch } from './emitter.js';
import { findGoTool } from './go-tool.js';

const [binary, kafka] = await Promise.all([findGoTool('otelcol'), findGoTool('kafka')]);

describe.skipIf(!binary)('several Collectors', () => {
  let engine: TestEngine;
  let server: SqlServer;
  beforeAll(async () => {
    engine = await openTestEngine();
    server = await serveSql(engine, () => ({ read: true, insert: true }));
  });
  afterAll(async () => {
    server.close();
    await engine.close();
  });

  let folder: string;
  const running: CollectorProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  });
  afterEach(async () => {
    for (const collector of running.splice(0)) await collector.stop('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  async function start(name: string, options: Pick<CollectorOptions, 'files' | 'environment'>): Promise<CollectorProcess> {
    const environment = {
      CALLSIGHT_COLLECTOR_CLICKHOUSE: server.url,
      CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: 'any',
      ...options.environment,
    };
    const collector = await startCollector({ binary: binary ?? '', files: options.files, storage: join(folder, name), environment });
    running.push(collector);
    return collector;
  }

  test('two tiers keep every error and every slow call, and of the rest the share that is asked for', async () => {
    const backend = await start('backend', {
      files: ['config', 'tail-sampling'],
      environment: { CALLSIGHT_COLLECTOR_DECISION_WAIT: '1s', CALLSIGHT_COLLECTOR_KEEP_PERCENT: '0', CALLSIGHT_COLLECTOR_SLOW_MS: '200' },
    });
    const gateway = await start('gateway', {
      files: ['config', 'gateway'],
      environment: { CALLSIGHT_COLLECTOR_BACKEND_HOST: '127.0.0.1', CALLSIGHT_COLLECTOR_BACKEND_PORT: String(backend.grpcPort) },
    });
    const service = 'sampled';
    await send(gateway.httpUrl, toBatch({ service, spans: 40, tool: 'quick' }));
    await send(gateway.httpUrl, toBatch({ service, spans: 7, tool: 'slow', durationMs: 300 }));
    await send(gateway.httpUrl, toBatch({ service, spans: 5, tool: 'failing', isError: true }));
    const byTool =
      "SELECT target, toUInt32(count()) AS calls FROM mcp_operations WHERE service = 'sampled' GROUP BY target ORDER BY target";
    const kept = await eventually(
      () => engine.select<{ target: string; calls: number }>(byTool),
      (rows) => rows.reduce((sum, { calls }) => sum + calls, 0) >= 12,
    );
    expect(kept).toEqual([
      { target: 'failing', calls: 5 },
      { target: 'slow', calls: 7 },
    ]);
    // All were decided: what is not there was dropped, and is not late.
    await eventually(
      () => backend.metric('otelcol_processor_tail_sampling_global_count_traces_sampled'),
      (decided) => decided >= 52,
    );
    expect(await engine.select(byTool)).toEqual(kept);
  });

  test('a gateway keeps what its second tier cannot take yet', async () => {
    const first = await start('backend', { files: ['config'] });
    const port = first.grpcPort;
    const gateway = await start('gateway', {
      files: ['config', 'gateway'],
      environment: { CALLSIGHT_COLLECTOR_BACKEND_HOST: '127.0.0.1', CALLSIGHT_COLLECTOR_BACKEND_PORT: String(port) },
    });
    await first.stop('SIGKILL');
    for (let sent = 0; sent < 5; sent++) await send(gateway.httpUrl, toBatch({ service: 'tiers', spans: 20 }));
    await start('backend', { files: ['config'], environment: { CALLSIGHT_COLLECTOR_GRPC: `127.0.0.1:${port}` } });
    const count = "SELECT toUInt32(count()) AS spans FROM mcp_operations WHERE service = 'tiers'";
    const stored = await eventually(
      () => engine.select<{ spans: number }>(count),
      ([row]) => (row?.spans ?? 0) >= 100,
    );
    expect(stored).toEqual([{ spans: 100 }]);
  });

  test('Kafka between them keeps what nobody reads yet', async () => {
    const broker = await startKafka();
    try {
      const environment = { CALLSIGHT_COLLECTOR_KAFKA_BROKERS: broker.address };
      const writer = await start('writer', { files: ['config', 'kafka-out'], environment });
      for (let sent = 0; sent < 5; sent++) await send(writer.httpUrl, toBatch({ service: 'kafka', spans: 20 }));
      await eventually(
        () => writer.metric('otelcol_exporter_sent_spans'),
        (spans) => spans === 100,
      );
      const reader = await start('reader', { files: ['config', 'kafka-in'], environment });
      for (let sent = 0; sent < 5; sent++) await send(writer.httpUrl, toBatch({ service: 'kafka', spans: 20 }));
      const count = "SELECT toUInt32(count()) AS spans FROM mcp_operations WHERE service = 'kafka'";
      const stored = await eventually(
        () => engine.select<{ spans: number }>(count),
        ([row]) => (row?.spans ?? 0) >= 200,
      );
      expect(stored).toEqual([{ spans: 200 }]);
      expect(await reader.metric('otelcol_receiver_accepted_spans')).toBe(200);
    } finally {
      for (const collector of running.splice(0)) await collector.stop('SIGKILL');
      await broker.stop();
    }
  });
});

/** A broker on a free port. */
async function startKafka(): Promise<{ address: string; stop(): Promise<void> }> {
  const child = spawn(kafka ?? '', { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    address: line.toString().trim(),
    async stop() {
      process.off('exit', end);
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

describe.skipIf(!binary)('emitters that are not ours', () => {
  let engine: TestEngine;
  let server: SqlServer;
  let storage: string;
  let collector: CollectorProcess;
  beforeAll(async () => {
    storage = await mkdtemp(join(tmpdir(), 'callsight-test-'));
    engine = await openTestEngine();
    server = await serveSql(engine, () => ({ read: true, insert: true }));
    collector = await startCollector({
      binary: binary ?? '',
      files: ['config'],
      storage,
      environment: {
        CALLSIGHT_COLLECTOR_CLICKHOUSE: server.url,
        CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: 'any',
        CALLSIGHT_COLLECTOR_MAX_ATTRIBUTE_BYTES: '200',
      },
    });
  });
  afterAll(async () => {
    await collector.stop('SIGKILL');
    server.close();
    await engine.close();
    await rm(storage, { recursive: true, force: true });
  });

  async function post(path: string, body: unknown): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${collector.httpUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
  }

  const attributes = (values: Record<string, string>) =>
    Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  const now = () => String(BigInt(Date.now()) * 1_000_000n);

  test('have secrets redacted, long values cut, absurd times dropped and counted, and backward clocks set right', async () => {
    const span = (spanId: string, more: Record<string, unknown>) => ({
      traceId: 'a'.repeat(32),
      spanId,
      name: 'work',
      kind: 1,
      startTimeUnixNano: now(),
      endTimeUnixNano: now(),
      ...more,
    });
    const spans = [
      span('1'.repeat(16), {
        attributes: attributes({
          authorization: 'whatever this is',
          note: 'sent with Bearer abcdefghijklmnopqrstuvwxyz',
          payload: '{"user":"ann","api_key":"very-secret","n":1}',
          long: 'é'.repeat(1_000),
        }),
      }),
      span('2'.repeat(16), { startTimeUnixNano: '1000000000', endTimeUnixNano: '1000000001' }),
      span('3'.repeat(16), { endTimeUnixNano: String(BigInt(now()) - 60_000_000_000n) }),
    ];
    await post('/v1/traces', { resourceSpans: [{ resource: {}, scopeSpans: [{ scope: {}, spans }] }] });
    const stored = await eventually(
      () =>
        engine.select<{ id: string; attributes: Record<string, string>; duration: string }>(
          'SELECT SpanId AS id, SpanAttributes AS attributes, toString(Duration) AS duration FROM otel_traces ORDER BY SpanId',
        ),
      (rows) => rows.length >= 2,
    );
    expect(stored.map(({ id }) => id[0])).toEqual(['1', '3']);
    expect(stored[1]?.duration).toBe('0');
    const { authorization, note, payload, long } = stored[0]?.attributes ?? {};
    expect(authorization).toBe('****');
    expect(note).toBe('sent with ****');
    expect(JSON.parse(payload ?? '')).toEqual({ user: 'ann', api_key: '[redacted]', n: 1 });
    expect(Buffer.byteLength(long ?? '')).toBeLessThanOrEqual(200);
    expect(long).toMatch(/^é{50,}$/);
    expect(await collector.metric('otelcol_processor_filter_spans_filtered')).toBe(1);
  });

  test('have their logs and metrics stored in their tables', async () => {
    const record = {
      timeUnixNano: now(),
      severityText: 'INFO',
      severityNumber: 9,
      body: { stringValue: '{"password":"hunter2hunter2"}' },
      eventName: 'started',
    };
    await post('/v1/logs', { resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: [record] }] }] });
    const gauge = { dataPoints: [{ timeUnixNano: now(), asDouble: 4.5, attributes: attributes({ kind: 'a' }) }] };
    const sum = { aggregationTemporality: 2, isMonotonic: true, dataPoints: [{ timeUnixNano: now(), asInt: '7' }] };
    const histogram = {
      aggregationTemporality: 2,
      dataPoints: [{ timeUnixNano: now(), count: '3', sum: 6, bucketCounts: ['1', '2'], explicitBounds: [1], min: 1, max: 3 }],
    };
    const exponentialHistogram = {
      aggregationTemporality: 2,
      dataPoints: [
        { timeUnixNano: now(), count: '2', sum: 3, scale: 1, zeroCount: '0', positive: { offset: 0, bucketCounts: ['1', '1'] } },
      ],
    };
    const summary = { dataPoints: [{ timeUnixNano: now(), count: '1', sum: 2, quantileValues: [{ quantile: 0.5, value: 2 }] }] };
    const metrics = [{ gauge }, { sum }, { histogram }, { exponentialHistogram }, { summary }].map((each) => ({
      name: `a.${Object.keys(each)[0]}`,
      ...each,
    }));
    await post('/v1/metrics', { resourceMetrics: [{ resource: {}, scopeMetrics: [{ scope: {}, metrics }] }] });
    const [log] = await eventually(
      () => engine.select<{ Body: string; EventName: string }>('SELECT Body, EventName FROM otel_logs'),
      (rows) => rows.length > 0,
    );
    expect(log).toEqual({ Body: '{"password":"[redacted]"}', EventName: 'started' });
    const names = "SELECT MetricName AS name FROM merge('callsight', '^otel_metrics_') WHERE startsWith(MetricName, 'a.') ORDER BY name";
    const stored = await eventually(
      () => engine.select<{ name: string }>(names),
      (rows) => rows.length >= 5,
    );
    expect(stored.map(({ name }) => name)).toEqual(['a.exponentialHistogram', 'a.gauge', 'a.histogram', 'a.sum', 'a.summary']);
  });
});
