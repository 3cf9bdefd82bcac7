import { openTestEngine, type TestEngine } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDashboards } from './dashboards.js';
import type { VariableValues } from './plugin/variables.js';
import { listDashboardQueries, toClickHouseSql } from './queries.js';
import { HOSTILE, ingestCalls, type MadeCalls } from './testing/made-data.js';
import { findPanel, readPanel } from './testing/read-panel.js';

const queries = listDashboardQueries();

/** The choices that a test tries for each variable, of which `known` is one that the made data holds. */
const choices: Record<string, (made: MadeCalls) => readonly (string | string[])[]> = {
  service: () => ['$__all', ['files'], [HOSTILE, 'files']],
  tool: () => ['$__all', [HOSTILE, 'search']],
  client: () => ['$__all', [HOSTILE]],
  outcome: () => ['$__all', ['ok', HOSTILE]],
  session: ({ session }) => ['', session, HOSTILE],
  trace: ({ trace }) => ['', trace, HOSTILE],
  span: ({ span }) => ['', span, HOSTILE],
  split: () => ['tool', 'outcome', 'client', 'service', HOSTILE],
  fingerprint: () => ['', '0123456789abcdef', HOSTILE],
};

/** `tool` of the dashboard of one tool is a text. */
const textChoices: typeof choices = { ...choices, tool: () => ['', 'echo', HOSTILE] };

function* combine(names: readonly string[], made: MadeCalls, texts: typeof choices): Generator<VariableValues> {
  const [name, ...others] = names;
  if (name === undefined) return yield {};
  for (const rest of combine(others, made, texts)) for (const value of texts[name]?.(made) ?? []) yield { ...rest, [name]: value };
}

const variablesOf = (sql: string) => [...new Set([...sql.matchAll(/\$\{(\w+):/g)].map(([, name = '']) => name))];
const isText = (sql: string, name: string) => sql.includes(`\${${name}:percentencode}`);

describe('queries', () => {
  let engine: TestEngine;
  let made: MadeCalls;
  beforeAll(async () => {
    engine = await openTestEngine();
    made = await ingestCalls(engine);
  });
  afterAll(() => engine.close());

  async function run(sql: string, values: VariableValues) {
    const query = toClickHouseSql(sql, { from: made.from, to: made.to, intervalMs: 60_000 }, values);
    return (await engine.reader.query({ query, format: 'JSON' })).json<Record<string, unknown>>();
  }

  it.each(queries)(
    '$name runs for every combination of its variables',
    async ({ sql }) => {
      const texts = isText(sql, 'tool') ? textChoices : choices;
      let columns: unknown;
      for (const values of combine(variablesOf(sql), made, texts)) {
        const result = await run(sql, values);
        columns ??= result.meta;
        expect(result.meta, JSON.stringify(values)).toEqual(columns);
      }
    },
    120_000,
  );

  /** Values with which each query must find something of the made data. */
  const known = (): VariableValues => ({
    service: '$__all',
    tool: '$__all',
    client: '$__all',
    outcome: '$__all',
    session: made.session,
    trace: made.trace,
    span: made.span,
    split: 'tool',
    fingerprint: '',
  });
  const knownFor = (sql: string) => ({ ...known(), ...(isText(sql, 'tool') ? { tool: HOSTILE } : {}) });

  /** What the made data has nothing of: Collectors, spans of the wrong time, and sessions that are sealed. */
  const empty = ['Spans through the Collectors', 'Queue of the Collectors', 'Spans refused for their time', 'Worth a look, sealed'];

  it.each(queries.filter(({ name }) => !empty.some((title) => name.endsWith(title))))('$name finds the made data', async ({ sql }) => {
    expect((await run(sql, knownFor(sql))).data).not.toEqual([]);
  });

  it('find a hostile name exactly, and nothing else with it', async () => {
    const find = async (name: string, values: VariableValues) => (await readPanel(findPanel(name), (sql) => run(sql, values))).rows;
    const tools = await find('tool-calls.json: Tools', { ...known(), tool: [HOSTILE] });
    expect(new Set(tools.map(({ tool }) => tool))).toEqual(new Set([HOSTILE]));
    const clients = await find('clients.json: Clients', { ...known(), client: [HOSTILE] });
    expect(clients.map(({ client }) => client)).toEqual([HOSTILE]);
  });

  it.each([
    ['tool-calls.json: Calls that began in the period', 'Calls, Success rate, Failed, Average, p50, p95, p99'],
    ['tool-calls.json: Tools', 'Tool, Service, Calls, Success rate, Failed, Average, p50, p95, p99, Last seen, Sessions'],
    ['clients.json: Clients', 'Client, Version, Transport, Protocol, Operations, Errors, Error rate, Last seen, Sessions'],
    [
      'tool.json: At each server',
      'Server, Calls, ok, tool_error, invalid_request, server_error, timeout, lost, cancelled, Sessions, Clients, Input, p50, Input, most, Output, p50, Output, most, Definition, tokens',
    ],
  ])('%s is one table of several queries', async (name, headings) => {
    const { columns, rows } = await readPanel(findPanel(name), (sql) => run(sql, knownFor(sql)));
    expect(columns.flatMap(({ heading }) => heading ?? []).join(', ')).toBe(headings);
    expect(Object.values(rows[0] ?? {})).not.toContain(undefined);
  });

  describe.each(Object.entries(buildDashboards()))('%s', (file, dashboard) => {
    const panels = (dashboard.panels ?? []).map(({ title }) => findPanel(`${file}: ${title}`));

    it.each(panels)('$title gets the columns and types that it needs', async (panel) => {
      const { columns, rows } = await readPanel(panel, (sql) => run(sql, knownFor(sql)));
      expect(columns.map(({ name }) => name)).toEqual(
        expect.arrayContaining(panel.fieldConfig.overrides.map(({ matcher }) => matcher.options)),
      );
      expect(columns).toSatisfy(needs[panel.type] ?? (() => false));
      if (!empty.some((title) => title === panel.title)) expect(rows).not.toEqual([]);
    });
  });
});

type Columns = { name: string; type: string }[];

const isNumber = ({ type }: Columns[number]) => /^(Nullable\()?(U?Int|Float|Decimal)/.test(type);
const isLabel = ({ type }: Columns[number]) => /^(LowCardinality\()?(Nullable\()?(String|Enum)/.test(type);
const isTime = ({ type }: Columns[number]) => /^(Nullable\()?Date(Time)?/.test(type);

/** What the kinds of panels ask of a result. */
const needs: Record<string, (columns: Columns) => boolean> = {
  // The time first; then numbers, at most with one text that names the series.
  timeseries: ([time, ...others]) =>
    time !== undefined && isTime(time) && others.some(isNumber) && others.filter((each) => !isNumber(each)).every(isLabel),
  heatmap: ([time, ...bands]) => time !== undefined && isTime(time) && bands.length > 1 && bands.every(isNumber),
  stat: (columns) => columns.every((column) => isNumber(column) || isTime(column)),
  table: (columns) => columns.every((column) => isNumber(column) || isLabel(column) || isTime(column) || column.type === 'Bool'),
  logs: (columns) => ['timestamp', 'body', 'level'].every((name) => columns.some((column) => column.name === name)),
  traces: (columns) =>
    [
      'traceID',
      'spanID',
      'parentSpanID',
      'serviceName',
      'operationName',
      'startTime',
      'duration',
      'tags',
      'serviceTags',
      'statusCode',
    ].every((name) => columns.some((column) => column.name === name)),
};
