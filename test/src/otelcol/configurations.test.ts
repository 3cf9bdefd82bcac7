import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compositions } from './compositions.js';
import { findGoTool } from './go-tool.js';

const root = join(import.meta.dirname, '../../..');
const directory = join(root, 'collector/otelcol');
const binary = await findGoTool('otelcol');

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'callsight-test-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function validate(files: readonly string[], ...further: string[]): Promise<string> {
  if (!binary) throw new Error('there is no Collector');
  const configs = [...files.map((file) => join(directory, `${file}.yaml`)), ...further].flatMap((config) => ['--config', config]);
  const env = {
    CALLSIGHT_COLLECTOR_STORAGE: scratch,
    CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: 'secret',
    CALLSIGHT_COLLECTOR_TLS_CERT_FILE: join(scratch, 'certificate.pem'),
    CALLSIGHT_COLLECTOR_TLS_KEY_FILE: join(scratch, 'key.pem'),
    CALLSIGHT_INGEST_TOKENS_FILE: join(scratch, 'tokens'),
  };
  return promisify(execFile)(binary, ['validate', ...configs], { env }).then(
    () => 'valid',
    (error: Error & { stderr: string }) => error.stderr,
  );
}

describe.skipIf(!binary)('the real Collector', () => {
  test.each(Object.entries(compositions))('takes %s', async (_, files) => {
    expect(await validate(files)).toBe('valid');
  });

  test('refuses a configuration with a mistake', async () => {
    expect(await validate(['config'], 'yaml:service::pipelines::traces::exporters: [no-such-exporter]')).toContain('no-such-exporter');
    expect(await validate(['config'], 'yaml:exporters::clickhouse::no_such_option: 1')).toContain('no_such_option');
  });

  test('has the components that the configurations name, and no other', async () => {
    const kinds = ['receivers', 'processors', 'exporters', 'extensions'] as const;
    type Document = Partial<Record<(typeof kinds)[number], Record<string, unknown>>>;
    const documents: Document[] = [];
    for (const file of new Set(Object.values(compositions).flat())) {
      documents.push(parse(await readFile(join(directory, `${file}.yaml`), 'utf8'), { merge: true }) as Document);
    }
    const { stdout } = await promisify(execFile)(binary ?? '', ['components']);
    const built = parse(stdout) as Record<(typeof kinds)[number], { name: string }[]>;
    for (const kind of kinds) {
      const named = documents.flatMap((document) => Object.keys(document[kind] ?? {}).map((id) => id.replace(/\/.*/, '')));
      expect(built[kind].map(({ name }) => name).sort()).toEqual([...new Set(named)].sort());
    }
  });
});

test('every file of configuration is part of a composition', async () => {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.yaml') && !/^(builder-config|kustomization)\./.test(file));
  expect(files.map((file) => basename(file, '.yaml')).sort()).toEqual([...new Set(Object.values(compositions).flat())].sort());
});

test("the distribution's components have the version of the image in docker-compose.yml", async () => {
  const image = /opentelemetry-collector-contrib:([\d.]+)@sha256/.exec(await readFile(join(root, 'docker-compose.yml'), 'utf8'))?.[1];
  type Manifest = Record<'receivers' | 'processors' | 'exporters' | 'extensions', { gomod: string }[]>;
  const { receivers, processors, exporters, extensions } = parse(
    await readFile(join(directory, 'builder-config.yaml'), 'utf8'),
  ) as Manifest;
  const versions = [receivers, processors, exporters, extensions].flat().map(({ gomod }) => gomod.split(' v')[1]);
  expect(new Set(versions)).toEqual(new Set([image]));
});
