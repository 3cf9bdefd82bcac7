import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { findPeriod, type Retention } from './retention.js';

/** What readers may rely on, in the order in which it is described. */
const published = [
  'mcp_operations',
  'mcp_tool_calls',
  'mcp_errors',
  'mcp_sessions',
  'mcp_running',
  'mcp_tool_stats_1m',
  'mcp_tool_stats_1h',
  'mcp_content',
  'mcp_surfaces',
  'mcp_listed_tools',
  'mcp_audit',
  'otel_traces',
  'otel_traces_rejected',
  'otel_logs',
  'otel_metrics_gauge',
  'otel_metrics_sum',
  'otel_metrics_histogram',
  'otel_metrics_exponential_histogram',
  'otel_metrics_summary',
];

/** What the views above, the query service and the migrator are made with. */
const internal = [
  'otel_traces_landing',
  'mcp_dialect_spans',
  'mcp_emitted_spans',
  'mcp_conventional_spans',
  'mcp_spans',
  'mcp_session_slots',
  'mcp_session_windows',
  'mcp_sealed_sessions',
  'mcp_quiet_sessions',
  'mcp_unsealed_sessions',
  'mcp_session_watermark',
  'mcp_open_sessions',
  'mcp_open_session_calls',
  'mcp_session_calls',
  'mcp_session_hours',
  'mcp_snapshots',
  'mcp_running_operations',
  'mcp_client_calls',
  'mcp_hour_arrivals',
  'mcp_rollup',
  'mcp_rollup_seals',
  'mcp_bucket_arrivals',
  'mcp_sealed_buckets',
  'mcp_rollup_plan',
  'mcp_tool_calls_between',
  'mcp_tool_call_counts',
  'mcp_tool_call_shapes',
  'mcp_operation_counts',
  'mcp_operation_sessions',
  'mcp_failed_operations',
  'schema_migrations',
];

const tableRow = z.object({
  name: z.string(),
  engine: z.string(),
  comment: z.string(),
  partition: z.string(),
  sorting: z.string(),
  definition: z.string(),
  select: z.string(),
  parameters: z.array(z.string()),
});
const columnRow = z.object({ table: z.string(), name: z.string(), type: z.string(), comment: z.string() });
type Table = z.infer<typeof tableRow> & { columns: z.infer<typeof columnRow>[] };
type Tables = ReadonlyMap<string, Table>;

/**
 * The tables and views of the client's database as Markdown, from their comments. A column of a view that has no comment means what the
 * column of that name means where the view reads it.
 *
 * @param retention what each period is called: a number of days, or the variable that sets it.
 * @throws Error that names every table and column without a comment, and every table that is neither published nor internal.
 */
export async function describeSchema(client: ClickHouseClient, retention: Record<keyof Retention, string>): Promise<string> {
  const tables = await readTables(client);
  const problems = findProblems(tables);
  if (problems.length > 0) throw new Error(`The schema cannot be described:\n${problems.join('\n')}`);
  const list = (names: string[], toName: (table: Table) => string) =>
    names.flatMap((name) => tables.get(name) ?? []).map((table) => [toName(table), toCell(table.comment)]);
  return [
    '## Tables and views',
    toMarkdownTable(
      ['table or view', 'holds'],
      list(published, ({ name }) => `[\`${name}\`](#${name})`),
    ),
    ...published.flatMap((name) => tables.get(name) ?? []).map((table) => describeTable(table, tables, retention)),
    '## Internal',
    'What the above is made with. It changes without notice; what writers insert into is `otel_traces_landing`.',
    toMarkdownTable(
      ['table or view', 'holds'],
      list(internal, ({ name, parameters }) => `\`${name}${parameters.length > 0 ? `(${parameters.join(', ')})` : ''}\``),
    ),
  ].join('\n\n');
}

