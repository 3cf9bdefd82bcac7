import { workerData } from 'node:worker_threads';
import type { DrainOrder } from './exit-drain.js';
import { createOtlpEndpoint } from './otlp-sender.js';

async function sendAll({ bodies, timeoutMs, done }: DrainOrder): Promise<void> {
  const { send } = createOtlpEndpoint(process.env);
  // Sockets do not keep a thread alive here; this does, until all is sent or the waiting thread has gone.
  const hold = setTimeout(() => undefined, timeoutMs);
  for (const body of bodies) await send(body, timeoutMs);
  clearTimeout(hold);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

void sendAll(workerData as DrainOrder);
