import { toMapJson } from './attributes.js';
import type { KeyValue } from './generated/common_pb.js';
import type {
  Exemplar,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  NumberDataPoint,
  SummaryDataPoint,
} from './generated/metrics_pb.js';
import { toHex } from './ids.js';
import { toDateTime64 } from './time-window.js';

/** What every kind of data point has. */
export interface DataPoint {
  attributes: KeyValue[];
  startTimeUnixNano: bigint;
  timeUnixNano: bigint;
  flags: number;
}

/** The columns that every kind of data point has. */
export function toPointColumns({ attributes, startTimeUnixNano, timeUnixNano, flags }: DataPoint): string[] {
  return [
    `"Attributes":${toMapJson(attributes)}`,
    `"StartTimeUnix":${toDateTime64(startTimeUnixNano)}`,
    `"TimeUnix":${toDateTime64(timeUnixNano)}`,
    `"Flags":${flags}`,
  ];
}

export function toNumberColumns({ value, exemplars }: NumberDataPoint): string[] {
  return [`"Value":${toFloat(value.value)}`, ...toExemplarColumns(exemplars)];
}

export function toHistogramColumns(point: HistogramDataPoint): string[] {
  return [
    `"Count":${point.count}`,
    `"Sum":${toFloat(point.sum)}`,
    `"BucketCounts":[${point.bucketCounts.join(',')}]`,
    `"ExplicitBounds":[${point.explicitBounds.map(toFloat).join(',')}]`,
    `"Min":${toFloat(point.min)}`,
    `"Max":${toFloat(point.max)}`,
    ...toExemplarColumns(point.exemplars),
  ];
}

export function toExponentialColumns(point: ExponentialHistogramDataPoint): string[] {
  const { positive, negative } = point;
  return [
    `"Count":${point.count}`,
    `"Sum":${toFloat(point.sum)}`,
    `"Scale":${point.scale}`,
    `"ZeroCount":${point.zeroCount}`,
    `"PositiveOffset":${positive?.offset ?? 0}`,
    `"PositiveBucketCounts":[${positive?.bucketCounts.join(',') ?? ''}]`,
    `"NegativeOffset":${negative?.offset ?? 0}`,
    `"NegativeBucketCounts":[${negative?.bucketCounts.join(',') ?? ''}]`,
    `"Min":${toFloat(point.min)}`,
    `"Max":${toFloat(point.max)}`,
    ...toExemplarColumns(point.exemplars),
  ];
}

export function toSummaryColumns({ count, sum, quantileValues }: SummaryDataPoint): string[] {
  return [
    `"Count":${count}`,
    `"Sum":${toFloat(sum)}`,
    `"ValueAtQuantiles.Quantile":[${quantileValues.map(({ quantile }) => toFloat(quantile)).join(',')}]`,
    `"ValueAtQuantiles.Value":[${quantileValues.map(({ value }) => toFloat(value)).join(',')}]`,
  ];
}

function toExemplarColumns(exemplars: readonly Exemplar[]): string[] {
  if (exemplars.length === 0) return [];
  return [
    `"Exemplars.FilteredAttributes":[${exemplars.map(({ filteredAttributes }) => toMapJson(filteredAttributes)).join(',')}]`,
    `"Exemplars.TimeUnix":[${exemplars.map(({ timeUnixNano }) => toDateTime64(timeUnixNano)).join(',')}]`,
    `"Exemplars.Value":[${exemplars.map(({ value }) => toFloat(value.value)).join(',')}]`,
    `"Exemplars.SpanId":${JSON.stringify(exemplars.map(({ spanId }) => toHex(spanId)))}`,
    `"Exemplars.TraceId":${JSON.stringify(exemplars.map(({ traceId }) => toHex(traceId)))}`,
  ];
}

/** A Float64 in JSONEachRow; what is absent is 0, as in the exporter, and what JSON has no number for is quoted. */
function toFloat(value: number | bigint | undefined): string {
  if (value === undefined) return '0';
  return typeof value === 'bigint' || Number.isFinite(value) ? String(value) : `"${value}"`;
}
