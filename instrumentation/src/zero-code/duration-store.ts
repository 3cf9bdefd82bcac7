import type { Attributes } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { Temporality } from '../config.js';
import { DURATION_BOUNDARIES, DURATION_METRICS, type DurationMetricKey, type Durations } from '../metrics/durations.js';
import { encodeHistograms, type HistogramMetric, type HistogramPoint, type HistogramTemporality } from '../otlp/encode-histograms.js';

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

/** How far a series has been told. */
type Told = Pick<Series, 'counts' | 'count' | 'sum'>;

const NOTHING_TOLD: Told = { counts: [], count: 0, sum: 0 };

/**
 * The histograms of a process without a MeterProvider. Not the SDK's own, because that collects only while an event loop
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
  readonly #temporality: HistogramTemporality;
  /** Since when the points count, in milliseconds since 1970. */
  #startTime = Date.now();
  /** With delta temporality: what the backend has, and what it has once it accepts what was serialized last. */
  #told = new Map<Series, Told>();
  #telling: { until: number; series: Map<Series, Told> } | undefined;
  #changes = 0;

  constructor(temporality: Temporality = 'cumulative') {
    this.#temporality = temporality === 'cumulative' ? 'cumulative' : 'delta';
  }

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

  /** The OTLP request body of all that was recorded since the start, or since what was accepted last. */
  serialize(resource: Resource): Uint8Array {
    const endTime = Date.now();
    if (this.#temporality === 'delta') this.#telling = { until: endTime, series: this.#copySeries() };
    const keys = Object.keys(DURATION_METRICS) as DurationMetricKey[];
    const metrics = keys.filter((key) => this.#series[key].size > 0).map((key) => this.#toMetric(key, endTime));
    return encodeHistograms(metrics, this.#temporality, resource.attributes);
  }

  /** The backend has what was serialized last. */
  accepted(): void {
    if (this.#telling === undefined) return;
    this.#told = this.#telling.series;
    this.#startTime = this.#telling.until;
    this.#telling = undefined;
  }

  #copySeries(): Map<Series, Told> {
    const all = Object.values(this.#series).flatMap((series) => [...series.values()]);
    return new Map(all.map((series) => [series, { counts: [...series.counts], count: series.count, sum: series.sum }]));
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

  #toMetric(key: DurationMetricKey, endTime: number): HistogramMetric {
    const news = [...this.#series[key].values()].filter((series) => this.#isNews(series));
    return { ...DURATION_METRICS[key], unit: 's', points: news.map((series) => this.#toPoint(series, endTime)) };
  }

  #isNews(series: Series): boolean {
    return series.count > (this.#told.get(series)?.count ?? 0);
  }

  #toPoint(series: Series, endTime: number): HistogramPoint {
    const { attributes, min, max } = series;
    const told = this.#told.get(series) ?? NOTHING_TOLD;
    return {
      attributes,
      startTime: this.#startTime,
      endTime,
      count: series.count - told.count,
      sum: series.sum - told.sum,
      boundaries: DURATION_BOUNDARIES,
      counts: series.counts.map((count, bucket) => count - (told.counts[bucket] ?? 0)),
      // Least and most are known of the whole time only, and are optional.
      ...(this.#temporality === 'cumulative' && { min, max }),
    };
  }
}

function keyOf(attributes: Attributes): string {
  return JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
}
