import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const tools = join(root, '.cache/go-tools');
const attempts = 400;
const pauseMs = 50;

/** The real OpenTelemetry Collector, as collector/otelcol configures it, in a process of its own. */
export interface Collector {
  otlpUrl: string;
  /** Since its start. */
  readCpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** Our distribution where `node scripts/go-tool.mjs otelcol` has built it; undefined elsewhere. */
export function findCollector(): string | undefined {
  const name = existsSync(tools) ? readdirSync(tools).find((file) => /^otelcol-[\da-f]+$/.test(file)) : undefined;
  return name === undefined ? undefined : join(tools, name);
}

/** Our distribution, built where it is missing. */
export async function buildCollector(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/go-tool.mjs'), 'otelcol']);
  return stdout.trim();
}

/** Starts the binary, which inserts over ClickHouse's HTTP interface with an ingest token. */
export async function startCollector(binary: string, clickhouse: { url: string; token: string }): Promise<Collector> {
  const storage = await mkdtemp(join(tmpdir(), 'callsight-bench-'));
  const [http, grpc, health, metrics, self] = await Promise.all(Array.from({ length: 5 }, findFreePort));
  const child = spawn(binary, ['--config', join(root, 'collector/otelcol/config.yaml')], {
    env: {
      CALLSIGHT_COLLECTOR_HTTP: `127.0.0.1:${http}`,
      CALLSIGHT_COLLECTOR_GRPC: `127.0.0.1:${grpc}`,
      CALLSIGHT_COLLECTOR_HEALTH: `127.0.0.1:${health}`,
      CALLSIGHT_COLLECTOR_METRICS_PORT: String(metrics),
      CALLSIGHT_COLLECTOR_SELF: `127.0.0.1:${self}`,
      CALLSIGHT_COLLECTOR_STORAGE: storage,
      CALLSIGHT_COLLECTOR_CLICKHOUSE: clickhouse.url,
      CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: clickhouse.token,
    },
    stdio: 'ignore',
  });
  const closed = once(child, 'close');
  for (let attempt = 1; !(await isHealthy(`http://127.0.0.1:${health}/`)); attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the Collector ended with code ${child.exitCode}`);
    if (attempt === attempts) {
      child.kill();
      throw new Error(`expected the Collector to be healthy within ${(attempts * pauseMs) / 1_000} s`);
    }
    await sleep(pauseMs);
  }
  return {
    otlpUrl: `http://127.0.0.1:${http}`,
    async readCpuSeconds() {
      const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
      return Number(/^otelcol_process_cpu_seconds(?:_total)?(?:\{[^}]*\})? (\S+)$/m.exec(text)?.[1]);
    },
    async stop() {
      child.kill('SIGTERM');
      await closed;
      await rm(storage, { recursive: true });
    },
  };
}

function isHealthy(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
