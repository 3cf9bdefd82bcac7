import { startServer } from '../ingest/processes.js';
import { prepareOperations } from './data.js';
import { measureExport } from './export.js';
import { measureLive } from './live.js';
import { measureReaders } from './readers.js';

const operations = Number(process.env.OPERATIONS ?? 10_000_000);
const parts: Record<string, typeof measureReaders> = { readers: measureReaders, live: measureLive, export: measureExport };

/**
 * The API of the standalone over 10 million operations: p95 of each endpoint with 20 readers, what 500 listeners of the live feed get and
 * cost, and an export. Server and clients share the machine. OPERATIONS, DATA and PART change what is run on what.
 */
export async function printApi(): Promise<void> {
  const directory = await prepareOperations(process.env.DATA, operations);
  for (const [name, measure] of Object.entries(parts)) {
    if (process.env.PART !== undefined && process.env.PART !== name) continue;
    const server = await startServer(directory);
    try {
      process.stdout.write(`\n${name}\n${(await measure(server)).join('\n')}\n`);
    } finally {
      await server.stop();
    }
  }
}
