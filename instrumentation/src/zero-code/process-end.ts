import { isMainThread } from 'node:worker_threads';
import { guard, type Observer } from '../observer.js';
import type { DurationExport } from './duration-export.js';
import { drainOnExit, type Remainder } from './exit-drain.js';
import type { SpanQueue } from './span-queue.js';

/** Longest delay of the host's exit. */
const FLUSH_MS = 1_500;
/** The same while the backend does not answer anyway. */
const FLUSH_FAILING_MS = 300;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Ends what is open and sends the last spans, whichever way the process ends. How it ends stays the host's decision. */
export function watchProcessEnd(observer: Observer, queue: SpanQueue, durations: DurationExport | undefined): void {
  let triedAtEnd = false;
  const patience = () => (queue.isFailing ? FLUSH_FAILING_MS : FLUSH_MS);
  const isPending = () => queue.size > 0 || durations?.isPending === true;

  async function flush(hold: boolean): Promise<void> {
    const within = patience();
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, within);
      if (!hold) timer.unref();
    });
    await Promise.race([Promise.all([queue.flush(within, hold), durations?.flush(within)]), expired]);
    clearTimeout(timer);
  }

  function endAll(): void {
    observer.stopping = true;
    guard(observer, () => {
      observer.sweeper.abandonOperations();
      observer.sweeper.endSessions('shutdown');
    });
  }

  process.on('beforeExit', () => {
    endAll();
    if (!isPending() || triedAtEnd) return;
    triedAtEnd = true;
    void flush(true);
  });

  process.on('exit', () => {
    endAll();
    if (queue.dropped > 0) {
      observer.report('dropped', `${queue.dropped} spans were dropped, because the backend took none; OTEL_BSP_MAX_QUEUE_SIZE keeps more`);
    }
    if (!isPending() || triedAtEnd) return;
    try {
      const remainders: Remainder[] = queue.drain().map((body) => ({ signal: 'traces', body }));
      const metrics = durations?.drain();
      if (metrics !== undefined) remainders.push({ signal: 'metrics', body: metrics });
      drainOnExit(remainders, patience());
    } catch (error) {
      observer.report('exit', `the last spans could not be sent (${error})`);
    }
  });

  if (!isMainThread) return;
  for (const signal of SIGNALS) {
    const onSignal = () => {
      // First in line and gone at once: those who count listeners to decide about the exit must not count this one.
      process.removeListener(signal, onSignal);
      observer.stopping = true;
      if (process.listenerCount(signal) > 0) {
        void flush(false);
        return;
      }
      endAll();
      triedAtEnd = true;
      void flush(true).finally(() => process.kill(process.pid, signal));
    };
    process.prependListener(signal, onSignal);
  }
}
