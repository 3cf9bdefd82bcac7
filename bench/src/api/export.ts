import { get, type IncomingMessage } from 'node:http';
import type { Server } from '../ingest/processes.js';

const formats = ['ndjson', 'csv'];
const seconds = 20;

/** Every tool call of 30 days as a stream, read for 20 seconds: rows a second, and the memory that it takes. */
export async function measureExport(server: Server): Promise<string[]> {
  const lines: string[] = [];
  for (const format of formats) {
    await server.readUsage();
    const { rows, elapsed } = await readRows(`${server.pageUrl}/api/v1/tool-calls?from=now-30d&format=${format}`);
    const { mostRssBytes } = await server.readUsage();
    const rate = ((rows / elapsed) * 1_000).toFixed(0);
    lines.push(`${format.padEnd(8)}${rate} rows/s over ${rows} rows; RSS at most ${(mostRssBytes / 2 ** 20).toFixed(0)} MiB`);
  }
  return lines;
}

async function readRows(url: string): Promise<{ rows: number; elapsed: number }> {
  const started = performance.now();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).once('error', reject);
  });
  let rows = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
    if (performance.now() - started > seconds * 1_000) break;
  }
  return { rows, elapsed: performance.now() - started };
}
