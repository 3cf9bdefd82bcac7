import { startBackend } from './overhead/backend.js';
import { measure } from './overhead/measure.js';

const calls = 1_000_000;
const warmUp = 20_000;
/** Growth that is none: what the process itself moves by. */
const mostKilobytes = 1_000;

/** Heap that a million calls leave behind after warm-up, both sides observed; fails if there is any. NODE_BINARY names another Node.js. */
export async function printHeap(): Promise<void> {
  const node = process.env.NODE_BINARY ?? process.execPath;
  const backend = await startBackend();
  for (const sdk of ['v1', 'v2'] as const) {
    const windows = [warmUp, calls].map((count) => ({ after: 0, calls: count, heap: true }));
    const run = { node, sdk, variant: 'callsight-both-sides', payload: 'small', windows, backend: backend.url } as const;
    const [before, after] = (await measure(run)).map(({ heapBytes = Number.NaN }) => heapBytes);
    const growth = ((after ?? Number.NaN) - (before ?? Number.NaN)) / 1024;
    process.stdout.write(`SDK ${sdk}: heap after ${calls} calls: ${growth.toFixed(0)} KB more than after ${warmUp}\n`);
    if (!(growth <= mostKilobytes)) throw new Error('expected no growth of the heap');
  }
  backend.close();
}
