import { ValueType } from '@opentelemetry/api';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, DataPointType } from '@opentelemetry/sdk-metrics';
import { expect, it } from 'vitest';
import { decodeMetrics } from '../testing/otlp-decode.js';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';
import { encodeHistograms, type HistogramMetric, type HistogramPoint, type HistogramTemporality } from './encode-histograms.js';

const RESOURCE = { 'service.name': 'tëst', 'process.pid': 7 };
const START = 1_790_000_000_123;
const POINT: HistogramPoint = {
  attributes: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'echo', 'rpc.response.status_code': '-32602' },
  startTime: START,
  endTime: START + 60_001,
  count: 3,
  sum: 0.123,
  boundaries: [0.01, 0.5, 10],
  counts: [1, 0, 2, 0],
  min: 0.001,
  max: 0.1,
};
const METRIC: HistogramMetric = { name: 'mcp.server.operation.duration', description: 'Of operations.', unit: 's', points: [POINT] };
const { min: _, max: __, ...WITHOUT_EXTREMES } = POINT;

function encodeBySdk(metrics: readonly HistogramMetric[], temporality: HistogramTemporality): Uint8Array | undefined {
  const toTime = (milliseconds: number): [number, number] => [Math.floor(milliseconds / 1_000), (milliseconds % 1_000) * 1_000_000];
  return ProtobufMetricsSerializer.serializeRequest({
    resource: resourceFromAttributes(RESOURCE),
    scopeMetrics: [
      {
        scope: { name: PACKAGE_NAME, version: PACKAGE_VERSION },
        metrics: metrics.map(({ name, description, unit, points }) => ({
          descriptor: { name, description, unit, valueType: ValueType.DOUBLE },
          aggregationTemporality: temporality === 'delta' ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE,
          dataPointType: DataPointType.HISTOGRAM,
          dataPoints: points.map(({ startTime, endTime, attributes, count, sum, boundaries, counts, min, max }) => ({
            startTime: toTime(startTime),
            endTime: toTime(endTime),
            attributes,
            value: {
              buckets: { boundaries: [...boundaries], counts: [...counts] },
              count,
              sum,
              ...(min !== undefined && { min }),
              ...(max !== undefined && { max }),
            },
          })),
        })),
      },
    ],
  });
}

it.each<[string, HistogramMetric[], HistogramTemporality]>([
  ['a point', [METRIC], 'cumulative'],
  ['a point without its extremes', [{ ...METRIC, points: [WITHOUT_EXTREMES] }], 'delta'],
  ['counts of more than 32 bits', [{ ...METRIC, points: [{ ...POINT, count: 2 ** 40 + 5, counts: [2 ** 40, 0, 5, 0] }] }], 'cumulative'],
  ['several metrics of many points', [METRIC, { ...METRIC, name: 'mcp.session', points: Array(300).fill(POINT) }], 'cumulative'],
  ['attributes of every kind', [{ ...METRIC, points: [{ ...POINT, attributes: { a: 'ü', b: 1, c: 0.5, d: true } }] }], 'delta'],
  ['a metric without points', [{ ...METRIC, points: [] }], 'delta'],
  ['no metric', [], 'cumulative'],
])("writes %s as OpenTelemetry's serializer does", (_, metrics, temporality) => {
  const ours = Buffer.from(encodeHistograms(metrics, temporality, RESOURCE));
  const sdk = Buffer.from(encodeBySdk(metrics, temporality) ?? new Uint8Array());
  // What comes before is the resource, which has one field less than the SDK's: a count of zero.
  const [metricsOfOurs, metricsOfSdk] = [ours, sdk].map((body) => body.subarray(body.indexOf(PACKAGE_NAME)).toString('hex'));
  expect(metricsOfOurs).toBe(metricsOfSdk);
  expect(decodeMetrics(ours)).toEqual(decodeMetrics(sdk));
});
