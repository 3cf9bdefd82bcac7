import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PipelineHealth, pipelineHealth } from '../contract/index.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
});
afterAll(() => api.close());

async function readHealth(): Promise<PipelineHealth> {
  return pipelineHealth.parse((await api.get('/health')).body);
}

test('an empty database is told as such', async () => {
  const { freshness, findings, schema } = await readHealth();
  expect(freshness).toEqual({ newestOperationAt: null, newestArrivalAt: null, arrivals: 0, lagP50Ms: null, lagP95Ms: null });
  expect(findings).toEqual([{ severity: 'warning', message: expect.stringContaining('Nothing has arrived yet') }]);
  expect(schema.version).toBe(schema.expected);
});

test('freshness, storage and refused spans follow what arrives', async () => {
  const twoMinutesAgo = new Date(Date.now() - 120_000);
  await api.engine.ingest([
    toSpanRow({ at: twoMinutesAgo, SpanAttributes: toCallAttributes('s', 'echo') }),
    toSpanRow({ at: new Date('2001-01-01T00:00:00Z'), ServiceName: 'clockless' }),
  ]);
  const health = await readHealth();
  expect(health.freshness.arrivals).toBe(1);
  expect(Date.parse(health.freshness.newestOperationAt ?? '')).toBe(twoMinutesAgo.getTime());
  expect(health.freshness.lagP95Ms).toBeGreaterThan(100_000);
  expect(health.rejected).toMatchObject([{ service: 'clockless', reason: 'too_old', spans: 1 }]);
  expect(health.storage.find(({ name }) => name === 'mcp_operations')?.rows).toBe(1);
  expect(health.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('to arrive'),
    expect.stringContaining('1 spans of clockless were refused as too old'),
  ]);
});

test('Collectors that report their own metrics are summed', async () => {
  const point = (metric: string, instance: string, value: number, at: number) => ({
    MetricName: metric,
    ServiceName: 'otelcol',
    ResourceAttributes: { 'service.instance.id': instance },
    TimeUnix: ((Date.now() - at) / 1_000).toFixed(3),
    Value: value,
  });
  const sums = [
    point('otelcol_exporter_sent_spans_total', 'a', 5, 20_000),
    point('otelcol_exporter_sent_spans_total', 'a', 7, 10_000),
    point('otelcol_exporter_sent_spans_total', 'b', 10, 10_000),
    point('otelcol_exporter_send_failed_spans', 'b', 3, 10_000),
  ];
  await api.engine.insert('otel_metrics_sum', Buffer.from(sums.map((sum) => JSON.stringify(sum)).join('\n')));
  const gauge = point('otelcol_exporter_queue_capacity', 'a', 1_000, 10_000);
  await api.engine.insert('otel_metrics_gauge', Buffer.from(JSON.stringify(gauge)));
  const { collector, findings } = await readHealth();
  expect(collector).toMatchObject({ instances: 2, sentSpans: 17, failedSpans: 3, queueCapacity: 1_000 });
  expect(findings[0]).toMatchObject({ severity: 'error', message: expect.stringContaining('gave up on 3 spans') });
});
