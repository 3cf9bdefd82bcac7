import { useSyncExternalStore } from 'react';
import { formatAge, formatExactTime, formatTime } from '../format/time';

const tickMs = 1000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** The current time, one clock for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** Local time; in UTC, to its last digit, when hovered. */
export function Time({ time, precision = 'seconds' }: { time: string; precision?: 'seconds' | 'milliseconds' }) {
  // Only the date of `now` matters here: no need to follow the clock.
  const text = precision === 'seconds' ? formatTime(time, Date.now()) : formatExactTime(time, Date.now());
  return (
    <time dateTime={time} title={`${time} (UTC)`}>
      {text}
    </time>
  );
}

/** How long ago, kept current; the exact local and UTC time when hovered. */
export function Age({ time }: { time: string }) {
  const current = useNow();
  return (
    <time dateTime={time} title={`${formatExactTime(time, current)} local, ${time} (UTC)`}>
      {formatAge(time, current)}
    </time>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
