import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@callsight/clickhouse';
import { type EmbeddedEngine, openEngine } from '@callsight/clickhouse/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATA_SOURCE, readSql } from './clickhouse-query.js';
import { buildDashboards } from './dashboards.js';

const dashboards = Object.entries(buildDashboards());
const provisioned = (file: string) => readFileSync(new URL(`../provisioning/${file}`, import.meta.url), 'utf8');
const sqlFiles = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql'))
  .toSorted();
const sqlTexts = sqlFiles.map(readSql);

/** Every query that Grafana sends: of panels and of variables. */
const queries = dashboards.flatMap(([file, json]) => {
  const dashboard: {
    panels: { title: string; targets: { rawSql: string }[] }[];
    templating: { list: { name: string; query?: { rawSql?: string } }[] };
  } = JSON.parse(JSON.stringify(json));
  return [
    ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ rawSql }) => ({ title: `${file}: ${title}`, sql: rawSql }))),
    ...dashboard.templating.list.flatMap(({ name, query }) =>
      query?.rawSql ? [{ title: `${file}: variable ${name}`, sql: query.rawSql }] : [],
    ),
  ];
});

/** The macros of Grafana's ClickHouse plugin, over one day, with every filter in use. */
function expandMacros(sql: string): string {
  const from = 'toDateTime(1790000000)';
  const to = 'toDateTime(1790086400)';
  return sql
    .replaceAll(/\$__timeFilter\((\w+)\)/g, `$1 >= ${from} AND $1 <= ${to}`)
    .replaceAll(/\$__timeInterval\((\w+)\)/g, 'toStartOfInterval(toDateTime($1), INTERVAL 60 second)')
    .replaceAll('$__fromTime', from)
    .replaceAll('$__toTime', to)
    .replaceAll(/\$\{\w+:singlequote\}/g, "'value'")
    .replaceAll(/\$__conditionalAll\((.+), \$\w+\)/g, '$1');
}

describe('dashboards', () => {
  it.each(dashboards)('%s is provisioned as the code has it (npm run generate -w grafana)', (file, dashboard) => {
    expect(JSON.parse(provisioned(`dashboards/${file}`))).toEqual(JSON.parse(JSON.stringify(dashboard)));
  });

  it('are all of the provisioned files', () => {
    const files = readdirSync(new URL('../provisioning/dashboards/', import.meta.url)).filter((file) => file.endsWith('.json'));
    expect(files.toSorted()).toEqual(dashboards.map(([file]) => file).toSorted());
  });

  it('read from the data source that is provisioned', () => {
    const yaml = provisioned('datasources/callsight.yaml');
    expect(yaml).toContain(`uid: ${DATA_SOURCE.uid}\n`);
    expect(yaml).toContain(`type: ${DATA_SOURCE.type}\n`);
  });

  it('use every SQL file', () => {
    const used = new Set(queries.map(({ sql }) => sql));
    expect(sqlFiles.filter((_, index) => !used.has(sqlTexts[index] ?? ''))).toEqual([]);
  });
});

describe('queries', () => {
  let directory = '';
  let engine: EmbeddedEngine;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'callsight-grafana-'));
    engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
    await migrate(engine.admin);
  });
  afterAll(async () => {
    await engine.close();
    await rm(directory, { recursive: true });
  });

  it.each(queries)('$title runs on the schema', async ({ sql }) => {
    const expanded = expandMacros(sql);
    expect(expanded).not.toContain('$');
    const result = await engine.reader.query({ query: expanded, format: 'JSON' });
    expect((await result.json<unknown>()).meta?.length).toBeGreaterThan(0);
  });
});
