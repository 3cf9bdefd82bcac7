import { get, type IncomingMessage } from 'node:http';
import type { Server } from '../ingest/processes.js';
import { type Line, type Report, toMebibytes, toReport } from './report.js';

const formats = ['ndjson', 'csv'];
const halfSeconds = 10;
const leastRowsPerSecond = 50_000;
/** Memory of the second half over that of the first, beyond which it is not constant. */
const mostGrowth = 1.1;

/** Every tool call of 30 days as a stream, read for 20 seconds: rows a second, and the memory that it takes in each half. */
export async function measureExport(server: Server): Promise<Report> {
  const lines: Line[] = [];
  for (const format of formats) {
    const url = `${server.pageUrl}/api/v1/tool-calls?from=now-30d&format=${format}`;
    // The engine's caches fill first.
    await readRows(url, async () => true);
    await server.readUsage();
    const halves: number[] = [];
    const { rows, elapsed } = await readRows(url, async () => {
      halves.push((await server.readUsage()).mostRssBytes);
      return halves.length === 2;
    });
    const rate = (rows / elapsed) * 1_000;
    const [first = 0, second = 0] = halves;
    lines.push({
      text: `${format.padEnd(8)}${rate.toFixed(0)} rows/s over ${rows} rows (at least ${leastRowsPerSecond})`,
      kept: rate >= leastRowsPerSecond,
    });
    lines.push({
      text: `${format.padEnd(8)}RSS at most ${toMebibytes(first)} MiB in the first half, ${toMebibytes(second)} in the second (at most ${mostGrowth} times)`,
      kept: second <= mostGrowth * first,
    });
  }
  return toReport(lines);
}

/** Reads until `isEnough`, which is asked after each half, says so, or to the end. */
async function readRows(url: string, isEnough: () => Promise<boolean>): Promise<{ rows: number; elapsed: number }> {
  const started = performance.now();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).once('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} of ${url}`);
  let rows = 0;
  let nextHalf = started + halfSeconds * 1_000;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
    if (performance.now() < nextHalf) continue;
    nextHalf += halfSeconds * 1_000;
    if (await isEnough()) break;
  }
  return { rows, elapsed: performance.now() - started };
}
