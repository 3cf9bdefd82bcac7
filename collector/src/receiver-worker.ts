import { parentPort, workerData } from 'node:worker_threads';
import { createOtlpReceiver, type OtlpReceiver, type OtlpReceiverOptions } from './receiver.js';
import type { InsertHandlers } from './receiver-thread.js';
import { connectThreads, type Handlers } from './thread-calls.js';

/** What the thread of a receiver can be asked for. */
export interface ReceiverThreadHandlers extends Handlers {
  listen(argument: undefined): ReturnType<OtlpReceiver['listen']>;
  status(argument: undefined): ReturnType<OtlpReceiver['status']>;
  close(argument: undefined): Promise<void>;
}

if (!parentPort) throw new Error('Expected to run on a thread that createOtlpReceiverThread started');
const call = connectThreads<InsertHandlers>(parentPort, {
  listen: () => receiver.listen(),
  status: () => receiver.status(),
  close: () => receiver.close(),
});
const receiver = createOtlpReceiver({
  ...(workerData as Omit<OtlpReceiverOptions, 'insert'>),
  insert(table, rows, encoding) {
    const owned = rows.map(toOwned);
    return call(
      'insert',
      { table, rows: owned, encoding },
      owned.map(({ buffer }) => buffer),
    );
  },
});

/** Bytes that can be handed over without a copy; small buffers share Node's pool, which must stay. */
function toOwned(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) return new Uint8Array(buffer, byteOffset, byteLength);
  return new Uint8Array(bytes);
}
