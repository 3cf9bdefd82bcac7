import type { Period } from '../contract/index.js';

const hourSeconds = 3_600;

/** The hours of a period in which something was going on between any of these begins and ends; all in seconds since 1970. */
export function toHours(spans: readonly { begin: number; end: number }[], period: Period): number[] {
  const from = Date.parse(period.from) / 1_000;
  const to = Date.parse(period.to) / 1_000;
  const hours = new Set<number>();
  for (const { begin, end } of spans) {
    const last = Math.min(end, to);
    for (let hour = toHour(Math.max(begin, from)); hour <= last; hour += hourSeconds) hours.add(hour);
  }
  return [...hours];
}

/** Hours and those beside them: the other view of a call may lie there. */
export function toNearHours(hours: readonly number[]): number[] {
  return [...new Set(hours.flatMap((hour) => [hour - hourSeconds, hour, hour + hourSeconds]))];
}

function toHour(seconds: number): number {
  return Math.floor(seconds / hourSeconds) * hourSeconds;
}
