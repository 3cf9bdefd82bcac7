import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import type { ConfigurationFile } from './compositions.js';
import { findFreePorts } from './free-ports.js';

const directory = join(import.meta.dirname, '../../../collector/otelcol');

export interface CollectorOptions {
  binary: string;
  /** Files of collector/otelcol, in order. */
  files: readonly ConfigurationFile[];
  /** Folder of the queue; outlives the process. */
  storage: string;
  environment?: Record<string, string>;
  /** Further `--config` values, such as `yaml:exporters::clickhouse::timeout: 1s`. */
  overrides?: string[];
}

/** A real Collector on free ports. */
export interface CollectorProcess {
  httpUrl: string;
  grpcPort: number;
  pid: number;
  /** One of its own metrics, summed over all labels; 0 while it has none of that name. */
  metric(name: string): Promise<number>;
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null }>;
}

export async function startCollector(options: CollectorOptions): Promise<CollectorProcess> {
  const [http = 0, grpc = 0, health = 0, metrics = 0, self = 0] = await findFreePorts(5);
  const files = options.files.map((file) => join(directory, `${file}.yaml`));
  const configs = [...files, ...(options.overrides ?? [])].flatMap((config) => ['--config', config]);
  const child = spawn(options.binary, configs, {
    env: {
      CALLSIGHT_COLLECTOR_HTTP: `127.0.0.1:${http}`,
      CALLSIGHT_COLLECTOR_GRPC: `127.0.0.1:${grpc}`,
      CALLSIGHT_COLLECTOR_HEALTH: `127.0.0.1:${health}`,
      CALLSIGHT_COLLECTOR_METRICS_PORT: String(metrics),
      CALLSIGHT_COLLECTOR_SELF: `127.0.0.1:${self}`,
      CALLSIGHT_COLLECTOR_STORAGE: options.storage,
      ...options.environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const closed = once(child, 'close') as Promise<[number | null]>;
  void closed.then(() => process.off('exit', end));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const isHealthy = () =>
    fetch(`http://127.0.0.1:${health}/`).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventually(async () => child.exitCode !== null || (await isHealthy()), Boolean);
  if (child.exitCode !== null) throw new Error(`the Collector ended with code ${child.exitCode}: ${log}`);
  return {
    httpUrl: `http://127.0.0.1:${http}`,
    grpcPort: grpc,
    pid: child.pid ?? 0,
    async metric(name) {
      const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
      const samples = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
    log: () => log,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code] = await closed;
      return { code };
    },
  };
}
