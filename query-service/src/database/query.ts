import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import type { z } from 'zod';

/** What stands in a query in place of `-- include :NAME`: the file `src/FILE.sql`, or text composed of known parts. */
export type Fragment = string | { sql: string };

export type Fragments = Readonly<Record<string, Fragment>>;

/** One `.sql` file with the shape of its rows. */
export interface Query<Row> {
  /** Path below `src/`, without the ending: `sessions/list`. */
  name: string;
  row: z.ZodType<Row>;
  /** The fragments that differ between the variants of a query. */
  fragments?: Fragments;
}

/** Values bound to the `{name:Type}` placeholders of a query. */
export type QueryParameters = Record<string, string | number | readonly string[] | readonly number[]>;

/** Fragments that several queries share: `-- include NAME` in a query stands for `src/NAME.sql`. */
const include = /^[ \t]*-- include (:?)(\S+)$/gm;

const files = new Map<string, string>();

/** The SQL of a query with its fragments in place. */
export function readSql(name: string, fragments: Fragments = {}): string {
  return readSqlFile(name).replace(include, (_, variable: string, included: string) => {
    const fragment = variable ? fragments[included] : included;
    if (fragment === undefined) throw new Error(`query ${name}: no fragment is given for :${included}`);
    return typeof fragment === 'string' ? readSql(fragment, fragments) : fragment.sql;
  });
}

/** Each file is read once per process. */
function readSqlFile(name: string): string {
  const known = files.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`../../src/${name}.sql`, import.meta.url), 'utf8');
  files.set(name, text);
  return text;
}

/** Formats in which the engine itself can write what is passed on as it is. */
export type TextFormat = 'JSONEachRow' | 'CSV';

/** Runs queries and maps their rows; `signal` abandons one that nobody waits for. */
export interface Reader {
  rows<Row>(query: Query<Row>, parameters: QueryParameters, signal?: AbortSignal): Promise<Row[]>;
  /** The rows as text, once the query has succeeded. */
  text(query: Omit<Query<unknown>, 'row'>, parameters: QueryParameters, format: TextFormat, signal?: AbortSignal): Promise<Readable>;
}

export function createReader(client: ClickHouseClient): Reader {
  return {
    async rows(query, parameters, signal) {
      const result = await client.query({
        query: readSql(query.name, query.fragments),
        query_params: parameters,
        format: 'JSONEachRow',
        ...(signal ? { abort_signal: signal } : {}),
      });
      const rows = await result.json();
      return rows.map((row) => query.row.parse(row));
    },
    async text(query, parameters, format, signal) {
      const { stream } = await client.exec({
        query: `${readSql(query.name, query.fragments)}\nFORMAT ${format}`,
        query_params: parameters,
        // An error that comes late would stand in the middle of the text.
        clickhouse_settings: { wait_end_of_query: 1 },
        ...(signal ? { abort_signal: signal } : {}),
      });
      return stream as Readable;
    },
  };
}

/** The row of a query that always returns exactly one. */
export async function readOne<Row>(reader: Reader, query: Query<Row>, parameters: QueryParameters, signal?: AbortSignal): Promise<Row> {
  const [row] = await reader.rows(query, parameters, signal);
  if (row === undefined) throw new Error(`query ${query.name}: expected one row, got none`);
  return row;
}
