import { access, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCompose } from './compose-plugin.js';
import { type Deployment, makeEnvironment, resolveDeployment, runMakeEnv, type Service } from './deployment.js';

const compose = await findCompose();
let folder: string;
let environment: Record<string, string>;
beforeAll(async () => {
  ({ folder, environment } = await makeEnvironment());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('scripts/make-env.sh', () => {
  test('makes a random secret for each setting that must have one, readable by its owner alone', async () => {
    const example = await readFile(join(folder, '.env.example'), 'utf8');
    const needed = [...example.matchAll(/^(\w+)=$/gm)].map(([, name]) => name);
    expect(Object.keys(environment)).toEqual(needed);
    const secrets = Object.values(environment);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{48}$/);
    expect(new Set(secrets).size).toBe(secrets.length);
    expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
  });

  test('keeps what is there, and adds what is missing', async () => {
    const file = join(folder, '.env');
    const [first = '', ...others] = (await readFile(file, 'utf8')).trim().split('\n');
    await writeFile(file, `${others.join('\n')}\nCALLSIGHT_PORT=4001\n`);
    const again = await runMakeEnv(folder);
    const [missing = ''] = first.split('=');
    expect(again).toEqual({ ...environment, CALLSIGHT_PORT: '4001', [missing]: expect.stringMatching(/^[0-9a-f]{48}$/) });
    expect(again[missing]).not.toBe(environment[missing]);
  });
});

/** Each with the settings that go with it. */
const profiles: Record<string, Record<string, string>> = {
  'no profile': {},
  demo: { COMPOSE_PROFILES: 'demo' },
  kafka: { COMPOSE_PROFILES: 'kafka', CALLSIGHT_COLLECTOR_TOPOLOGY: 'kafka-out' },
  cluster: { COMPOSE_PROFILES: 'cluster', CALLSIGHT_COLLECTOR_TOPOLOGY: 'gateway' },
  'all profiles': { COMPOSE_PROFILES: 'demo,kafka,cluster', CALLSIGHT_COLLECTOR_TOPOLOGY: 'gateway' },
};

describe.skipIf(!compose)('docker compose', () => {
  const resolve = (settings: Record<string, string>) => resolveDeployment(compose ?? '', { ...environment, ...settings });

  test('refuses to start while a secret is missing, and names it', async () => {
    for (const name of Object.keys(environment)) {
      await expect(resolve({ [name]: '' })).rejects.toThrow(`required variable ${name} is missing a value: run scripts/make-env.sh`);
    }
  });

  describe.each(Object.entries(profiles))('with %s', (_, settings) => {
    let deployment: Deployment;
    let services: [string, Service][];
    beforeAll(async () => {
      deployment = await resolve(settings);
      services = Object.entries(deployment.services);
    });

    test('pins every image', () => {
      for (const [name, { image }] of services)
        expect([name, image]).toEqual([name, expect.stringMatching(/:\d+\.\d+\.\d+[\d.]*(@sha256:\w{64})?$/)]);
    });

    test('bounds memory, processes and logs, and gives nobody new privileges', () => {
      for (const [name, service] of services) {
        expect([name, service.logging]).toEqual([name, { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } }]);
        expect([name, Number(service.mem_limit)]).toEqual([name, expect.any(Number)]);
        expect(Number(service.mem_limit)).toBeGreaterThan(0);
        expect([name, service.security_opt]).toEqual([name, ['no-new-privileges:true']]);
        expect([name, service.restart]).toEqual([name, expect.stringMatching(/^(unless-stopped|no)$/)]);
      }
    });

    test('publishes the page, Grafana and OTLP on loopback, and nothing else', () => {
      const published = services.flatMap(([name, { ports = [] }]) => ports.map(({ host_ip, target }) => [name, host_ip, target]));
      expect(published.sort()).toEqual([
        ['collector', '127.0.0.1', 4317],
        ['collector', '127.0.0.1', 4318],
        ['grafana', '127.0.0.1', 3000],
        ['query-service', '127.0.0.1', 4000],
      ]);
    });

    test('keeps ClickHouse and Kafka on a network without a way out', () => {
      expect(deployment.networks.data?.internal).toBe(true);
      for (const [name, { networks }] of services) {
        if (/clickhouse|keeper|kafka/.test(name)) expect([name, Object.keys(networks ?? {})]).toEqual([name, ['data']]);
      }
    });

    test('waits for health only where there is a check, and for ends only where there is one', () => {
      for (const [name, { depends_on = {} }] of services) {
        for (const [other, { condition }] of Object.entries(depends_on)) {
          const target = deployment.services[other];
          const isPossible = {
            service_healthy: target?.healthcheck !== undefined,
            service_completed_successfully: target?.restart === 'no',
            service_started: target !== undefined,
          }[condition];
          expect([name, other, condition, isPossible]).toEqual([name, other, condition, true]);
        }
      }
      // `up --wait` takes the end of a service for a failure, unless another one waits for it.
      const awaited = services.flatMap(([, { depends_on = {} }]) =>
        Object.entries(depends_on).flatMap(([name, { condition }]) => (condition === 'service_completed_successfully' ? [name] : [])),
      );
      for (const [name, { restart }] of services) if (restart === 'no') expect(awaited).toContain(name);
      expect(deployment.services.migrate?.depends_on?.clickhouse?.condition).toBe('service_healthy');
      for (const name of ['collector', 'query-service', 'grafana'])
        expect(deployment.services[name]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
    });

    test('mounts only what exists, and that read-only', async () => {
      const mounts = services.flatMap(([, { volumes = [] }]) => volumes).filter(({ type }) => type === 'bind');
      expect(mounts.length).toBeGreaterThan(0);
      for (const { source, read_only } of mounts) {
        await access(source);
        expect([source, read_only]).toEqual([source, true]);
      }
    });

    test('has no password that the environment did not give', () => {
      const given = new Set(Object.values(environment));
      for (const [name, service] of services) {
        const secrets = Object.entries(service.environment ?? {}).filter(([variable]) => /PASSWORD|TOKENS/.test(variable));
        for (const [variable, value] of secrets) expect([name, variable, given.has(value ?? '')]).toEqual([name, variable, true]);
      }
    });
  });
});
