import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const calls = 1_000_000;
const warmUp = 20_000;
/** Growth that is none: what the process itself moves by. */
const mostKilobytesPer1000 = 1;

/** Heap that a million calls leave behind after warm-up, both sides observed; fails if there is any. */
export async function printHeap(): Promise<void> {
  const file = join(import.meta.dirname, 'overhead', 'run-variant.js');
  const { stdout } = await run(process.execPath, ['--expose-gc', file, 'callsight-both-sides', 'small', String(calls), String(warmUp)]);
  const { heapKilobytesPer1000 } = JSON.parse(stdout) as { heapKilobytesPer1000: number };
  process.stdout.write(`heap after ${calls} calls: ${(heapKilobytesPer1000 * (calls / 1_000)).toFixed(0)} KB more than after ${warmUp}\n`);
  if (heapKilobytesPer1000 > mostKilobytesPer1000) throw new Error('expected no growth of the heap');
}