async function readTables(client: ClickHouseClient): Promise<Tables> {
  const read = async (query: string) => (await client.query({ query, format: 'JSONEachRow' })).json();
  const columns = z
    .array(columnRow)
    .parse(await read('SELECT table, name, type, comment FROM system.columns WHERE database = currentDatabase() ORDER BY table, position'));
  const tables = z.array(tableRow).parse(
    await read(`SELECT
        name, engine, comment, partition_key AS partition, sorting_key AS sorting, engine_full AS definition, as_select AS select,
        arraySort(parameterized_view_parameters.name) AS parameters
      FROM system.tables
      WHERE database = currentDatabase() AND engine != 'MaterializedView'`),
  );
  return new Map(tables.map((table) => [table.name, { ...table, columns: columns.filter((column) => column.table === table.name) }]));
}

function findProblems(tables: Tables): string[] {
  const known = [...published, ...internal];
  const uncommented = published.flatMap((name) => {
    const table = tables.get(name);
    return (table?.columns ?? []).filter((column) => findComment(table, column.name, tables) === '').map((column) => ({ name, column }));
  });
  return [
    ...known.filter((name) => !tables.has(name)).map((name) => `${name} does not exist`),
    ...[...tables.keys()].filter((name) => !known.includes(name)).map((name) => `${name}: list it as published or as internal`),
    ...[...tables.values()]
      .filter(({ comment }) => comment === '')
      .map(({ name }) => `${name} has no comment: ALTER TABLE ${name} MODIFY COMMENT '…'`),
    ...uncommented.map(
      ({ name, column }) => `${name}.${column.name} has no comment: ALTER TABLE ${name} COMMENT COLUMN ${column.name} '…'`,
    ),
  ];
}

/** What a view reads, in the order of its text. */
function findSources(view: Table, tables: Tables): Table[] {
  return [...view.select.matchAll(/\b(?:FROM|JOIN) \w+\.(\w+)/g)].flatMap(([, name]) => tables.get(name ?? '') ?? []);
}

function findComment(table: Table | undefined, column: string, tables: Tables): string {
  if (!table) return '';
  const own = table.columns.find(({ name }) => name === column)?.comment ?? '';
  if (own !== '') return own;
  return (
    findSources(table, tables)
      .map((source) => findComment(source, column, tables))
      .find((comment) => comment !== '') ?? ''
  );
}

function describeTable(table: Table, tables: Tables, retention: Record<keyof Retention, string>): string {
  const rows = table.columns.map(({ name, type }) => ({ name, type: toShortType(type), comment: findComment(table, name, tables) }));
  const [source] = findSources(table, tables);
  const isShared = (column: { name: string; type: string }) =>
    rows.some(
      ({ name, type, comment }) =>
        name === column.name && type === toShortType(column.type) && comment === findComment(source, column.name, tables),
    );
  const shared = source && published.includes(source.name) && source.columns.every(isShared) ? source : undefined;
  const own = rows.filter(({ name }) => !shared?.columns.some((column) => column.name === name));
  return [
    `### ${table.name}`,
    `${table.comment}. ${describeStorage(table, retention)}`,
    ...(shared ? [`The columns of [\`${shared.name}\`](#${shared.name})${own.length > 0 ? ', and:' : '.'}`] : []),
    ...(own.length > 0
      ? [
          toMarkdownTable(
            ['column', 'type', 'meaning'],
            own.map(({ name, type, comment }) => [`\`${name}\``, `\`${type}\``, toCell(comment)]),
          ),
        ]
      : []),
  ].join('\n\n');
}

function describeStorage({ name, engine, partition, sorting, definition }: Table, retention: Record<keyof Retention, string>): string {
  if (engine === 'View') return 'A view.';
  const period = findPeriod(name);
  const days = period ? retention[period] : /\bTTL .*toIntervalDay\((\d+)\)/.exec(definition)?.[1];
  return [
    `\`${engine}\``,
    ...(partition ? [`partitioned by \`${partition}\``] : []),
    `sorted by \`${sorting}\``,
    `kept for ${days === undefined ? 'ever' : `${days} days`}.`,
  ].join(', ');
}

/** As readers see it: without the numbers of enums and the functions that merge rows. */
function toShortType(type: string): string {
  return type.replace(/' = -?\d+/g, "'").replace(/SimpleAggregateFunction\(\w+, (\w+(?:\([^()]*\))?)\)/g, '$1');
}

function toMarkdownTable(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function toCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
