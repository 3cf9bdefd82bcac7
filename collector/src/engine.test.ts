import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { Session } from 'chdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOtlpReceiver } from './index.js';

const ATTRIBUTES = 'Map(LowCardinality(String), String)';
const EXEMPLARS = `Exemplars Nested (FilteredAttributes ${ATTRIBUTES}, TimeUnix DateTime64(9), Value Float64, SpanId String, TraceId String)`;
const POINT = `ResourceAttributes ${ATTRIBUTES}, ResourceSchemaUrl String, ScopeName String, ScopeVersion String, ScopeAttributes ${ATTRIBUTES},
  ScopeDroppedAttrCount UInt32, ScopeSchemaUrl String, ServiceName LowCardinality(String), MetricName String, MetricDescription String,
  MetricUnit String, Attributes ${ATTRIBUTES}, StartTimeUnix DateTime64(9), TimeUnix DateTime64(9), Flags UInt32`;
const HISTOGRAM = `Count UInt64, Sum Float64, Min Float64, Max Float64, ${EXEMPLARS}, AggregationTemporality Int32`;
/** Column names and types of the Collector's clickhouse exporter. */
const TABLES: Record<string, string> = {
  otel_traces_landing: `Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String,
    SpanName LowCardinality(String), SpanKind LowCardinality(String), ServiceName LowCardinality(String), ResourceAttributes ${ATTRIBUTES},
    ScopeName String, ScopeVersion String, SpanAttributes ${ATTRIBUTES}, Duration UInt64, StatusCode LowCardinality(String),
    StatusMessage String, Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes ${ATTRIBUTES}),
    Links Nested (TraceId String, SpanId String, TraceState String, Attributes ${ATTRIBUTES})`,
  otel_logs: `Timestamp DateTime64(9), TraceId String, SpanId String, TraceFlags UInt8, SeverityText LowCardinality(String), SeverityNumber UInt8,
    ServiceName LowCardinality(String), Body String, ResourceSchemaUrl LowCardinality(String), ResourceAttributes ${ATTRIBUTES},
    ScopeSchemaUrl LowCardinality(String), ScopeName String, ScopeVersion LowCardinality(String), ScopeAttributes ${ATTRIBUTES},
    LogAttributes ${ATTRIBUTES}, EventName String`,
  otel_metrics_gauge: `${POINT}, Value Float64, ${EXEMPLARS}`,
  otel_metrics_sum: `${POINT}, Value Float64, ${EXEMPLARS}, AggregationTemporality Int32, IsMonotonic Bool`,
  otel_metrics_histogram: `${POINT}, BucketCounts Array(UInt64), ExplicitBounds Array(Float64), ${HISTOGRAM}`,
  otel_metrics_exponential_histogram: `${POINT}, Scale Int32, ZeroCount UInt64, PositiveOffset Int32, PositiveBucketCounts Array(UInt64),
    NegativeOffset Int32, NegativeBucketCounts Array(UInt64), ${HISTOGRAM}`,
  otel_metrics_summary: `${POINT}, Count UInt64, Sum Float64, ValueAtQuantiles Nested (Quantile Float64, Value Float64)`,
};

/** A whole second, and a time in it that a double cannot hold. */
const SECOND = BigInt(Math.floor(Date.now() / 1000) - 60);
const START = `${SECOND}123456789`;
const START_TEXT = `${new Date(Number(SECOND) * 1000).toISOString().slice(0, 19).replace('T', ' ')}.123456789`;
const TRACE_ID = '5B8EFFF798038103D269B633813FC60C';
const SPAN_ID = 'EEE19B7EC3C1B174';
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

