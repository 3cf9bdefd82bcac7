import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
// Compiled or not, the programs are beside the source.
const source = join(root, 'test/src/exporters');

/** A program that sends the spans of exporters.test.ts with the OpenTelemetry SDK of its language. */
export interface ExporterProgram {
  language: 'python' | 'go' | 'java';
  /** Whether this machine can run it; packages are installed into .cache on the first run. */
  isAvailable(): Promise<boolean>;
  send(endpoint: string): Promise<void>;
}

export const programs: ExporterProgram[] = [
  {
    language: 'python',
    isAvailable: () => runs('python3', '-m', 'pip', '--version'),
    async send(endpoint) {
      const requirements = join(source, 'python/requirements.txt');
      const packages = await prepare('python', requirements, (directory) =>
        run('python3', ['-m', 'pip', 'install', '--quiet', '--target', directory, '-r', requirements]),
      );
      await run('python3', [join(source, 'python/export.py')], { env: toEnvironment(endpoint, { PYTHONPATH: packages }) });
    },
  },
  {
    language: 'go',
    isAvailable: async () => (await runs('go', 'version')) || runs('python3', '-m', 'pip', '--version'),
    async send(endpoint) {
      const { stdout } = await run(process.execPath, [join(root, 'scripts/go-tool.mjs'), 'otlp-exporter'], { cwd: root });
      const binary = stdout.trim().split('\n').at(-1) ?? '';
      await run(binary, { env: toEnvironment(endpoint) });
    },
  },
  {
    language: 'java',
    isAvailable: async () => (await runs('java', '-version')) && runs('mvn', '--version'),
    async send(endpoint) {
      const pom = join(source, 'java/pom.xml');
      const jars = await prepare('java', pom, (directory) =>
        run('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${directory}`]),
      );
      await run('java', ['-cp', [join(jars, '*')].join(delimiter), join(source, 'java/Export.java')], { env: toEnvironment(endpoint) });
    },
  },
];

async function runs(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

/** Installs what a manifest names, once, into a folder that is named for the manifest's content. */
async function prepare(language: string, manifest: string, install: (directory: string) => Promise<unknown>): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(manifest)).digest('hex').slice(0, 16);
  const directory = join(root, '.cache/exporters', `${language}-${hash}`);
  if (existsSync(directory)) return directory;
  await mkdir(join(root, '.cache/exporters'), { recursive: true });
  // Under another name until it is whole.
  const unfinished = `${directory}.${process.pid}`;
  await install(unfinished);
  await rename(unfinished, directory);
  return directory;
}

function toEnvironment(endpoint: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...more, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
}
