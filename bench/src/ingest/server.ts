import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfiguration } from '@callsight/query-service';
import { startCallsight, variables } from 'callsight';
import { ingestToken } from './ingest-token.js';

/** What the standalone in a process of its own uses. */
export interface ServerUsage {
  /** Since the start. */
  cpuSeconds: number;
  /** Since the last answer, sampled twice a second. */
  mostRssBytes: number;
  /** Of JavaScript, after a collection. */
  heapBytes: number;
  /** Of the loop that serves readers, since the last answer, in milliseconds. */
  eventLoopDelay: { p99: number; max: number };
}

const [dataDirectory = ''] = process.argv.slice(2);
const callsight = await startCallsight(
  readConfiguration(variables, {
    CALLSIGHT_DATA_DIR: dataDirectory,
    // What a benchmark wrote once does not grow old.
    CALLSIGHT_RETENTION_DAYS: '3650',
    CALLSIGHT_CONTENT_RETENTION_DAYS: '3650',
    CALLSIGHT_PORT: '0',
    CALLSIGHT_OTLP_PORT: '0',
    CALLSIGHT_CLICKHOUSE_PORT: '0',
    CALLSIGHT_INGEST_TOKENS: ingestToken,
  }),
);
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
let mostRssBytes = 0;
setInterval(() => {
  mostRssBytes = Math.max(mostRssBytes, process.memoryUsage.rss());
}, 500);

function readHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

process.on('message', async (request) => {
  if (request === 'stop') {
    await callsight.stop();
    process.exit(0);
  }
  const { user, system } = process.cpuUsage();
  const usage: ServerUsage = {
    cpuSeconds: (user + system) / 1e6,
    mostRssBytes,
    // The histogram holds the whole interval between two ticks of its own 10 ms timer.
    eventLoopDelay: { p99: Math.max(0, delay.percentile(99) / 1e6 - 10), max: Math.max(0, delay.max / 1e6 - 10) },
    heapBytes: readHeap(),
  };
  delay.reset();
  mostRssBytes = process.memoryUsage.rss();
  process.send?.(usage);
});
process.send?.({ pageUrl: callsight.pageUrl, otlpUrl: callsight.otlpUrl, sqlUrl: callsight.sqlUrl });
