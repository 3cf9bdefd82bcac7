/** How far the wall clock may run from ours, in milliseconds, before it is followed. It counts whole milliseconds, so one is no difference. */
const TOLERANCE_MS = 2;

/** Wall clock at the zero of the monotonic one. */
let offset = measureOffset();

/** Milliseconds since 1970 with a fraction: operations of one millisecond keep their order. A wall clock that is set is followed. */
export function now(): number {
  return timeOf(performance.now());
}

/** The same for what `performance.now()` just said. */
export function timeOf(tick: number): number {
  const moment = offset + tick;
  if (Math.abs(Date.now() - moment) <= TOLERANCE_MS) return moment;
  // The process may have paused between the two readings: only a second measurement tells whether the clock was set.
  const measured = measureOffset();
  if (Math.abs(measured - offset) > TOLERANCE_MS) offset = measured;
  return offset + performance.now();
}

function measureOffset(): number {
  return Date.now() - performance.now();
}
