const RECENT = 1_024;

/** Latencies in milliseconds. */
export interface Latencies {
  /** Since the start. */
  count: number;
  sum: number;
  /** Of the newest 1,024; null before the first. */
  p50: number | null;
  p99: number | null;
}

/** Collects latencies in fixed memory. */
export class RecentLatencies {
  readonly #recent = new Float64Array(RECENT);
  #count = 0;
  #sum = 0;

  add(milliseconds: number): void {
    this.#recent[this.#count % RECENT] = milliseconds;
    this.#count += 1;
    this.#sum += milliseconds;
  }

  read(): Latencies {
    const sorted = this.#recent.slice(0, this.#count).sort();
    const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
    return { count: this.#count, sum: this.#sum, p50: quantile(0.5), p99: quantile(0.99) };
  }
}
