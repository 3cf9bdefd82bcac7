import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const command = join(import.meta.dirname, '../../standalone/dist/callsight.js');

/** A `callsight` process on free ports, with a data directory of its own unless one is given. */
export interface StandaloneProcess {
  pageUrl: string;
  otlpUrl: string;
  sqlUrl: string;
  /** Parses the answer of a GET below `/api/v1`. */
  get<Body>(path: string): Promise<Body>;
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and resolves with exit code and everything printed; removes the data directory if it was made here. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; stderr: string }>;
}

/** What a run printed and how it ended, for runs that refuse to start. */
export async function runStandalone(
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { child, output } = spawnStandalone(environment, args);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

export async function startStandalone(environment: Record<string, string> = {}): Promise<StandaloneProcess> {
  const made = environment.CALLSIGHT_DATA_DIR === undefined ? await mkdtemp(join(tmpdir(), 'callsight-test-')) : undefined;
  const { child, output } = spawnStandalone({ CALLSIGHT_DATA_DIR: made ?? '', ...environment }, []);
  const urls = await new Promise<(string | undefined)[]>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (!output.stdout.includes('Instrument a server')) return;
      resolve(['page and API', 'OTLP/HTTP', 'SQL'].map((label) => new RegExp(`${label}\\s+(\\S+)`).exec(output.stdout)?.[1]));
    });
    child.once('close', (code) => reject(new Error(`callsight ended with code ${code}: ${output.stderr}`)));
  });
  const [pageUrl = '', otlpUrl = '', sqlUrl = ''] = urls;
  return {
    pageUrl,
    otlpUrl,
    sqlUrl,
    async get<Body>(path: string) {
      const response = await fetch(`${pageUrl}/api/v1${path}`);
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Body;
    },
    signal: (signal) => void child.kill(signal),
    async stop(signal = 'SIGINT') {
      const closed = once(child, 'close');
      child.kill(signal);
      const [code] = (await closed) as [number | null];
      if (made) await rm(made, { recursive: true, force: true });
      return { code, stderr: output.stderr };
    },
  };
}

function spawnStandalone(
  environment: Record<string, string>,
  args: string[],
): { child: ChildProcess; output: { stdout: string; stderr: string } } {
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...process.env, CALLSIGHT_PORT: '0', CALLSIGHT_OTLP_PORT: '0', CALLSIGHT_CLICKHOUSE_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that fails does not leave its process, and its ports, behind.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return { child, output };
}
