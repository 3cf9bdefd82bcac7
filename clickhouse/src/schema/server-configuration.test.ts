import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from 'chdb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writerSettings } from '../writer-settings.js';

const read = (file: string) => readFile(new URL(`../../server/${file}`, import.meta.url), 'utf8');

/**
 * A library has no `access_control_improvements`, so what depends on them is taken out before the engine reads the users; and the
 * passwords that a server takes from its environment are set.
 */
let directory: string;
let session: Session;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  for (const user of ['INGEST', 'READER', 'GRAFANA']) process.env[`CALLSIGHT_${user}_PASSWORD`] = 'for-this-test';
  const users = (await read('users.d/callsight.xml')).replace(/<changeable_in_readonly\/>/g, '');
  const builtIn =
    '<default><no_password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota><access_management>1</access_management></default>';
  await writeFile(
    join(directory, 'users.xml'),
    users.replace('<users>', `<users>${builtIn}`).replace('<profiles>', '<profiles><default/>').replace('<quotas>', '<quotas><default/>'),
  );
  await writeFile(join(directory, 'config.xml'), await read('config.d/callsight.xml'));
  session = new Session(join(directory, 'data'), {
    connectionArgs: [`--config-file=${join(directory, 'config.xml')}`, `--users_config=${join(directory, 'users.xml')}`],
  });
});
afterAll(async () => {
  session.close();
  await rm(directory, { recursive: true, force: true });
});

async function select<Row>(query: string): Promise<Row[]> {
  const result = await session.queryAsync(query, { format: 'JSONEachRow' });
  return result
    .text()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

test('the engine reads users, profiles and quotas, and knows every setting', async () => {
  expect(await select("SELECT name FROM system.users WHERE name LIKE 'callsight%' ORDER BY name")).toEqual(
    ['callsight_grafana', 'callsight_ingest', 'callsight_reader'].map((name) => ({ name })),
  );
  const unknown = await select(
    "SELECT setting_name FROM system.settings_profile_elements WHERE profile_name LIKE 'callsight%' AND setting_name NOT IN (SELECT name FROM system.settings)",
  );
  expect(unknown).toEqual([]);
  expect(await select("SELECT name FROM system.quotas WHERE name = 'callsight_reader'")).toEqual([{ name: 'callsight_reader' }]);
});

test.each([
  ['callsight_ingest', 'INSERT'],
  ['callsight_reader', 'SELECT'],
  ['callsight_grafana', 'SELECT'],
])('%s may %s Callsight’s tables', async (user, access) => {
  const grants = await select<{ access_type: string; database: string }>(
    `SELECT access_type, database FROM system.grants WHERE user_name = '${user}' AND database LIKE 'callsight%' AND table IS NULL AND NOT is_partial_revoke ORDER BY database`,
  );
  expect(grants.filter(({ access_type }) => access_type === access).map(({ database }) => database)).toEqual([
    'callsight',
    'callsight_shard',
  ]);
});

test('readers are limited', async () => {
  const rows = await select<{ setting_name: string; value: string }>(
    "SELECT setting_name, value FROM system.settings_profile_elements WHERE profile_name = 'callsight_reader' AND value IS NOT NULL",
  );
  expect(Object.fromEntries(rows.map(({ setting_name, value }) => [setting_name, value]))).toMatchObject({
    readonly: '1',
    max_execution_time: '30',
    max_memory_usage: '2000000000',
    max_result_rows: '1000000',
    final: '1',
  });
});

test('writers insert with the same settings as the embedded one', async () => {
  const rows = await select<{ setting_name: string; value: string }>(
    "SELECT setting_name, value FROM system.settings_profile_elements WHERE profile_name = 'callsight_ingest' AND value IS NOT NULL",
  );
  const expected = Object.entries(writerSettings).map(([name, value]) => [name, String(value)]);
  expect(Object.fromEntries(rows.map(({ setting_name, value }) => [setting_name, value]))).toMatchObject(Object.fromEntries(expected));
});

test('what the configuration names of a server is something that a server has', async () => {
  const configuration = await read('config.d/callsight.xml');
  const names = [...configuration.matchAll(/^ {4}<(\w+)/gm)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(8);
  const settings = (await select<{ name: string }>('SELECT name FROM system.server_settings')).map(({ name }) => name);
  const sections = ['access_control_improvements', 'prometheus', 'backups', 'storage_configuration'];
  expect(names.filter((name) => name && !name.endsWith('_log') && !settings.includes(name) && !sections.includes(name))).toEqual([]);
});