describe('rows in a real engine', () => {
  const directory = mkdtempSync(join(tmpdir(), 'callsight-collector-'));
  const session = new Session(directory);
  const receiver = createOtlpReceiver({
    host: '127.0.0.1',
    port: 0,
    insert: async (table, rows, encoding) => {
      const values = Buffer.concat(rows);
      if (encoding.format === 'JSONEachRow') {
        const settings = { input_format_skip_unknown_fields: 0 };
        await session.insert({ table: `otel.${table}`, values, format: 'JSONEachRow', settings });
        return;
      }
      const file = join(directory, 'rows.native');
      const columns = encoding.columns.map((name) => `\`${name}\``).join(', ');
      writeFileSync(file, values);
      await session.queryAsync(`INSERT INTO otel.${table} (${columns}) SELECT ${columns} FROM file('${file}', 'Native')`);
    },
  });
  let url = '';

  const query = async (sql: string) => (await session.queryAsync(sql, { format: 'JSON' })).json<{ data: unknown[] }>().data;
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([response.status, await response.json()]).toEqual([200, {}]);
  };

  beforeAll(async () => {
    await session.queryAsync('CREATE DATABASE otel');
    for (const [table, columns] of Object.entries(TABLES)) {
      await session.queryAsync(`CREATE TABLE otel.${table} (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
    }
    ({ url } = await receiver.listen());
  });
  afterAll(async () => {
    await receiver.close();
    session.close();
    rmSync(directory, { recursive: true });
  });

  it('hold a span to the nanosecond, with every kind of value', async () => {
    await post('/v1/traces', {
      resourceSpans: [
        {
          resource: { attributes: [text('service.name', 'сервис'), text('a.first', 'x')] },
          scopeSpans: [
            {
              scope: { name: 'scope', version: '1.2' },
              spans: [
                {
                  traceId: TRACE_ID,
                  spanId: SPAN_ID,
                  parentSpanId: '0000000000000000',
                  traceState: 'a=b',
                  name: 'tools/call 搜索 "quoted"\n',
                  kind: 2,
                  startTimeUnixNano: START,
                  endTimeUnixNano: String(BigInt(START) + 1_000_000_001n),
                  attributes: [
                    text('z', 'last \u0000 😀 \ud800 \\ \t'),
                    { key: 'bool', value: { boolValue: true } },
                    { key: 'int', value: { intValue: '-9223372036854775808' } },
                    { key: 'double', value: { doubleValue: 1e21 } },
                    { key: 'nan', value: { doubleValue: 'NaN' } },
                    { key: 'bytes', value: { bytesValue: 'AQID' } },
                    {
                      key: 'list',
                      value: {
                        arrayValue: { values: [{ stringValue: '<a>' }, { intValue: '9007199254740993' }, { doubleValue: 0.5 }, {}] },
                      },
                    },
                    { key: 'map', value: { kvlistValue: { values: [text('y', '2'), { key: 'b', value: { boolValue: false } }] } } },
                    { key: 'empty', value: {} },
                  ],
                  events: [
                    { timeUnixNano: START, name: 'first', attributes: [text('k', 'v')] },
                    { timeUnixNano: '18446744073709551615', name: 'beyond DateTime64' },
                  ],
                  links: [{ traceId: TRACE_ID, spanId: SPAN_ID, traceState: 's', attributes: [text('k', 'v')] }],
                  status: { code: 2, message: 'failed' },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(await query('SELECT * FROM otel.otel_traces_landing')).toEqual([
      {
        Timestamp: START_TEXT,
        TraceId: TRACE_ID.toLowerCase(),
        SpanId: SPAN_ID.toLowerCase(),
        ParentSpanId: '',
        TraceState: 'a=b',
        SpanName: 'tools/call 搜索 "quoted"\n',
        SpanKind: 'Server',
        ServiceName: 'сервис',
        ResourceAttributes: { 'a.first': 'x', 'service.name': 'сервис' },
        ScopeName: 'scope',
        ScopeVersion: '1.2',
        SpanAttributes: {
          bool: 'true',
          bytes: 'AQID',
          double: '1e+21',
          empty: '',
          int: '-9223372036854775808',
          list: '["<a>",9007199254740993,0.5,null]',
          map: '{"b":false,"y":"2"}',
          nan: 'NaN',
          z: 'last \u0000 😀 � \\ \t',
        },
        Duration: 1_000_000_001,
        StatusCode: 'Error',
        StatusMessage: 'failed',
        'Events.Timestamp': [START_TEXT, '2262-04-11 23:47:16.854775807'],
        'Events.Name': ['first', 'beyond DateTime64'],
        'Events.Attributes': [{ k: 'v' }, {}],
        'Links.TraceId': [TRACE_ID.toLowerCase()],
        'Links.SpanId': [SPAN_ID.toLowerCase()],
        'Links.TraceState': ['s'],
        'Links.Attributes': [{ k: 'v' }],
      },
    ]);
    expect(await query('SELECT mapKeys(SpanAttributes) AS keys FROM otel.otel_traces_landing')).toEqual([
      { keys: ['bool', 'bytes', 'double', 'empty', 'int', 'list', 'map', 'nan', 'z'] },
    ]);
  });

  it.each([256, 257, 70_000])('hold %i different names and attribute keys of one request', { timeout: 120_000 }, async (count) => {
    const service = `service ${count}`;
    const spans = Array.from({ length: count }, (_, n) => ({
      traceId: TRACE_ID,
      spanId: (n + 1).toString(16).padStart(16, '0'),
      name: `name ${n}`,
      startTimeUnixNano: START,
      attributes: [text(`key ${n}`, String(n))],
    }));
    await post('/v1/traces', { resourceSpans: [{ resource: { attributes: [text('service.name', service)] }, scopeSpans: [{ spans }] }] });
    expect(
      await query(`SELECT toUInt32(uniqExact(SpanName)) AS names, toUInt32(uniqExact(mapKeys(SpanAttributes)[1])) AS keys,
        toUInt32(countIf(SpanName = concat('name ', SpanAttributes[replaceOne(SpanName, 'name', 'key')]))) AS whole
        FROM otel.otel_traces_landing WHERE ServiceName = '${service}'`),
    ).toEqual([{ names: count, keys: count, whole: count }]);
  });

  it.each([CompressionAlgorithm.NONE, CompressionAlgorithm.GZIP])(
    'hold what the OpenTelemetry SDK exports with compression %s',
    async (compression) => {
      const exporter = new OTLPTraceExporter({ url: `${url}/v1/traces`, compression });
      const provider = new TracerProvider({
        resource: resourceFromAttributes({ 'service.name': `sdk-${compression}` }),
        spanProcessors: [new BatchSpanProcessor({ exporter })],
      });
      const tracer = provider.getTracer('sdk', '1.0');
      const parent = { traceId: TRACE_ID.toLowerCase(), spanId: SPAN_ID.toLowerCase(), traceFlags: TraceFlags.SAMPLED };
      const kinds = [SpanKind.INTERNAL, SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER, SpanKind.CONSUMER];
      for (const kind of kinds) {
        const span = tracer.startSpan(`span ${kind}`, { kind, links: [{ context: parent }], attributes: { n: kind, list: ['a', 'b'] } });
        span.addEvent('event', { size: 1.5 });
        span.setStatus({ code: SpanStatusCode.OK });
        span.end();
      }
      await provider.forceFlush();
      await provider.shutdown();
      const where = `FROM otel.otel_traces_landing WHERE ServiceName = 'sdk-${compression}'`;
      expect(
        await query(`SELECT SpanKind, SpanAttributes, StatusCode, Events.Name AS event, Links.TraceId AS link ${where} ORDER BY SpanName`),
      ).toEqual(
        ['Internal', 'Server', 'Client', 'Producer', 'Consumer'].map((SpanKindName, n) => ({
          SpanKind: SpanKindName,
          SpanAttributes: { list: '["a","b"]', n: String(n) },
          StatusCode: 'Ok',
          event: ['event'],
          link: [parent.traceId],
        })),
      );
      expect(await query(`SELECT uniqExact(TraceId, SpanId) AS spans, min(length(TraceId)) AS length ${where}`)).toEqual([
        { spans: kinds.length, length: 32 },
      ]);
    },
  );

  it('hold a log record, with its body as text', async () => {
    await post('/v1/logs', {
      resourceLogs: [
        {
          resource: { attributes: [text('service.name', 'logs')] },
          schemaUrl: 'https://r',
          scopeLogs: [
            {
              scope: { name: 'scope', attributes: [text('s', '1')] },
              schemaUrl: 'https://s',
              logRecords: [
                {
                  observedTimeUnixNano: START,
                  severityNumber: 9,
                  severityText: 'INFO',
                  body: { kvlistValue: { values: [text('k', 'v')] } },
                  attributes: [text('a', 'b')],
                  flags: 257,
                  traceId: TRACE_ID,
                  spanId: SPAN_ID,
                  eventName: 'event',
                },
              ],
            },
          ],
        },
      ],
    });
    expect(await query('SELECT * FROM otel.otel_logs')).toEqual([
      {
        Timestamp: START_TEXT,
        TraceId: TRACE_ID.toLowerCase(),
        SpanId: SPAN_ID.toLowerCase(),
        TraceFlags: 1,
        SeverityText: 'INFO',
        SeverityNumber: 9,
        ServiceName: 'logs',
        Body: '{"k":"v"}',
        ResourceSchemaUrl: 'https://r',
        ResourceAttributes: { 'service.name': 'logs' },
        ScopeSchemaUrl: 'https://s',
        ScopeName: 'scope',
        ScopeVersion: '',
        ScopeAttributes: { s: '1' },
        LogAttributes: { a: 'b' },
        EventName: 'event',
      },
    ]);
  });

  it('hold every kind of metric, each in its table', async () => {
    const point = { startTimeUnixNano: START, timeUnixNano: START, attributes: [text('a', 'b')], flags: 1 };
    const exemplars = [{ timeUnixNano: START, asInt: '7', spanId: SPAN_ID, traceId: TRACE_ID, filteredAttributes: [text('e', 'f')] }];
    await post('/v1/metrics', {
      resourceMetrics: [
        {
          resource: { attributes: [text('service.name', 'metrics')] },
          scopeMetrics: [
            {
              scope: { name: 'scope', droppedAttributesCount: 3 },
              metrics: [
                { name: 'gauge', unit: 'By', description: 'd', gauge: { dataPoints: [{ ...point, asDouble: 'NaN', exemplars }] } },
                { name: 'sum', sum: { dataPoints: [{ ...point, asInt: '42' }], aggregationTemporality: 2, isMonotonic: true } },
                {
                  name: 'histogram',
                  histogram: {
                    dataPoints: [
                      { ...point, count: '3', sum: 1.5, bucketCounts: ['1', '2'], explicitBounds: [10], min: 0.5, max: 'Infinity' },
                    ],
                    aggregationTemporality: 1,
                  },
                },
                {
                  name: 'exponential',
                  exponentialHistogram: {
                    dataPoints: [
                      {
                        ...point,
                        count: '18446744073709551615',
                        scale: -2,
                        zeroCount: '1',
                        positive: { offset: 4, bucketCounts: ['5'] },
                        negative: { offset: -6, bucketCounts: ['7', '8'] },
                      },
                    ],
                    aggregationTemporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE',
                  },
                },
                {
                  name: 'summary',
                  summary: { dataPoints: [{ ...point, count: '2', sum: 3, quantileValues: [{ quantile: 0.5, value: 1 }] }] },
                },
                { name: 'without data' },
              ],
            },
          ],
        },
      ],
    });
    expect(await query('SELECT * FROM otel.otel_metrics_gauge')).toEqual([
      {
        ResourceAttributes: { 'service.name': 'metrics' },
        ResourceSchemaUrl: '',
        ScopeName: 'scope',
        ScopeVersion: '',
        ScopeAttributes: {},
        ScopeDroppedAttrCount: 3,
        ScopeSchemaUrl: '',
        ServiceName: 'metrics',
        MetricName: 'gauge',
        MetricDescription: 'd',
        MetricUnit: 'By',
        Attributes: { a: 'b' },
        StartTimeUnix: START_TEXT,
        TimeUnix: START_TEXT,
        Flags: 1,
        Value: null,
        'Exemplars.FilteredAttributes': [{ e: 'f' }],
        'Exemplars.TimeUnix': [START_TEXT],
        'Exemplars.Value': [7],
        'Exemplars.SpanId': [SPAN_ID.toLowerCase()],
        'Exemplars.TraceId': [TRACE_ID.toLowerCase()],
      },
    ]);
    expect(await query('SELECT Value, AggregationTemporality, IsMonotonic FROM otel.otel_metrics_sum')).toEqual([
      { Value: 42, AggregationTemporality: 2, IsMonotonic: true },
    ]);
    expect(
      await query('SELECT Count, Sum, BucketCounts, ExplicitBounds, Min, toString(Max) AS Max FROM otel.otel_metrics_histogram'),
    ).toEqual([{ Count: 3, Sum: 1.5, BucketCounts: [1, 2], ExplicitBounds: [10], Min: 0.5, Max: 'inf' }]);
    expect(
      await query(`SELECT toString(Count) AS Count, Sum, Scale, ZeroCount, PositiveOffset, PositiveBucketCounts, NegativeOffset, NegativeBucketCounts,
        AggregationTemporality FROM otel.otel_metrics_exponential_histogram`),
    ).toEqual([
      {
        Count: '18446744073709551615',
        Sum: 0,
        Scale: -2,
        ZeroCount: 1,
        PositiveOffset: 4,
        PositiveBucketCounts: [5],
        NegativeOffset: -6,
        NegativeBucketCounts: [7, 8],
        AggregationTemporality: 2,
      },
    ]);
    expect(
      await query('SELECT Count, Sum, ValueAtQuantiles.Quantile AS q, ValueAtQuantiles.Value AS v FROM otel.otel_metrics_summary'),
    ).toEqual([{ Count: 2, Sum: 3, q: [0.5], v: [1] }]);
  });
});
