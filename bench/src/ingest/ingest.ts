import { setTimeout as sleep } from 'node:timers/promises';
import { findCollector, startCollector } from '../collector.js';
import { quantile } from '../statistics.js';
import { ingestToken } from './ingest-token.js';
import { runLoad, type Server, startServer } from './processes.js';

const warmUpSeconds = 5;
const seconds = Number(process.env.SECONDS ?? 60);
/** How long the Collector may take to empty its queue after the load. */
const mostDrainSeconds = 120;
const connections = Number(process.env.CONNECTIONS ?? 24);

/**
 * Spans a second that the standalone acknowledges as durable, sent as fast as it takes them, while a reader asks for the overview
 * every second; then the same load through the Collector into the same engine. SECONDS and CONNECTIONS change the run.
 */
export async function printIngest(): Promise<void> {
  const server = await startServer();
  const url = `${server.otlpUrl}/v1/traces`;
  const warmUp = await runLoad({ url, connections, seconds: warmUpSeconds, rate: 0 });
  const before = await server.readUsage();
  const stopReading = readMeanwhile(server);
  const load = await runLoad({ url, connections, seconds, rate: 0 });
  const after = await server.readUsage();
  const reads = await stopReading();
  const cpuSeconds = after.cpuSeconds - before.cpuSeconds;
  const stored = await countStored(server);
  const collectorLines = await measureCollector(server, stored);
  await server.stop();
  const perSecond = load.spans / load.seconds;
  const lines = [
    ['spans/s acknowledged as durable', perSecond.toFixed(0)],
    ['spans/s for each CPU second of the standalone', (load.spans / cpuSeconds).toFixed(0)],
    ['CPU of the standalone, µs a span', toMicroseconds(cpuSeconds, load.spans)],
    ['CPU of the load generator, µs a span', toMicroseconds(load.cpuSeconds, load.spans)],
    ['cores busy, of 2', ((cpuSeconds + load.cpuSeconds) / load.seconds).toFixed(2)],
    ['200: p50, p99, max', `${load.answer.p50.toFixed(0)}, ${load.answer.p99.toFixed(0)}, ${load.answer.max.toFixed(0)} ms`],
    ['event-loop delay: p99, max', `${after.eventLoopDelay.p99.toFixed(1)}, ${after.eventLoopDelay.max.toFixed(1)} ms`],
    ['overview meanwhile: p50, p99', `${quantile(reads, 0.5).toFixed(0)}, ${quantile(reads, 0.99).toFixed(0)} ms`],
    ['RSS at most', `${(after.mostRssBytes / 2 ** 20).toFixed(0)} MiB`],
    ['requests told to wait', String(load.retries)],
    ['spans sent and stored', `${warmUp.spans + load.spans} and ${stored}`],
    ...collectorLines,
  ];
  const width = Math.max(...lines.map(([name = '']) => name.length));
  process.stdout.write(`${lines.map(([name = '', value]) => `${name.padEnd(width)}  ${value}`).join('\n')}\n`);
}

function countStored(server: Server): Promise<number> {
  return server.query('SELECT count() FROM mcp_operations').then(Number);
}

/** The Collector answers once spans are in its queue on disk: its time runs until the engine has them. */
async function measureCollector(server: Server, storedBefore: number): Promise<[string, string][]> {
  const binary = findCollector();
  if (!binary) return [['through the Collector', 'not measured: build it with node scripts/go-tool.mjs otelcol']];
  const collector = await startCollector(binary, { url: server.sqlUrl, token: ingestToken });
  const before = { standalone: (await server.readUsage()).cpuSeconds, collector: await collector.readCpuSeconds() };
  const started = performance.now();
  const load = await runLoad({ url: `${collector.otlpUrl}/v1/traces`, connections, seconds, rate: 0 });
  const deadline = performance.now() + mostDrainSeconds * 1_000;
  while ((await countStored(server)) - storedBefore < load.spans && performance.now() < deadline) await sleep(500);
  const elapsed = (performance.now() - started) / 1_000;
  const stored = (await countStored(server)) - storedBefore;
  const collectorCpu = (await collector.readCpuSeconds()) - before.collector;
  const standaloneCpu = (await server.readUsage()).cpuSeconds - before.standalone;
  await collector.stop();
  return [
    ['through the Collector: spans/s until stored', (stored / elapsed).toFixed(0)],
    ['… for each CPU second of both processes', (stored / (collectorCpu + standaloneCpu)).toFixed(0)],
    [
      '… CPU of the Collector, of the standalone, µs a span',
      `${toMicroseconds(collectorCpu, stored)}, ${toMicroseconds(standaloneCpu, stored)}`,
    ],
    ['… spans acknowledged and stored', `${load.spans} and ${stored}`],
  ];
}

function toMicroseconds(cpuSeconds: number, spans: number): string {
  return ((cpuSeconds / spans) * 1e6).toFixed(1);
}

/** A reader who asks for the overview every second, until told to stop; then how long each answer took, in milliseconds. */
function readMeanwhile({ pageUrl }: Server): () => Promise<number[]> {
  const reads: number[] = [];
  let stopped = false;
  const reading = (async () => {
    while (!stopped) {
      const started = performance.now();
      const response = await fetch(`${pageUrl}/api/v1/overview?from=now-1h`);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`Expected the overview, got ${response.status}`);
      reads.push(performance.now() - started);
      await sleep(1_000);
    }
  })();
  return async () => {
    stopped = true;
    await reading;
    return reads;
  };
}
