import { Temporal } from 'temporal-polyfill';
import type { Period } from '../contract/index.js';

/** Widths that divide a day evenly, in seconds. */
const widths = [1, 5, 10, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];
const day = 86_400;
const hour = 3_600;

/** The buckets of a series. The engine is told where each one starts, so that it needs to know nothing of time zones. */
export interface Buckets {
  tz: string;
  /** Width; buckets of several hours or days are shorter or longer where the clock changes. */
  seconds: number;
  /** Start of every bucket that overlaps the period, in seconds since 1970. */
  starts: number[];
}

/** The narrowest buckets with which the period has at most `maximum` of them; one more where it begins within a bucket. */
export function toBuckets(period: Period, { tz = 'UTC', buckets: maximum = 120 }: { tz?: string; buckets?: number } = {}): Buckets {
  const length = (Date.parse(period.to) - Date.parse(period.from)) / 1_000;
  const seconds = widths.find((width) => length / width <= maximum) ?? Math.ceil(length / maximum / day) * day;
  return { tz, seconds, starts: toStarts(period, seconds, tz) };
}

function toStarts(period: Period, width: number, tz: string): number[] {
  const from = Date.parse(period.from) / 1_000;
  const to = Date.parse(period.to) / 1_000;
  const starts: number[] = [];
  let local = toFirstDay(from, width, tz);
  while (local.epochMilliseconds / 1_000 < to) {
    const next = local.add({ days: Math.max(1, width / day) }).startOfDay();
    starts.push(...startsBetween(local, next, width, { from, to }));
    local = next;
  }
  // The last start at or before the period is the one whose bucket it begins in.
  return starts.filter((start, index) => start < to && (starts[index + 1] ?? to) > from);
}

/** Midnight of the day that the period begins in; buckets of several days are cut the same for every period. */
function toFirstDay(from: number, width: number, tz: string): Temporal.ZonedDateTime {
  const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(from * 1_000))
    .toZonedDateTimeISO(tz)
    .toPlainDate();
  const days = Math.max(1, width / day);
  const sinceEpoch = Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'days' }).days;
  return date
    .subtract({ days: ((sinceEpoch % days) + days) % days })
    .toZonedDateTime(tz)
    .startOfDay();
}

function startsBetween(
  start: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
  width: number,
  { from, to }: { from: number; to: number },
): number[] {
  const first = start.epochMilliseconds / 1_000;
  const last = end.epochMilliseconds / 1_000;
  if (width >= day) return [first];
  // On a day when the clock changes, several hours are cut at the same local times as on any other day.
  if (width > hour) {
    const hours = Array.from({ length: day / width }, (_, index) => (index * width) / hour);
    return [...new Set(hours.map((each) => start.with({ hour: each }).epochMilliseconds / 1_000))];
  }
  const starts: number[] = [];
  const begin = first + Math.max(0, Math.floor((from - first) / width)) * width;
  for (let each = begin; each < Math.min(last, to); each += width) starts.push(each);
  return starts;
}

/** One point per bucket: the row that was found for it, else `empty`. Rows have the start of their bucket. */
export function fillBuckets<Row extends { time: number }, Point>(
  { starts }: Buckets,
  rows: readonly Row[],
  toPoint: (time: string, row: Row | undefined) => Point,
): Point[] {
  const byStart = new Map(rows.map((row) => [row.time, row]));
  return starts.map((start) => toPoint(new Date(start * 1_000).toISOString(), byStart.get(start)));
}
