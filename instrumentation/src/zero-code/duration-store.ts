import { type Attributes, type HrTime, ValueType } from '@opentelemetry/api';
import { millisToHrTime } from '@opentelemetry/core';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type Histogram,
  type HistogramMetricData,
} from '@opentelemetry/sdk-metrics';
import { DURATION_BOUNDARIES, DURATION_METRICS, type DurationMetricKey, type Durations } from '../metrics/durations.js';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';

/** Series of a metric; beyond them all go to one, as the specification has it. */
const MOST_SERIES = 2_000;
const OVERFLOW: Attributes = { 'otel.metric.overflow': true };

interface Series {
  attributes: Attributes;
  counts: number[];
  count: number;
  sum: number;
  min: number;
  max: number;
}

/**
 * The cumulative histograms of a process without a MeterProvider. Not the SDK's own, because that collects only while an event loop
 * runs, so that what `process.exit()` ends would be missing.
 */
export class DurationStore implements Durations {
  readonly #series: Record<DurationMetricKey, Map<string, Series>> = {
    serverOperation: new Map(),
    clientOperation: new Map(),
    serverSession: new Map(),
    clientSession: new Map(),
  };
  /** Operations that succeed share their attributes as one object, which spares most calls the key. */
  readonly #byIdentity: Record<DurationMetricKey, WeakMap<Attributes, Series>> = {
    serverOperation: new WeakMap(),
    clientOperation: new WeakMap(),
    serverSession: new WeakMap(),
    clientSession: new WeakMap(),
  };
  readonly #startTime: HrTime = millisToHrTime(Date.now());
  #changes = 0;

  /** Rises with each record. */
  get changes(): number {
    return this.#changes;
  }

  record(metric: DurationMetricKey, seconds: number, attributes: Attributes): void {
    this.#changes++;
    let series = this.#byIdentity[metric].get(attributes);
    if (series === undefined) {
      series = this.#seriesOf(metric, attributes);
      this.#byIdentity[metric].set(attributes, series);
    }
    let bucket = 0;
    while (bucket < DURATION_BOUNDARIES.length && seconds > (DURATION_BOUNDARIES[bucket] as number)) bucket++;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.count++;
    series.sum += seconds;
    series.min = Math.min(series.min, seconds);
    series.max = Math.max(series.max, seconds);
  }

  /** The OTLP request body of all that was recorded since the start. */
  serialize(resource: Resource): Uint8Array | undefined {
    const endTime = millisToHrTime(Date.now());
    const keys = Object.keys(DURATION_METRICS) as DurationMetricKey[];
    const metrics = keys.filter((key) => this.#series[key].size > 0).map((key) => this.#toMetric(key, endTime));
    const scope = { name: PACKAGE_NAME, version: PACKAGE_VERSION };
    return ProtobufMetricsSerializer.serializeRequest({ resource, scopeMetrics: [{ scope, metrics }] });
  }

  #seriesOf(metric: DurationMetricKey, attributes: Attributes): Series {
    const all = this.#series[metric];
    const isNew = (key: string) => !all.has(key);
    let key = keyOf(attributes);
    let kept = attributes;
    if (isNew(key) && all.size >= MOST_SERIES) {
      key = '';
      kept = OVERFLOW;
    }
    let series = all.get(key);
    if (series === undefined) {
      const counts = new Array<number>(DURATION_BOUNDARIES.length + 1).fill(0);
      series = { attributes: kept, counts, count: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: 0 };
      all.set(key, series);
    }
    return series;
  }

  #toMetric(key: DurationMetricKey, endTime: HrTime): HistogramMetricData {
    return {
      descriptor: { ...DURATION_METRICS[key], unit: 's', valueType: ValueType.DOUBLE },
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPointType: DataPointType.HISTOGRAM,
      dataPoints: [...this.#series[key].values()].map((series) => this.#toPoint(series, endTime)),
    };
  }

  #toPoint({ attributes, counts, count, sum, min, max }: Series, endTime: HrTime): DataPoint<Histogram> {
    const buckets = { boundaries: [...DURATION_BOUNDARIES], counts };
    return { startTime: this.#startTime, endTime, attributes, value: { buckets, count, sum, min, max } };
  }
}

function keyOf(attributes: Attributes): string {
  return JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
}
