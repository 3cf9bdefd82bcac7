import type { Flaw } from './row-batch.js';

const NANOSECONDS_PER_MILLISECOND = 1_000_000n;
/** DateTime64(9) counts nanoseconds in an Int64: it ends in the year 2262, and a larger number would wrap around to 1677. */
const LAST_DATE_TIME = 2n ** 63n - 1n;

/** Times, in nanoseconds since 1970, that rows may carry. Each day is a partition: absurd times would open too many in one insert. */
export interface TimeWindow {
  from: bigint;
  to: bigint;
}

export function createTimeWindow(nowMs: number, maxAgeMs: number, maxAheadMs: number): TimeWindow {
  return { from: toNanoseconds(nowMs - maxAgeMs), to: toNanoseconds(nowMs + maxAheadMs) };
}

/** A time that is a double of nanoseconds: a quarter of a microsecond off at most. */
export function isInside({ from, to }: TimeWindow, nanoseconds: number): boolean {
  return nanoseconds >= Number(from) && nanoseconds <= Number(to);
}

/** What is wrong with a time, or undefined. */
export function findTimeFlaw(field: string, nanoseconds: bigint, { from, to }: TimeWindow): Flaw | undefined {
  if (nanoseconds >= from && nanoseconds <= to) return undefined;
  return {
    reason: 'outside_time_window',
    message: `${field} ${nanoseconds} is outside of the accepted times ${from} to ${to} (nanoseconds since 1970)`,
  };
}

/**
 * A DateTime64(9) as JSONEachRow takes it without loss: a bare integer of nanoseconds. Quoted forms depend on
 * `date_time_input_format` and fail for some values.
 */
export function toDateTime64(nanoseconds: bigint): string {
  return String(nanoseconds > LAST_DATE_TIME ? LAST_DATE_TIME : nanoseconds);
}

export function toNanoseconds(milliseconds: number): bigint {
  return BigInt(Math.max(0, Math.trunc(milliseconds))) * NANOSECONDS_PER_MILLISECOND;
}

export function toMilliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds / NANOSECONDS_PER_MILLISECOND);
}
