import { startServer } from '../ingest/processes.js';
import { prepareOperations } from './data.js';
import { measureExport } from './export.js';
import { measureHour } from './hour.js';
import { measureLive } from './live.js';
import { measureReaders } from './readers.js';

const operations = Number(process.env.OPERATIONS ?? 10_000_000);
const parts: Record<string, typeof measureReaders> = {
  readers: measureReaders,
  live: measureLive,
  export: measureExport,
  hour: measureHour,
};

/**
 * The API of the standalone over 10 million operations: p95 of each endpoint with 20 readers, what 500 listeners of the live feed get and
 * cost, exports, and an hour's worth of requests. Server and clients share the machine. Fails when a limit is not kept. OPERATIONS, DATA
 * and PART change what is run on what.
 */
export async function printApi(): Promise<void> {
  const chosen = process.env.PART?.split(',') ?? Object.keys(parts);
  const directory = await prepareOperations(process.env.DATA, operations);
  const failures: string[] = [];
  for (const name of chosen) {
    const measure = parts[name];
    if (!measure) throw new Error(`Expected PART to be some of ${Object.keys(parts).join()}, got ${name}`);
    const server = await startServer(directory);
    try {
      const report = await measure(server);
      process.stdout.write(`\n${name}\n${report.lines.join('\n')}\n`);
      failures.push(...report.failures);
    } finally {
      await server.stop();
    }
  }
  if (failures.length > 0) throw new Error(`Limits that were not kept:\n${failures.join('\n')}`);
}
