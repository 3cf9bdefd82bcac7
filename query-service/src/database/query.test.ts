import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import * as activity from '../activity/queries.js';
import * as audit from '../audit/queries.js';
import { sessionFlag } from '../contract/index.js';
import * as errors from '../errors/queries.js';
import * as health from '../health/queries.js';
import * as live from '../live/queries.js';
import * as overview from '../overview/queries.js';
import { toTraffic } from '../overview/traffic.js';
import { operationColumns } from '../rollup/operation-source.js';
import * as rollup from '../rollup/queries.js';
import { toSource } from '../rollup/source.js';
import * as sessions from '../sessions/queries.js';
import { toCounts } from '../tool-calls/counts.js';
import * as toolCalls from '../tool-calls/queries.js';
import { toTable } from '../tool-calls/table.js';
import * as tools from '../tools/queries.js';
import { toFlagFile } from './filter.js';
import { readSql } from './query.js';
import { openKey, sessionState } from './session-source.js';

const root = join(import.meta.dirname, '..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql'))
  .map((file) => relative(root, join(root, file)).replace(/\.sql$/, ''));
const registered = [activity, audit, errors, health, live, overview, rollup, sessions, toolCalls, tools].flatMap((feature) =>
  Object.values(feature).map(({ name }) => name),
);
registered.push(sessionState.name, openKey.name);
const included = new Set(
  files.flatMap((file) => [...readFileSync(join(root, `${file}.sql`), 'utf8').matchAll(/-- include ([^:\s]\S*)/g)].map(([, name]) => name)),
);

const period = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' };
const variants = [
  toCounts({}, period),
  toCounts({ side: 'client' }, period),
  toCounts({ q: 'x' }, period),
  toCounts({ q: 'x' }, period, { sessions: [{ key: 'x', begin: 0, end: 0 }] }),
  toTable({}),
  toCounts({ q: 'error:x' }, period),
  toCounts({ q: 'latency:>1s' }, period),
  toCounts({ q: 'side:server latency:>1s' }, period),
  toTraffic({}, period),
  toTraffic({ q: 'x' }, period),
  toTraffic({ q: 'x' }, period, { source: toSource({ q: 'x' }, period, operationColumns), sessions: [{ key: 'x', begin: 0, end: 0 }] }),
  toTraffic({ q: 'latency:>1s' }, period),
].map((scope) => ('fragments' in scope ? scope.fragments : scope));
for (const flag of sessionFlag.options) included.add(toFlagFile(flag));
for (const name of [
  'database/has-kind',
  'tool-calls/stored',
  'rollup/told-once',
  'rollup/client-calls',
  'tool-calls/failed-client-calls',
  'tool-calls/client-calls-of-sessions',
  'database/across-the-edge',
  'database/sessions-across',
  'sessions/active-hours',
  'sessions/calls-of-sealed',
  'sessions/operation-series-beside',
  'database/in-sessions',
  'database/of-session',
  'database/session-window',
  'database/has-operations',
  'database/slots-of-session',
  'export/operation-as-json',
  'export/operation-as-csv',
  'export/defused',
])
  included.add(name);
for (const file of variants.flatMap((fragments) => Object.values(fragments))) if (typeof file === 'string') included.add(file);

test('every SQL file is a registered query or included by one, and every registration has its file', () => {
  expect(files.filter((file) => !included.has(file)).sort()).toEqual([...registered].sort());
});

test('fragments stand in place of their include', () => {
  const sql = readSql('tool-calls/summary', {
    ...toCounts({ q: 'latency:>1s' }, period, { aloneHours: [0] }).fragments,
    filter: { sql: 'AND tool' },
  });
  expect(sql).toContain('quantilesExactWeighted');
  expect(sql).toContain('mcp_client_calls');
  expect(sql).toContain('AND tool');
  expect(sql).not.toContain('-- include');
  expect(() => readSql('tool-calls/summary')).toThrow('no fragment is given for :counts');
});
