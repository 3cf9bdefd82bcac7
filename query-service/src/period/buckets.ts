import type { Period } from '../contract/index.js';

/** Widths that divide a day evenly, in seconds. */
const widths = [1, 5, 10, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];
const maximumBuckets = 120;

/** The narrowest bucket width with which the period has at most 120 buckets; whole days beyond. */
export function toBucketSeconds(period: Period): number {
  const seconds = (Date.parse(period.to) - Date.parse(period.from)) / 1_000;
  const width = widths.find((candidate) => seconds / candidate <= maximumBuckets);
  return width ?? Math.ceil(seconds / maximumBuckets / 86_400) * 86_400;
}

/** Start of every bucket that overlaps the period, in UTC, as ClickHouse's toStartOfInterval cuts them. */
export function toBucketStarts(period: Period, bucketSeconds: number): string[] {
  const width = bucketSeconds * 1_000;
  const starts: string[] = [];
  const end = Date.parse(period.to);
  for (let start = Math.floor(Date.parse(period.from) / width) * width; start < end; start += width) {
    starts.push(new Date(start).toISOString());
  }
  return starts;
}

/** One point per bucket: the row that was found for it, else `empty`. */
export function fillBuckets<Row extends { time: string }, Point>(
  starts: readonly string[],
  rows: readonly Row[],
  toPoint: (time: string, row: Row | undefined) => Point,
): Point[] {
  const byStart = new Map(rows.map((row) => [Date.parse(row.time), row]));
  return starts.map((time) => toPoint(time, byStart.get(Date.parse(time))));
}
