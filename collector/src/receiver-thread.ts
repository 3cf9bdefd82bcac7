import { Worker } from 'node:worker_threads';
import type { OtlpReceiver, OtlpReceiverOptions } from './receiver.js';
import type { ReceiverThreadHandlers } from './receiver-worker.js';
import type { RowEncoding } from './row-batch.js';
import { connectThreads, type Handlers } from './thread-calls.js';

/** What the receiver's thread asks of the one that started it. */
export interface InsertHandlers extends Handlers {
  insert(rows: { table: string; rows: Uint8Array[]; encoding: RowEncoding }): Promise<void>;
}

/**
 * A receiver on a thread of its own: reading, decompressing and decoding requests holds up no reader that this thread serves, and
 * garbage is collected in a heap that has nothing else in it. Only `insert` and `onInsertError` are called here.
 */
export function createOtlpReceiverThread({ insert, onInsertError, ...options }: OtlpReceiverOptions): OtlpReceiver {
  const worker = new Worker(new URL('./receiver-worker.js', import.meta.url), { workerData: options });
  const handlers: InsertHandlers = {
    async insert({ table, rows, encoding }) {
      try {
        const buffers = rows.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
        await insert(table, buffers, encoding);
      } catch (error) {
        onInsertError?.(error, table);
        throw error;
      }
    },
  };
  const call = connectThreads<ReceiverThreadHandlers>(worker, handlers);
  let closing: Promise<void> | undefined;
  return {
    listen: () => call('listen', undefined),
    status: () => call('status', undefined),
    close() {
      closing ??= call('close', undefined).then(async () => {
        await worker.terminate();
      });
      return closing;
    },
  };
}
