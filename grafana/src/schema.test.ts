import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDashboards } from './dashboards.js';

const run = promisify(execFile);
const schema = '../../src/testing/grafana-schema.js';
const directory = join(import.meta.dirname, '../.cache/schema');
const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
const options = [
  '--ignoreConfig',
  '--noEmit',
  '--strict',
  '--skipLibCheck',
  '--module',
  'nodenext',
  '--target',
  'es2023',
  '--types',
  'node',
];

/** What the compiler says of the values as dashboards of Grafana's schema; nothing when they fit. */
async function findFaults(dashboards: Record<string, object>): Promise<string> {
  const files = await Promise.all(
    Object.entries(dashboards).map(async ([name, dashboard]) => {
      const file = join(directory, `${name}.ts`);
      const text = `import type { DashboardJson } from '${schema}';\nexport default ${JSON.stringify(dashboard, null, 1)} satisfies DashboardJson;\n`;
      await writeFile(file, text);
      return file;
    }),
  );
  return run(process.execPath, [compiler, ...options, ...files]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

describe('dashboards', () => {
  beforeAll(() => mkdir(directory, { recursive: true }));
  afterAll(() => rm(directory, { recursive: true }));

  it('are valid by the types of @grafana/schema', async () => {
    expect(await findFaults(buildDashboards())).toBe('');
  });

  it('are refused by them for an option that does not exist, and for a value that is none', async () => {
    const [dashboard] = Object.values(buildDashboards());
    const spoil = (from: string, to: string) => JSON.parse(JSON.stringify(dashboard).replace(from, to));
    expect(await findFaults({ option: spoil('"graphMode"', '"graphModes"') })).toContain('graphModes');
    expect(await findFaults({ value: spoil('"graphMode":"none"', '"graphMode":"nothing"') })).toContain('nothing');
    const joined = JSON.stringify(buildDashboards()['tool-calls.json']).replace('"mode":"inner"', '"mode":"inside"');
    expect(await findFaults({ mode: JSON.parse(joined) })).toContain('inside');
  });
});
