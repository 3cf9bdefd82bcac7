import type { LatencyHeatmap } from '@callsight/query-service/contract';
import { formatDuration } from '../format/duration';
import { formatCount } from '../format/numbers';

export interface HeatCell {
  readonly time: number;
  /** From the top: the slowest band that has calls is 0. */
  readonly row: number;
  /** 1 to 5, by the logarithm of the calls. */
  readonly level: number;
  readonly calls: number;
  readonly failed: number;
}

export interface Heat {
  /** Starts of the buckets, and the end of the last, in milliseconds since 1970. */
  readonly times: readonly number[];
  readonly end: number;
  /** Names of the bands that have calls, or lie between such, slowest first. */
  readonly bands: readonly string[];
  readonly cells: readonly HeatCell[];
  readonly summary: string;
}

const levels = 5;

/** Latency heat map: one column a bucket, one row a band of durations. */
export function toHeat({ times, bounds, cells, bucketSeconds }: LatencyHeatmap): Heat {
  const used = cells.map(({ band }) => band);
  const lowest = Math.min(...used, bounds.length);
  const highest = Math.max(...used, -1);
  const most = Math.max(1, ...cells.map(({ calls }) => calls));
  const starts = times.map((time) => Date.parse(time));
  const calls = cells.reduce((total, cell) => total + cell.calls, 0);
  const bands = bounds
    .map((bound, index) => describeBand(bound, bounds[index + 1]))
    .slice(lowest, highest + 1)
    .reverse();
  return {
    times: starts,
    end: (starts.at(-1) ?? 0) + bucketSeconds * 1000,
    bands,
    cells: cells.map((cell) => ({
      time: cell.time,
      row: highest - cell.band,
      level: toLevel(cell.calls, most),
      calls: cell.calls,
      failed: cell.failed,
    })),
    summary: `Latency heat map of ${formatCount(calls)} calls${bands.length === 0 ? '' : `, from ${bands.at(-1)} to ${bands[0]}`}.`,
  };
}

/** One path for all cells of a level, then one for the shares that failed: the lower part of a cell, and never too thin to be seen. */
export function toHeatPaths(cells: readonly HeatCell[]): { readonly name: string; readonly path: string }[] {
  const paths = new Map<string, string[]>();
  const draw = (name: string, { time, row }: HeatCell, share: number) => {
    const path = paths.get(name) ?? [];
    paths.set(name, path);
    const height = round(0.9 * share);
    path.push(`M${round(time + 0.04)} ${round(row + 0.95)}h.92v${-height}h-.92z`);
  };
  for (const cell of cells) draw(`${cell.level}`, cell, 1);
  for (const cell of cells) if (cell.failed > 0) draw('failed', cell, Math.max(0.18, cell.failed / cell.calls));
  return [...paths].map(([name, path]) => ({ name, path: path.join('') }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Few calls are still seen beside many. */
function toLevel(calls: number, most: number): number {
  return most === 1 ? 3 : 1 + Math.min(levels - 1, Math.floor((Math.log(calls) / Math.log(most)) * (levels - 1) + 1e-9));
}

function describeBand(bound: number, next: number | undefined): string {
  if (next === undefined) return `≥ ${formatDuration(bound)}`;
  return `${bound === 0 ? '0' : formatDuration(bound)} – ${formatDuration(next)}`;
}
