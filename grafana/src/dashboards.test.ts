import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildDashboards } from './dashboards.js';
import { DATA_SOURCE, PLUGIN_ID, PROVISIONED_DATA_SOURCE } from './plugin/query.js';
import { readSql } from './plugin/sql.js';
import { listDashboardQueries } from './queries.js';

const dashboards = Object.entries(buildDashboards());
const provisioned = (file: string) => readFileSync(new URL(`../provisioning/${file}`, import.meta.url), 'utf8');
const sqlFiles = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql'))
  .toSorted();

interface Panel {
  title: string;
  description?: string;
  datasource: object;
  gridPos: { x: number; y: number; w: number; h: number };
}

const panelsOf = (dashboard: object): Panel[] => JSON.parse(JSON.stringify(dashboard)).panels;

describe('dashboards', () => {
  it.each(dashboards)('%s is provisioned as the code has it (npm run generate -w grafana)', (file, dashboard) => {
    expect(JSON.parse(provisioned(`dashboards/${file}`))).toEqual(JSON.parse(JSON.stringify(dashboard)));
  });

  it('are all of the provisioned files', () => {
    const files = readdirSync(new URL('../provisioning/dashboards/', import.meta.url)).filter((file) => file.endsWith('.json'));
    expect(files.toSorted()).toEqual(dashboards.map(([file]) => file).toSorted());
  });

  it('start with the data source that is provisioned, and name none themselves', () => {
    const yaml = provisioned('datasources/callsight.yaml');
    expect(yaml).toContain(`name: ${PROVISIONED_DATA_SOURCE.name}\n`);
    expect(yaml).toContain(`uid: ${PROVISIONED_DATA_SOURCE.uid}\n`);
    expect(yaml).toContain(`type: ${PLUGIN_ID}\n`);
    for (const [, dashboard] of dashboards) for (const panel of panelsOf(dashboard)) expect(panel.datasource).toEqual(DATA_SOURCE);
  });

  it('use every SQL file', () => {
    const sent = listDashboardQueries().map(({ sql }) => sql);
    const texts = new Map(sqlFiles.map((file) => [file, readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8')]));
    const included = new Set(
      [...texts.values()].flatMap((text) => [...text.matchAll(/-- include (\S+)/g)].map(([, name]) => `${name}.sql`)),
    );
    expect(sqlFiles.filter((file) => !included.has(file) && !file.startsWith('alerts/') && !sent.includes(readSql(file)))).toEqual([]);
  });

  it.each(dashboards)('%s says of each panel what it counts', (_, dashboard) => {
    for (const panel of panelsOf(dashboard)) expect(panel.description, panel.title).toMatch(/\w+ \w+/);
  });

  it.each(dashboards)('%s fills its rows without overlap or gap', (_, dashboard) => {
    const cells = new Map<string, string>();
    let bottom = 0;
    for (const { title, gridPos } of panelsOf(dashboard)) {
      bottom = Math.max(bottom, gridPos.y + gridPos.h);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(cells.get(`${x},${y}`), `${title} covers another panel`).toBeUndefined();
          cells.set(`${x},${y}`, title);
        }
    }
    expect(cells.size).toBe(24 * bottom);
  });

  it('link only to dashboards and variables that exist', () => {
    const variablesByUid = new Map(
      dashboards.map(([, { uid, templating }]) => [uid, new Set((templating?.list ?? []).map(({ name }) => name))] as const),
    );
    const links = dashboards.flatMap(([, dashboard]) => [...JSON.stringify(dashboard).matchAll(/"\/d\/([\w-]+)\?([^"]*)"/g)]);
    expect(links.length).toBeGreaterThan(10);
    for (const [, uid = '', search = ''] of links)
      for (const [, name = ''] of search.matchAll(/var-(\w+)=/g))
        expect([uid, variablesByUid.get(uid)?.has(name)], name).toEqual([uid, true]);
  });
});
