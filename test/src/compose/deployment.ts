import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');

/** A service as `docker compose config` resolves it. */
export interface Service {
  image: string;
  command: string[] | null;
  environment?: Record<string, string | null>;
  volumes?: { type: 'bind' | 'volume'; source: string; target: string; read_only?: boolean }[];
  ports?: { host_ip?: string; published: string; target: number }[];
  networks?: Record<string, unknown>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  logging?: { driver: string; options: Record<string, string> };
  mem_limit?: string;
  pids_limit?: number;
  restart?: string;
  security_opt?: string[];
}

export interface Deployment {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
}

/** The settings of an `.env` that scripts/make-env.sh makes in an empty folder. */
export async function makeEnvironment(): Promise<{ folder: string; environment: Record<string, string> }> {
  const folder = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  await mkdir(join(folder, 'scripts'));
  for (const file of ['scripts/make-env.sh', '.env.example']) await copyFile(join(root, file), join(folder, file));
  return { folder, environment: await runMakeEnv(folder) };
}

export async function runMakeEnv(folder: string): Promise<Record<string, string>> {
  await promisify(execFile)('sh', [join(folder, 'scripts/make-env.sh')]);
  const lines = (await readFile(join(folder, '.env'), 'utf8')).split('\n');
  return Object.fromEntries(lines.map((line) => /^(\w+)=(.*)$/.exec(line)).flatMap((match) => (match ? [[match[1], match[2]]] : [])));
}

/** What `docker compose config` makes of docker-compose.yml; rejects with what it says when it refuses. */
export async function resolveDeployment(compose: string, environment: Record<string, string>): Promise<Deployment> {
  const { stdout } = await promisify(execFile)(
    compose,
    ['--project-directory', root, '--env-file', '/dev/null', 'config', '--format', 'json'],
    {
      env: { PATH: process.env.PATH, HOME: tmpdir(), ...environment },
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(stdout) as Deployment;
}
