const counts = new Intl.NumberFormat('en');
const compactCounts = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** Count with thousands separators: `12,345`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** Count for an axis: `12.3K`. */
export function formatCompact(count: number): string {
  return compactCounts.format(count);
}

/** A rate from 0 to 1 as percent: never rounded up to 100 % or down to 0 % while something speaks against it. */
export function formatPercent(rate: number): string {
  if (rate === 0 || rate === 1) return `${rate * 100}%`;
  const percent = Math.min(99.99, Math.max(0.01, rate * 100));
  return `${percent.toFixed(percent >= 99 || percent < 1 ? 2 : 1)}%`;
}

/** Size in bytes: `120 B`, `4.2 KiB`, `16 KiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / 1024 / 1024, 'MiB'];
  return `${value < 10 ? value.toFixed(1).replace('.0', '') : Math.round(value)} ${unit}`;
}
