import { startBackend } from './overhead/backend.js';
import { measure } from './overhead/measure.js';

const calls = 1_000_000;
const warmUp = 20_000;
/** Growth that is none: what the process itself moves by. */
const mostKilobytesPer1000 = 1;

/** Heap that a million calls leave behind after warm-up, both sides observed; fails if there is any. NODE_BINARY names another Node.js. */
export async function printHeap(): Promise<void> {
  const node = process.env.NODE_BINARY ?? process.execPath;
  const backend = await startBackend();
  for (const sdk of ['v1', 'v2'] as const) {
    const run = { node, sdk, variant: 'callsight-both-sides', payload: 'small', calls, warmUp, backend: backend.url } as const;
    const { heapKilobytesPer1000 } = await measure(run);
    const growth = (heapKilobytesPer1000 * (calls / 1_000)).toFixed(0);
    process.stdout.write(`SDK ${sdk}: heap after ${calls} calls: ${growth} KB more than after ${warmUp}\n`);
    if (heapKilobytesPer1000 > mostKilobytesPer1000) throw new Error('expected no growth of the heap');
  }
  backend.close();
}
