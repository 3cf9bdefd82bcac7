import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '@callsight/query-service';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { startCallsight, variables } from 'callsight';
import { buildCollector, startCollector } from './collector.js';
import { quantile } from './statistics.js';

const calls = 40;
const pollMs = 20;
/** What the 95th percentile is held to, in milliseconds. */
const limits = { embedded: 2_000, collector: 5_000 };

const token = 'bench-ingest-token';

/**
 * Time from the end of a tool call, as its client sees it, until the API shows it: real third-party server over stdio, zero-code
 * instrumentation, the same engine behind the embedded receiver and behind the real Collector. The polls bound the precision. Fails over a limit.
 */
export async function printVisibility(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'callsight-bench-'));
  const settings = { CALLSIGHT_PORT: '0', CALLSIGHT_OTLP_PORT: '0', CALLSIGHT_CLICKHOUSE_PORT: '0', CALLSIGHT_INGEST_TOKENS: token };
  const callsight = await startCallsight(readConfiguration(variables, { CALLSIGHT_DATA_DIR: directory, ...settings }));
  const collector = await startCollector(await buildCollector(), { url: callsight.sqlUrl ?? '', token });
  process.stdout.write(`call ended → visible in the API, ${calls} calls each\n`);
  await printDelays('embedded receiver', callsight.otlpUrl, callsight.pageUrl, limits.embedded);
  await printDelays('real Collector', collector.otlpUrl, callsight.pageUrl, limits.collector);
  await collector.stop();
  await callsight.stop();
  await rm(directory, { recursive: true });
}

async function printDelays(door: string, otlpUrl: string, pageUrl: string, limit: number): Promise<void> {
  const service = door.replace(' ', '-');
  const everything = createRequire(import.meta.url).resolve('@modelcontextprotocol/server-everything/dist/index.js');
  const client = new Client({ name: 'bench', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', '@callsight/instrumentation/register', everything, 'stdio'],
      env: {
        PATH: process.env.PATH ?? '',
        OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${token}`,
        OTEL_SERVICE_NAME: service,
      },
      cwd: import.meta.dirname,
      stderr: 'ignore',
    }),
  );
  const delays: number[] = [];
  for (let done = 1; done <= calls; done += 1) {
    await client.callTool({ name: 'echo', arguments: { message: String(done) } });
    const ended = performance.now();
    while ((await readCalls(pageUrl, service)) < done) await new Promise((resolve) => setTimeout(resolve, pollMs));
    delays.push(performance.now() - ended);
    // Calls fall at any point of the export interval.
    await new Promise((resolve) => setTimeout(resolve, (done * 137) % 1_000));
  }
  await client.close();
  const [median, p95, most] = [0.5, 0.95, 1].map((share) => `${Math.round(quantile(delays, share))} ms`);
  const kept = quantile(delays, 0.95) <= limit;
  process.stdout.write(
    `${door.padEnd(18)} median ${median}, p95 ${p95}, maximum ${most}; ${kept ? 'within' : 'OVER'}: p95 at most ${limit} ms\n`,
  );
  if (!kept) process.exitCode = 1;
}

async function readCalls(pageUrl: string, service: string): Promise<number> {
  const response = await fetch(`${pageUrl}/api/v1/tool-calls/summary?service=${service}`);
  return ((await response.json()) as { calls: number }).calls;
}
