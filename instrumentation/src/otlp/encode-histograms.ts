import type { Attributes } from '@opentelemetry/api';
import { ByteWriter } from './byte-writer.js';
import { BYTES, FIXED64, VARINT, writeAttributes } from './encode-attributes.js';
import { frameOf } from './frame.js';
import { putTime } from './put-time.js';

export interface HistogramMetric {
  name: string;
  description: string;
  unit: string;
  points: readonly HistogramPoint[];
}

/** Times are milliseconds since 1970; all else is of the metric's unit. */
export interface HistogramPoint {
  attributes: Attributes;
  startTime: number;
  endTime: number;
  count: number;
  sum: number;
  /** Upper ends of the buckets but the last. */
  boundaries: readonly number[];
  /** What each bucket counts. */
  counts: readonly number[];
  min?: number;
  max?: number;
}

/** `AggregationTemporality` of metrics.proto. */
const TEMPORALITIES = { delta: 1, cumulative: 2 } as const;
export type HistogramTemporality = keyof typeof TEMPORALITIES;

const USUAL_METRIC_SIZE = 2_000;
const USUAL_POINT_SIZE = 500;

/** The body of an `ExportMetricsServiceRequest` (opentelemetry-proto 1.x, metrics.proto). */
export function encodeHistograms(metrics: readonly HistogramMetric[], temporality: HistogramTemporality, resource: Attributes): Uint8Array {
  const body = new ByteWriter(4_096);
  for (const metric of metrics) writeMetric(body, metric, TEMPORALITIES[temporality]);
  return Buffer.concat([frameOf(body.length, resource), body.written()]);
}

function writeMetric(writer: ByteWriter, { name, description, unit, points }: HistogramMetric, temporality: number): void {
  writer.byte((2 << 3) | BYTES);
  const metric = writer.begin(USUAL_METRIC_SIZE);
  for (const [field, text] of [name, description, unit].entries()) {
    writer.byte(((field + 1) << 3) | BYTES);
    writer.text(text);
  }
  writer.byte((9 << 3) | BYTES);
  const histogram = writer.begin(USUAL_METRIC_SIZE);
  for (const point of points) writePoint(writer, point);
  writer.byte((2 << 3) | VARINT);
  writer.varint(temporality);
  writer.finish(histogram, USUAL_METRIC_SIZE);
  writer.finish(metric, USUAL_METRIC_SIZE);
}

function writePoint(
  writer: ByteWriter,
  { attributes, startTime, endTime, count, sum, boundaries, counts, min, max }: HistogramPoint,
): void {
  writer.byte((1 << 3) | BYTES);
  const point = writer.begin(USUAL_POINT_SIZE);
  writeTime(writer, 2, startTime);
  writeTime(writer, 3, endTime);
  writer.byte((4 << 3) | FIXED64);
  writer.fixed64(count);
  writeDouble(writer, 5, sum);
  writer.byte((6 << 3) | BYTES);
  writer.varint(counts.length * 8);
  for (const counted of counts) writer.fixed64(counted);
  writer.byte((7 << 3) | BYTES);
  writer.varint(boundaries.length * 8);
  for (const boundary of boundaries) writer.double(boundary);
  writeAttributes(writer, 9, attributes);
  if (min !== undefined) writeDouble(writer, 11, min);
  if (max !== undefined) writeDouble(writer, 12, max);
  writer.finish(point, USUAL_POINT_SIZE);
}

function writeTime(writer: ByteWriter, field: number, time: number): void {
  writer.byte((field << 3) | FIXED64);
  writer.skip(8);
  putTime(writer, writer.length - 8, time);
}

function writeDouble(writer: ByteWriter, field: number, value: number): void {
  writer.byte((field << 3) | FIXED64);
  writer.double(value);
}
