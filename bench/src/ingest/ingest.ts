import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics.js';
import { runLoad, type Server, startServer } from './processes.js';

const warmUpSeconds = 5;
const seconds = Number(process.env.SECONDS ?? 60);
const connections = Number(process.env.CONNECTIONS ?? 24);

/**
 * Spans a second that the standalone acknowledges as durable, sent as fast as it takes them, while a reader asks for the overview
 * every second. SECONDS and CONNECTIONS change the run.
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
  const stored = Number(await server.query('SELECT count() FROM mcp_operations'));
  await server.stop();
  const perSecond = load.spans / load.seconds;
  const lines = [
    ['spans/s acknowledged as durable', perSecond.toFixed(0)],
    ['spans/s for each CPU second of the standalone', (load.spans / cpuSeconds).toFixed(0)],
    ['CPU of the standalone, µs a span', ((cpuSeconds / load.spans) * 1e6).toFixed(1)],
    ['CPU of the load generator, µs a span', ((load.cpuSeconds / load.spans) * 1e6).toFixed(1)],
    ['cores busy, of 2', ((cpuSeconds + load.cpuSeconds) / load.seconds).toFixed(2)],
    ['200: p50, p99, max', `${load.answer.p50.toFixed(0)}, ${load.answer.p99.toFixed(0)}, ${load.answer.max.toFixed(0)} ms`],
    ['event-loop delay: p99, max', `${after.eventLoopDelay.p99.toFixed(1)}, ${after.eventLoopDelay.max.toFixed(1)} ms`],
    ['overview meanwhile: p50, p99', `${quantile(reads, 0.5).toFixed(0)}, ${quantile(reads, 0.99).toFixed(0)} ms`],
    ['RSS at most', `${(after.mostRssBytes / 2 ** 20).toFixed(0)} MiB`],
    ['requests told to wait', String(load.retries)],
    ['spans sent and stored', `${warmUp.spans + load.spans} and ${stored}`],
  ];
  const width = Math.max(...lines.map(([name = '']) => name.length));
  process.stdout.write(`${lines.map(([name = '', value]) => `${name.padEnd(width)}  ${value}`).join('\n')}\n`);
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
