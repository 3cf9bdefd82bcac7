import { formatDuration } from '../format/duration';
import { formatCompact, formatCount } from '../format/numbers';

export type ChartUnit = 'count' | 'duration';

export interface ChartSeries {
  readonly label: string;
  /** Custom property of tokens.css that holds the colour. */
  readonly color: `--chart-${string}`;
  readonly shape: 'bars' | 'line' | 'area';
  /** One value a bucket; null where there is none. */
  readonly values: readonly (number | null)[];
}

/** What a chart shows, free of drawing. Bars are stacked in their order; lines are not. */
export interface ChartModel {
  /** Starts of the buckets, seconds since 1970. */
  readonly times: readonly number[];
  /** From the start of the first bucket to the end of the last, seconds since 1970: the newest bucket is as wide as the others. */
  readonly span: readonly [number, number];
  readonly bucketSeconds: number;
  readonly unit: ChartUnit;
  /** `log` where the values differ so much that the small ones would vanish; it takes values above zero only. */
  readonly scale: 'linear' | 'log';
  readonly series: readonly ChartSeries[];
  /** The chart in one sentence, for those who do not see it. */
  readonly summary: string;
}

interface Series {
  readonly bucketSeconds: number;
  readonly points: readonly { readonly time: string }[];
}

/** The axis of a series; the answer has a point for every bucket of the period. */
export function toAxis({ bucketSeconds, points }: Series): Pick<ChartModel, 'times' | 'span' | 'bucketSeconds'> {
  const times = points.map(({ time }) => Date.parse(time) / 1000);
  const first = times[0] ?? 0;
  return { times, span: [first, (times.at(-1) ?? first) + bucketSeconds], bucketSeconds };
}

/** Heights at which to draw each series: bars stand on the bars before them. */
export function toStacked(series: readonly ChartSeries[]): (number | null)[][] {
  const ground: number[] = [];
  return series.map(({ shape, values }) => {
    if (shape !== 'bars') return [...values];
    return values.map((value, index) => {
      const top = (ground[index] ?? 0) + (value ?? 0);
      ground[index] = top;
      return top;
    });
  });
}

/** Heights at which a linear axis has its lines: from 0 in round steps to the first one that no value exceeds. */
export function toSteps(highest: number, unit: ChartUnit): number[] {
  const least = unit === 'count' ? 4 : 1;
  const rough = Math.max(highest, least) / mostSteps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (roundSteps.find((factor) => factor * power >= rough - 1e-9) ?? 10) * power;
  const whole = unit === 'count' ? Math.max(1, step) : step;
  const count = Math.ceil(Math.max(highest, least) / whole - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * whole).toPrecision(12)));
}

const mostSteps = 4;
const roundSteps = [1, 2, 5, 10];

/** Powers of ten that enclose all values, for a logarithmic scale. */
export function toDecades(lowest: number, highest: number): [number, number] {
  const bottom = 10 ** Math.floor(Math.log10(lowest));
  const top = 10 ** Math.ceil(Math.log10(highest));
  return [bottom, Math.max(top, bottom * 10)];
}

export function formatValue(value: number, unit: ChartUnit): string {
  return unit === 'count' ? formatCount(value) : formatDuration(value);
}

export function formatAxisValue(value: number, unit: ChartUnit): string {
  if (unit === 'count') return formatCompact(value);
  // Round seconds read better than “1 min 40 s” beside a grid line.
  return value >= 1000 && value < 600_000 ? `${Number((value / 1000).toFixed(1))} s` : formatDuration(value);
}
