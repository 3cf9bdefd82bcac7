import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedEngine, openEngine } from '@callsight/clickhouse/embedded';
import { type SqlServer, serveSql } from '@callsight/clickhouse/testing';
import type { PipelineHealth, SessionPage } from '@callsight/query-service/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.js';
import { connectStdio, thirdPartyServers } from '../mcp-client.js';
import { type CollectorProcess, startCollector } from '../otelcol/collector-process.js';
import type { ConfigurationFile } from '../otelcol/compositions.js';
import { findGoTool } from '../otelcol/go-tool.js';
import { findCompose } from './compose-plugin.js';
import { type Deployment, makeEnvironment, resolveDeployment } from './deployment.js';
import { assembleImage } from './image.js';

const [compose, binary] = await Promise.all([findCompose(), findGoTool('otelcol')]);

/**
 * docker-compose.yml without containers: its services as processes, in their order, with their own commands, files and variables, of
 * which only addresses are replaced. In place of the ClickHouse server is the engine in this process, on its HTTP port.
 */
describe.skipIf(!compose || !binary)('what docker compose starts', { timeout: 60_000 }, () => {
  let folder: string;
  let environment: Record<string, string>;
  let deployment: Deployment;
  let engine: EmbeddedEngine;
  let clickhouse: SqlServer;
  let collector: CollectorProcess;
  let queryService: ChildProcess;
  let pageUrl: string;

  /** The variables of a service, with the addresses that it has in this rehearsal. */
  function toVariables(service: string, replaced: Record<string, string>): Record<string, string> {
    const given = Object.entries(deployment.services[service]?.environment ?? {}).map(([name, value]) => [name, value ?? '']);
    return { PATH: process.env.PATH ?? '', ...Object.fromEntries(given), ...replaced };
  }

  function start(service: string, replaced: Record<string, string>): ChildProcess {
    const [command = '', ...args] = deployment.services[service]?.command ?? [];
    expect(command).toBe('node');
    return spawn(process.execPath, args, {
      cwd: join(folder, 'app'),
      env: toVariables(service, replaced),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  beforeAll(async () => {
    ({ folder, environment } = await makeEnvironment());
    deployment = await resolveDeployment(compose ?? '', { ...environment, COMPOSE_PROFILES: 'demo' });
    await assembleImage('last', folder);
    engine = await openEngine({ dataDirectory: await mkdtemp(join(tmpdir(), 'callsight-test-')), database: 'callsight' });
    const passwords = deployment.services.clickhouse?.environment ?? {};
    clickhouse = await serveSql(engine, (secret) => ({
      own: secret === passwords.CLICKHOUSE_PASSWORD,
      insert: secret === passwords.CALLSIGHT_INGEST_PASSWORD,
      read: secret === passwords.CALLSIGHT_READER_PASSWORD || secret === passwords.CALLSIGHT_GRAFANA_PASSWORD,
    }));

    const migrate = start('migrate', { CALLSIGHT_CLICKHOUSE_URL: clickhouse.url });
    migrate.stderr?.pipe(process.stderr);
    expect(await once(migrate, 'close')).toEqual([0, null]);

    const files = (deployment.services.collector?.command ?? []).map((part) => /(\w[\w-]*)\.yaml$/.exec(part)?.[1] as ConfigurationFile);
    const listening = Object.keys(deployment.services.collector?.environment ?? {}).filter((name) =>
      /_(HTTP|GRPC|HEALTH|METRICS_HOST|STORAGE)$/.test(name),
    );
    const variables = toVariables('collector', {
      CALLSIGHT_COLLECTOR_CLICKHOUSE: clickhouse.url,
      CALLSIGHT_COLLECTOR_METRICS_INTERVAL_MS: '500',
    });
    for (const name of listening) delete variables[name];
    collector = await startCollector({ binary: binary ?? '', files, storage: join(folder, 'queue'), environment: variables });

    queryService = start('query-service', { CALLSIGHT_CLICKHOUSE_URL: clickhouse.url, CALLSIGHT_PORT: '0', CALLSIGHT_HOST: '127.0.0.1' });
    queryService.stderr?.pipe(process.stderr);
    const [line] = (await once(queryService.stdout ?? queryService, 'data')) as [Buffer];
    pageUrl = /http:\S+/.exec(line.toString())?.[0] ?? '';
  }, 240_000);
  afterAll(async () => {
    queryService.kill('SIGTERM');
    await once(queryService, 'close');
    await collector.stop();
    clickhouse.close();
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  const get = (path: string, token = environment.CALLSIGHT_API_TOKENS): Promise<Response> =>
    fetch(`${pageUrl}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });

  test('is ready, and serves the page', async () => {
    expect((await get('/readyz', '')).status).toBe(200);
    const page = await get('/');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="root">')]);
    expect(await (await get('/api/v1/connect')).json()).toMatchObject({ otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: true });
  });

  test('shows the calls of an instrumented server that sends the token of .env', async () => {
    const client = await connectStdio({
      args: [thirdPartyServers.everything, 'stdio'],
      otlpUrl: collector.httpUrl,
      environment: {
        OTEL_SERVICE_NAME: 'rehearsed',
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${environment.CALLSIGHT_INGEST_TOKENS}`,
      },
    });
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    await client.close();
    const page = await eventually(
      async () => (await (await get('/api/v1/sessions?service=rehearsed')).json()) as SessionPage,
      ({ items }) => items.some(({ status, toolCalls }) => status === 'closed' && toolCalls === 1),
    );
    expect(page.items).toMatchObject([{ basis: 'connection', toolCalls: 1, errors: 0 }]);
  });

  test('tells of the Collector in the health of the pipeline', async () => {
    const { collector: health } = await eventually(
      async () => (await (await get('/api/v1/health')).json()) as PipelineHealth,
      (state) => (state.collector?.sentSpans ?? 0) > 0,
    );
    expect(health).toMatchObject({ instances: 1, failedSpans: 0 });
  });

  test('shows what the servers and agents of the profile demo do', { timeout: 240_000 }, async () => {
    const image = join(folder, 'demo');
    await assembleImage('demo', image);
    const demo = spawn(process.execPath, ['examples/dist/demo-agents.js'], {
      cwd: join(image, 'app'),
      env: toVariables('demo', { CALLSIGHT_DEMO_OTLP_ENDPOINT: collector.httpUrl }),
      stdio: 'ignore',
    });
    const closed = once(demo, 'close');
    const end = () => demo.kill('SIGKILL');
    process.once('exit', end);
    const page = await eventually(
      async () => (await (await get('/api/v1/sessions?service=incidents')).json()) as SessionPage,
      ({ items }) => items.some(({ toolCalls }) => toolCalls > 0),
      60_000,
    );
    expect(page.items[0]).toMatchObject({ transport: 'http' });
    demo.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    process.off('exit', end);
  });

  test('asks for tokens, at the API and at OTLP', async () => {
    expect((await get('/api/v1/sessions', '')).status).toBe(401);
    expect((await get('/api/v1/sessions', environment.CALLSIGHT_INGEST_TOKENS)).status).toBe(401);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${environment.CALLSIGHT_API_TOKENS}` };
    expect((await fetch(`${collector.httpUrl}/v1/traces`, { method: 'POST', body: '{}', headers })).status).toBe(401);
  });

  test('gives each user of ClickHouse what is its work, and no more', async () => {
    const run = async (password: string | undefined, query: string) =>
      (await fetch(clickhouse.url, { method: 'POST', body: query, headers: { authorization: `Basic ${btoa(`user:${password}`)}` } }))
        .status;
    const { CALLSIGHT_CLICKHOUSE_GRAFANA_PASSWORD: grafana, CALLSIGHT_CLICKHOUSE_INGEST_PASSWORD: ingest } = environment;
    expect(await run(grafana, 'SELECT count() FROM mcp_tool_calls')).toBe(200);
    expect(await run(grafana, 'DROP TABLE mcp_content')).toBeGreaterThanOrEqual(400);
    expect(await run(ingest, 'SELECT count() FROM mcp_tool_calls')).toBeGreaterThanOrEqual(400);
    expect(await run('guessed', 'SELECT 1')).toBe(403);
  });
});
