import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findCompose } from '../compose/compose-plugin.js';
import { makeEnvironment, resolveDeployment } from '../compose/deployment.js';
import { findGoTool } from '../otelcol/go-tool.js';
import { checkSchema, installSchemaCheck } from './schema-check.js';

const root = join(import.meta.dirname, '../../..');
const [kustomize, compose, collector, hasSchemas] = await Promise.all([
  findGoTool('kustomize'),
  findCompose(),
  findGoTool('otelcol'),
  installSchemaCheck(),
]);

interface Container {
  name: string;
  image: string;
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  resources?: { requests?: { memory?: string }; limits?: { memory?: string } };
  securityContext?: { allowPrivilegeEscalation?: boolean; capabilities?: { drop?: string[] } };
  readinessProbe?: unknown;
}
interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string };
  data?: Record<string, string>;
  spec?: { template?: { spec: { securityContext?: { runAsNonRoot?: boolean }; containers: Container[]; initContainers?: Container[] } } };
}

describe.skipIf(!kustomize || !compose || !collector || !hasSchemas)('deploy/kubernetes', () => {
  let text: string;
  let manifests: Manifest[];
  beforeAll(async () => {
    ({ stdout: text } = await promisify(execFile)(kustomize ?? '', ['build', join(root, 'deploy/kubernetes')], { maxBuffer: 10_000_000 }));
    manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  });

  const toContainers = () =>
    manifests.flatMap(({ spec }) => [...(spec?.template?.spec.containers ?? []), ...(spec?.template?.spec.initContainers ?? [])]);
  const findContainer = (name: string) => toContainers().find((each) => each.name === name);
  const findData = (prefix: string) =>
    manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(prefix))?.data ?? {};

  test('is valid by the schemas of Kubernetes, which see a field that there is not', async () => {
    expect(await checkSchema(text)).toEqual([]);
    expect(await checkSchema(text.replace('replicas:', 'replica:'))).toEqual([expect.stringContaining("'replica' was unexpected")]);
  });

  test('bounds every container, pins its image and gives it no privileges', () => {
    expect(
      toContainers()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['clickhouse', 'collector', 'grafana', 'migrate', 'query-service']);
    for (const container of toContainers()) {
      expect(container).toMatchObject({
        image: expect.stringMatching(/:\d+\.\d+\.\d+[\d.]*(@sha256:\w{64})?$/),
        resources: { requests: { memory: expect.any(String) }, limits: { memory: expect.any(String) } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      });
    }
    for (const { spec } of manifests) if (spec?.template) expect(spec.template.spec.securityContext?.runAsNonRoot).toBe(true);
  });

  test('runs the images of docker-compose.yml, with secrets that scripts/make-env.sh makes', async () => {
    const { folder, environment } = await makeEnvironment();
    const { services } = await resolveDeployment(compose ?? '', environment);
    await rm(folder, { recursive: true });
    for (const name of ['clickhouse', 'collector', 'grafana']) expect(findContainer(name)?.image).toBe(services[name]?.image);
    const used = toContainers().flatMap(({ env = [] }) => env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []));
    expect(new Set(used.map(({ name }) => name))).toEqual(new Set(['callsight']));
    expect(new Set(used.map(({ key }) => key))).toEqual(new Set(Object.keys(environment)));
  });

  test('gives the Collector a configuration that it takes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'callsight-test-'));
    for (const [file, content] of Object.entries(findData('callsight-collector'))) await writeFile(join(folder, file), content);
    const { args = [], env = [] } = findContainer('collector') ?? {};
    const variables = Object.fromEntries(env.map(({ name, value }) => [name, value ?? 'a-long-enough-secret']));
    const command = args.map((arg) => arg.replace('/etc/callsight', folder));
    await promisify(execFile)(collector ?? '', ['validate', ...command], { env: { ...variables, CALLSIGHT_COLLECTOR_STORAGE: folder } });
    await rm(folder, { recursive: true });
  });

  test('has no object beyond what etcd takes, and tells to apply them where the server keeps track of fields', async () => {
    for (const manifest of manifests)
      expect([manifest.metadata.name, JSON.stringify(manifest).length < 1_000_000]).toEqual([manifest.metadata.name, true]);
    // The annotation of a client's apply would hold the whole object, of which 256 KiB are too few for the dashboards.
    expect(await readFile(join(root, 'docs/kubernetes.md'), 'utf8')).not.toMatch(/kubectl apply (?!--server-side)/);
  });

  test('provisions Grafana with all that there is, and with its variables', async () => {
    const provisioning = join(root, 'grafana/provisioning');
    for (const part of ['dashboards', 'alerting', 'datasources'])
      expect(Object.keys(findData(`callsight-grafana-${part}`)).sort()).toEqual((await readdir(join(provisioning, part))).sort());
    const given = findContainer('grafana')?.env?.map(({ name }) => name);
    for (const part of ['alerting', 'datasources']) {
      const content = Object.values(findData(`callsight-grafana-${part}`))
        .join('\n')
        .replaceAll('$$', '');
      for (const [, name] of content.matchAll(/\$\{?(\w+)/g)) expect(given).toContain(name);
    }
  });
});
