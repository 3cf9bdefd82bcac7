/**
 * A terminal signals every process of a command, and npm passes its own signal on: the same Ctrl-C arrives several times. Only
 * what comes later than this, in milliseconds, is meant as a second one.
 */
const sameSignalMs = 1_000;

/** Aborts at the first SIGINT or SIGTERM, so that the process can stop cleanly; a second one ends it at once. */
export function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  let firstAt: number | undefined;
  const onSignal = () => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > sameSignalMs) process.exit(1);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return stop.signal;
}
