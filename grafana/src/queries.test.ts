import { openTestEngine, type TestEngine } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDashboards } from './dashboards.js';
import type { VariableValues } from './plugin/variables.js';
import { listDashboardQueries, toClickHouseSql } from './queries.js';
import { HOSTILE, ingestCalls, type MadeCalls } from './testing/made-data.js';

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
    const result = await engine.reader.query({ query, format: 'JSON' });
    const { meta = [], data } = await result.json<Record<string, unknown>>();
    return { columns: meta, rows: data };
  }

  it.each(queries)(
    '$name runs for every combination of its variables',
    async ({ sql }) => {
      const texts = isText(sql, 'tool') ? textChoices : choices;
      let columns: unknown;
      for (const values of combine(variablesOf(sql), made, texts)) {
        const result = await run(sql, values);
        columns ??= result.columns;
        expect(result.columns, JSON.stringify(values)).toEqual(columns);
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

  /** What the made data has nothing of: Collectors, and spans of the wrong time. */
  const empty = ['Spans through the Collectors', 'Queue of the Collectors', 'Spans refused for their time'];

  it.each(queries.filter(({ name }) => !empty.some((title) => name.endsWith(title))))('$name finds the made data', async ({ sql }) => {
    expect((await run(sql, knownFor(sql))).rows).not.toEqual([]);
  });

  it('find a hostile name exactly, and nothing else with it', async () => {
    const byTool = queries.find(({ name }) => name === 'tool-calls.json: Tools')?.sql ?? '';
    const { rows } = await run(byTool, { ...known(), tool: [HOSTILE] });
    expect(new Set(rows.map(({ tool }) => tool))).toEqual(new Set([HOSTILE]));
    const clients = queries.find(({ name }) => name === 'clients.json: Clients')?.sql ?? '';
    expect((await run(clients, { ...known(), client: [HOSTILE] })).rows.map(({ client }) => client)).toEqual([HOSTILE]);
  });

  describe.each(Object.entries(buildDashboards()))('%s', (file, dashboard) => {
    const panels: PanelJson[] = JSON.parse(JSON.stringify(dashboard)).panels;

    it.each(panels)('$title gets the columns and types that it needs', async ({ title, type, targets, fieldConfig }) => {
      const sql = targets[0]?.rawSql ?? '';
      const { columns } = await run(sql, knownFor(sql));
      const types = new Map(columns.map(({ name, type }) => [name, type]));
      for (const { matcher } of fieldConfig.overrides) expect([...types.keys()], `${file}: ${title}`).toContain(matcher.options);
      expect(columns).toSatisfy(needs[type] ?? (() => false));
    });
  });
});

interface PanelJson {
  title: string;
  type: string;
  targets: { rawSql: string }[];
  fieldConfig: { overrides: { matcher: { options: string } }[] };
}

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
