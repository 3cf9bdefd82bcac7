import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

/** The real OpenTelemetry Collector, as collector/otelcol configures it, in a process of its own. */
export interface Collector {
  otlpUrl: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts our distribution, built where it is missing, which inserts over ClickHouse's HTTP interface with an ingest token. */
export async function startCollector(clickhouse: { url: string; token: string }): Promise<Collector> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/go-tool.mjs'), 'otelcol']);
  const storage = await mkdtemp(join(tmpdir(), 'callsight-bench-'));
  const [http, grpc, health, metrics, self] = await Promise.all(Array.from({ length: 5 }, findFreePort));
  const child = spawn(stdout.trim(), ['--config', join(root, 'collector/otelcol/config.yaml')], {
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
  while (!(await isHealthy(`http://127.0.0.1:${health}/`))) {
    if (child.exitCode !== null) throw new Error(`the Collector ended with code ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    otlpUrl: `http://127.0.0.1:${http}`,
    pid: child.pid ?? 0,
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
