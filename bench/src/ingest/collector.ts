import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ingestToken } from './ingest-token.js';

const root = join(import.meta.dirname, '../../..');
const tools = join(root, '.cache/go-tools');

/** The OpenTelemetry Collector as it is configured for production, in front of a standalone's engine. */
export interface Collector {
  otlpUrl: string;
  /** Since its start. */
  readCpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** The distribution that `node scripts/go-tool.mjs otelcol` builds; undefined where it was not built. */
export function findCollector(): string | undefined {
  const name = existsSync(tools) ? readdirSync(tools).find((file) => /^otelcol-[\da-f]+$/.test(file)) : undefined;
  return name === undefined ? undefined : join(tools, name);
}

export async function startCollector(binary: string, clickhouseUrl: string): Promise<Collector> {
  const storage = await mkdtemp(join(tmpdir(), 'callsight-bench-collector-'));
  const [http, grpc, health, metrics, self] = await Promise.all(Array.from({ length: 5 }, findFreePort));
  const child = spawn(binary, ['--config', join(root, 'collector/otelcol/config.yaml')], {
    stdio: 'ignore',
    env: {
      CALLSIGHT_COLLECTOR_HTTP: `127.0.0.1:${http}`,
      CALLSIGHT_COLLECTOR_GRPC: `127.0.0.1:${grpc}`,
      CALLSIGHT_COLLECTOR_HEALTH: `127.0.0.1:${health}`,
      CALLSIGHT_COLLECTOR_METRICS_PORT: String(metrics),
      CALLSIGHT_COLLECTOR_SELF: `127.0.0.1:${self}`,
      CALLSIGHT_COLLECTOR_STORAGE: storage,
      CALLSIGHT_COLLECTOR_CLICKHOUSE: clickhouseUrl,
      CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: ingestToken,
    },
  });
  for (let attempt = 0; attempt < 100 && !(await answers(`http://127.0.0.1:${health}/`)); attempt += 1) await sleep(200);
  return {
    otlpUrl: `http://127.0.0.1:${http}`,
    async readCpuSeconds() {
      const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
      return Number(/^otelcol_process_cpu_seconds(?:_total)?(?:\{[^}]*\})? (\S+)$/m.exec(text)?.[1]);
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
      await rm(storage, { recursive: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
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
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
