import { isMainThread } from 'node:worker_threads';
import { guard, type Observer } from '../observer.js';
import { drainOnExit } from './exit-drain.js';
import type { SpanQueue } from './span-queue.js';

/** Longest delay of the host's exit. */
const FLUSH_MS = 1_500;
/** The same while the backend does not answer anyway. */
const FLUSH_FAILING_MS = 300;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Ends what is open and sends the last spans, whichever way the process ends. How it ends stays the host's decision. */
export function watchProcessEnd(observer: Observer, queue: SpanQueue): void {
  let triedAtEnd = false;
  const patience = () => (queue.isFailing ? FLUSH_FAILING_MS : FLUSH_MS);

  function endAll(): void {
    observer.stopping = true;
    guard(observer, () => {
      observer.sweeper.abandonOperations();
      observer.sweeper.endSessions('shutdown');
    });
  }

  process.on('beforeExit', () => {
    endAll();
    if (queue.size === 0 || triedAtEnd) return;
    triedAtEnd = true;
    void queue.flush(patience(), true);
  });

  process.on('exit', () => {
    endAll();
    if (queue.size === 0 || triedAtEnd) return;
    try {
      drainOnExit(queue.drain(), patience());
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
        void queue.flush(patience(), false);
        return;
      }
      endAll();
      triedAtEnd = true;
      void queue.flush(patience(), true).finally(() => process.kill(process.pid, signal));
    };
    process.prependListener(signal, onSignal);
  }
}
