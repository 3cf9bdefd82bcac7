import { readFileSync } from 'node:fs';
import type { ClickHouseClient } from '@clickhouse/client';
import type { z } from 'zod';

/** One `.sql` file with the shape of its rows. */
export interface Query<Row> {
  /** Path below `src/`, without the ending: `sessions/list`. */
  name: string;
  row: z.ZodType<Row>;
  /** Files for the fragments that differ between the variants of a query: `-- include :NAME` stands for `src/FILE.sql`. */
  fragments?: Readonly<Record<string, string>>;
}

/** Values bound to the `{name:Type}` placeholders of a query. */
export type QueryParameters = Record<string, string | number | string[]>;

/** Fragments that several queries share: `-- include NAME` in a query stands for `src/NAME.sql`. */
const include = /^[ \t]*-- include (:?)(\S+)$/gm;

const texts = new Map<string, string>();

/** The SQL of a query with its fragments in place; read once per process and variant. */
export function readSql(name: string, fragments: Readonly<Record<string, string>> = {}): string {
  const key = [name, ...Object.values(fragments)].join();
  const known = texts.get(key);
  if (known !== undefined) return known;
  const file = new URL(`../../src/${name}.sql`, import.meta.url);
  const text = readFileSync(file, 'utf8').replace(include, (_, variable: string, fragment: string) => {
    const file = variable ? fragments[fragment] : fragment;
    if (file === undefined) throw new Error(`query ${name}: no fragment is given for :${fragment}`);
    return readSql(file, fragments);
  });
  texts.set(key, text);
  return text;
}

/** Runs queries and maps their rows; `signal` abandons one that nobody waits for. */
export interface Reader {
  rows<Row>(query: Query<Row>, parameters: QueryParameters, signal?: AbortSignal): Promise<Row[]>;
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
  };
}

/** The row of a query that always returns exactly one. */
export async function readOne<Row>(reader: Reader, query: Query<Row>, parameters: QueryParameters, signal?: AbortSignal): Promise<Row> {
  const [row] = await reader.rows(query, parameters, signal);
  if (row === undefined) throw new Error(`query ${query.name}: expected one row, got none`);
  return row;
}
