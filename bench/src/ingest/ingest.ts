import { setTimeout as sleep } from 'node:timers/promises';
import { findCollector, startCollector } from '../collector.js';
import { quantile } from '../statistics.js';
import { ingestToken } from './ingest-token.js';
import { runLoad, type Server, startServer } from './processes.js';
import { measureQuestions } from './questions-meanwhile.js';

const warmUpSeconds = 5;
const seconds = Number(process.env.SECONDS ?? 60);
/** How long the Collector may take to empty its queue after the load. */
const mostDrainSeconds = 120;
const connections = Number(process.env.CONNECTIONS ?? 24);

/** What the embedded receiver is held to, on two cores. */
const limits = { spansPerSecond: 20_000, answerMs: 1_000, loopDelayMs: 50, rssBytes: 1.5 * 2 ** 30, questions: 2 };

interface Limit {
  text: string;
  kept: boolean;
}

interface Line {
  name: string;
  value: string;
  limit?: Limit;
}

/**
 * Spans a second that the standalone acknowledges as durable, sent as fast as it takes them, while a reader asks for the overview
 * every second; then a page's questions with and without half of the limit's load beside them; then the load through the Collector into the same
 * engine. SECONDS and CONNECTIONS change the run. Fails when a limit is not kept, or when a span that was acknowledged is not stored.
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
  const questions = await measureQuestions(server, { url, connections: 8, seconds: seconds / 2, rate: limits.spansPerSecond / 2 });
  const collectorLines = await measureCollector(server, await countStored(server));
  await server.stop();
  const perSecond = load.spans / load.seconds;
  const { answer } = load;
  const lines: Line[] = [
    { name: 'spans/s acknowledged as durable', value: perSecond.toFixed(0), limit: atLeast(perSecond, limits.spansPerSecond) },
    { name: 'spans/s for each CPU second of the standalone', value: (load.spans / cpuSeconds).toFixed(0) },
    { name: 'CPU of the standalone, µs a span', value: toMicroseconds(cpuSeconds, load.spans) },
    { name: 'CPU of the load generator, µs a span', value: toMicroseconds(load.cpuSeconds, load.spans) },
    { name: 'cores busy, of 2', value: ((cpuSeconds + load.cpuSeconds) / load.seconds).toFixed(2) },
    {
      name: '200: p50, p99, max',
      value: `${answer.p50.toFixed(0)}, ${answer.p99.toFixed(0)}, ${answer.max.toFixed(0)} ms`,
      limit: atMost(answer.p99, limits.answerMs, 'p99, ms'),
    },
    {
      name: 'event-loop delay: p99, max',
      value: `${after.eventLoopDelay.p99.toFixed(1)}, ${after.eventLoopDelay.max.toFixed(1)} ms`,
      limit: atMost(after.eventLoopDelay.p99, limits.loopDelayMs, 'p99, ms'),
    },
    { name: 'overview meanwhile: p50, p99', value: `${quantile(reads, 0.5).toFixed(0)}, ${quantile(reads, 0.99).toFixed(0)} ms` },
    {
      name: 'RSS at most',
      value: `${(after.mostRssBytes / 2 ** 20).toFixed(0)} MiB`,
      limit: atMost(after.mostRssBytes / 2 ** 20, limits.rssBytes / 2 ** 20, 'MiB'),
    },
    { name: 'requests told to wait', value: String(load.retries) },
    {
      name: 'spans sent and stored',
      value: `${warmUp.spans + load.spans} and ${stored}`,
      limit: { text: 'the same', kept: warmUp.spans + load.spans === stored },
    },
    {
      name: `a page's questions, p95: at rest, at ${limits.spansPerSecond / 2} spans/s`,
      value: `${questions.alone.toFixed(0)}, ${questions.meanwhile.toFixed(0)} ms (${questions.asked} asked)`,
      limit: atMost(questions.meanwhile / questions.alone, limits.questions, 'times'),
    },
    ...collectorLines,
  ];
  const width = Math.max(...lines.map(({ name }) => name.length));
  for (const { name, value, limit } of lines) {
    const verdict = limit === undefined ? '' : `  ${limit.kept ? 'within' : 'OVER'}: ${limit.text}`;
    process.stdout.write(`${name.padEnd(width)}  ${value}${verdict}\n`);
  }
  if (lines.some(({ limit }) => limit?.kept === false)) process.exitCode = 1;
}

function atLeast(value: number, limit: number): Limit {
  return { text: `at least ${limit}`, kept: value >= limit };
}

function atMost(value: number, limit: number, unit: string): Limit {
  return { text: `at most ${limit} (${unit})`, kept: value <= limit };
}

function countStored(server: Server): Promise<number> {
  return server.query('SELECT count() FROM mcp_operations').then(Number);
}

/** The Collector answers once spans are in its queue on disk: its time runs until the engine has them. */
async function measureCollector(server: Server, storedBefore: number): Promise<Line[]> {
  const binary = findCollector();
  if (!binary) return [{ name: 'through the Collector', value: 'not measured: build it with node scripts/go-tool.mjs otelcol' }];
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
    { name: 'through the Collector: spans/s until stored', value: (stored / elapsed).toFixed(0) },
    { name: '… for each CPU second of both processes', value: (stored / (collectorCpu + standaloneCpu)).toFixed(0) },
    {
      name: '… CPU of the Collector, of the standalone, µs a span',
      value: `${toMicroseconds(collectorCpu, stored)}, ${toMicroseconds(standaloneCpu, stored)}`,
    },
    {
      name: '… spans acknowledged and stored',
      value: `${load.spans} and ${stored}`,
      limit: { text: 'the same', kept: load.spans === stored },
    },
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
