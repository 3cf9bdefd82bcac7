/** The value below which the given share of the values lies; `values` is not empty. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Between which of the values the median of all that could have been measured lies, with at least 95 % confidence: two of them in their order,
 * by the binomial distribution, which asks nothing of how they are spread. `values` are at least six; the whole range of fewer is less sure.
 */
export function medianInterval(values: readonly number[]): [from: number, to: number] {
  const sorted = [...values].sort((a, b) => a - b);
  const { length } = sorted;
  let outside = 0;
  let rank = 0;
  for (let chance = 0.5 ** length; 2 * (outside + chance) <= 0.05; chance *= (length - rank + 1) / rank) {
    outside += chance;
    rank += 1;
  }
  const from = Math.max(0, rank - 1);
  return [sorted[from] ?? Number.NaN, sorted[length - 1 - from] ?? Number.NaN];
}
