import type { Attributes, Histogram, MeterProvider } from '@opentelemetry/api';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';
import { DURATION_BOUNDARIES, DURATION_METRICS, type DurationMetricKey, type Durations } from './durations.js';

type Histograms = Record<DurationMetricKey, Histogram>;

/** Durations as instruments of a MeterProvider. It is asked for each time: the API upgrades no instrument that came before its provider. */
export class MeteredDurations implements Durations {
  readonly #currentProvider: () => MeterProvider;
  #provider: MeterProvider | undefined;
  #histograms: Histograms | undefined;

  constructor(currentProvider: () => MeterProvider) {
    this.#currentProvider = currentProvider;
  }

  record(metric: DurationMetricKey, seconds: number, attributes: Attributes): void {
    const provider = this.#currentProvider();
    if (this.#histograms === undefined || provider !== this.#provider) {
      this.#provider = provider;
      this.#histograms = createHistograms(provider);
    }
    this.#histograms[metric].record(seconds, attributes);
  }
}

function createHistograms(provider: MeterProvider): Histograms {
  const meter = provider.getMeter(PACKAGE_NAME, PACKAGE_VERSION);
  const create = ({ name, description }: { name: string; description: string }) =>
    meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries: [...DURATION_BOUNDARIES] } });
  return {
    serverOperation: create(DURATION_METRICS.serverOperation),
    clientOperation: create(DURATION_METRICS.clientOperation),
    serverSession: create(DURATION_METRICS.serverSession),
    clientSession: create(DURATION_METRICS.clientSession),
  };
}
