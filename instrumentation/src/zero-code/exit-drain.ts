import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Signal } from './otlp-sender.js';

/** A request body that is left to send. */
export interface Remainder {
  signal: Signal;
  body: Uint8Array;
}

/** What the worker is given; `done` becomes 1 when it has sent all. */
export interface DrainOrder {
  remainders: Remainder[];
  timeoutMs: number;
  done: Int32Array;
}

/**
 * Sends the last telemetry while the process exits, when no event loop runs any more: a worker sends, this thread waits for at most
 * `withinMs`. This is what saves what is left at `process.exit()` and of a crash.
 */
export function drainOnExit(remainders: Remainder[], withinMs: number): void {
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const order: DrainOrder = { remainders, timeoutMs: withinMs, done };
  const file = join(__dirname, 'exit-drain-worker.js');
  // The host's --import and --require flags are not for this thread.
  const worker = new Worker(file, {
    workerData: order,
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdout: true,
    stderr: true,
  });
  worker.on('error', () => undefined);
  worker.unref();
  Atomics.wait(done, 0, 0, withinMs);
}
