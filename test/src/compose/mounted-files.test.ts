import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Session } from 'chdb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findGoTool } from '../otelcol/go-tool.js';
import { findCompose } from './compose-plugin.js';
import { type Deployment, makeEnvironment, resolveDeployment } from './deployment.js';

const [compose, collector] = await Promise.all([findCompose(), findGoTool('otelcol')]);
const everything = { COMPOSE_PROFILES: 'demo,kafka,cluster' };

describe.skipIf(!compose || !collector)('what docker-compose.yml mounts', () => {
  let folder: string;
  let environment: Record<string, string>;
  beforeAll(async () => {
    ({ folder, environment } = await makeEnvironment());
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const resolve = (settings: Record<string, string>): Promise<Deployment> =>
    resolveDeployment(compose ?? '', { ...environment, ...everything, ...settings });

  test.each(['tokens', 'gateway', 'kafka-out'])('is taken by each Collector, with its own command and variables: %s', async (topology) => {
    const { services } = await resolve({ CALLSIGHT_COLLECTOR_TOPOLOGY: topology });
    const collectors = Object.entries(services).filter(([, { image }]) => image.includes('opentelemetry-collector'));
    expect(collectors.map(([name]) => name).sort()).toEqual(['collector', 'collector-backend', 'collector-from-kafka']);
    for (const [, service] of collectors) {
      const source = service.volumes?.find(({ target }) => target === '/etc/callsight')?.source ?? '';
      const command = (service.command ?? []).map((part) => part.replace('/etc/callsight', source));
      const env = { ...toStrings(service.environment), CALLSIGHT_COLLECTOR_STORAGE: folder };
      await promisify(execFile)(collector ?? '', ['validate', ...command], { env });
    }
  });

  test('names no variable of Grafana that its service is not given', async () => {
    const { environment: given = {}, volumes = [] } = (await resolve({})).services.grafana ?? {};
    const provisioning = volumes.find(({ type }) => type === 'bind')?.source ?? '';
    const files = await readdir(provisioning, { recursive: true, withFileTypes: true });
    // Dashboards are not interpolated.
    const interpolated = files.filter((file) => file.isFile() && !file.parentPath.endsWith('dashboards'));
    expect(interpolated.length).toBeGreaterThan(1);
    for (const file of interpolated) {
      const text = (await readFile(join(file.parentPath, file.name), 'utf8')).replaceAll('$$', '');
      for (const [, name] of text.matchAll(/\$\{?(\w+)/g)) expect(Object.keys(given)).toContain(name);
    }
  });

  test('makes the users of ClickHouse what they may be', async () => {
    const { services } = await resolve({});
    const { volumes = [], environment: variables } = services.clickhouse ?? {};
    Object.assign(process.env, toStrings(variables));
    const server = join(folder, 'clickhouse');
    await mkdir(server);
    // What the image brings: the files that ours are merged into.
    const users = '<users><default><password/><access_management>1</access_management></default></users>';
    await writeFile(
      join(server, 'users.xml'),
      `<clickhouse>${users}<profiles><default/></profiles><quotas><default/></quotas></clickhouse>`,
    );
    await writeFile(join(server, 'config.xml'), `<clickhouse><users_config>${join(server, 'users.xml')}</users_config></clickhouse>`);
    for (const { source, target } of volumes.filter(({ type }) => type === 'bind')) {
      const copy = target.replace('/etc/clickhouse-server', server);
      await cp(source, copy, { recursive: true });
      if (copy.includes('config.d')) await writeFile(copy, (await readFile(copy, 'utf8')).replaceAll('/backups/', `${server}/backups/`));
      // Needs settings_constraints_replace_previous, which the engine in the process does not read from its configuration.
      if (copy.includes('users.d')) await writeFile(copy, (await readFile(copy, 'utf8')).replaceAll('<changeable_in_readonly/>', ''));
    }
    const session = new Session(join(folder, 'data'), { connectionArgs: [`--config-file=${join(server, 'config.xml')}`] });
    const select = async (query: string) => (await session.queryAsync(query, { format: 'TSV' })).text().trim().split('\n');
    try {
      expect(await select("SELECT name FROM system.users WHERE name LIKE 'callsight%' ORDER BY name")).toEqual([
        'callsight_grafana',
        'callsight_ingest',
        'callsight_reader',
      ]);
      expect(await select('SHOW GRANTS FOR callsight_reader')).toEqual([
        'GRANT SELECT ON callsight.* TO callsight_reader',
        'GRANT INSERT ON callsight.mcp_audit TO callsight_reader',
        'GRANT SELECT ON callsight_shard.* TO callsight_reader',
      ]);
      expect(await select('SHOW GRANTS FOR callsight_grafana')).toEqual([
        'GRANT SELECT ON callsight.* TO callsight_grafana',
        'GRANT SELECT ON callsight_shard.* TO callsight_grafana',
      ]);
      expect(await select('SHOW GRANTS FOR callsight_ingest')).toEqual([
        'GRANT INSERT ON callsight.* TO callsight_ingest',
        'GRANT INSERT ON callsight_shard.* TO callsight_ingest',
      ]);
      const ofReaders = "FROM system.settings_profile_elements WHERE profile_name = 'callsight_reader'";
      expect(await select(`SELECT setting_name, value ${ofReaders} AND setting_name IN ('readonly', 'final') ORDER BY 1`)).toEqual([
        'final\t1',
        'readonly\t1',
      ]);
      expect(await select("SELECT path FROM system.disks WHERE name = 'backups'")).toEqual([`${server}/backups/`]);
      await select('CREATE DATABASE callsight');
      await select('CREATE TABLE callsight.kept ENGINE = MergeTree ORDER BY number AS SELECT number FROM numbers(3)');
      await select("BACKUP DATABASE callsight TO Disk('backups', 'monday')");
      await select('DROP DATABASE callsight SYNC');
      await select("RESTORE DATABASE callsight FROM Disk('backups', 'monday')");
      expect(await select('SELECT sum(number) FROM callsight.kept')).toEqual(['3']);
    } finally {
      session.close();
    }
  });
});

function toStrings(variables: Record<string, string | null> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value ?? '']));
}
