import { workerData } from 'node:worker_threads';
import type { DrainOrder } from './exit-drain.js';
import { createOtlpEndpoint } from './otlp-sender.js';

async function sendAll({ remainders, timeoutMs, done }: DrainOrder): Promise<void> {
  // Sockets do not keep a thread alive here; this does, until all is sent or the waiting thread has gone.
  const hold = setTimeout(() => undefined, timeoutMs);
  for (const { signal, body } of remainders) await createOtlpEndpoint(process.env, signal).send([body], timeoutMs);
  clearTimeout(hold);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

void sendAll(workerData as DrainOrder);
