import { z } from 'zod';
import type { Period } from '../contract/index.js';
import { CursorError, type Position, parseCursor, toCursor } from './cursor.js';
import { toEngineTime } from './engine-time.js';
import type { Fragments, QueryParameters } from './query.js';

/** One column that a list is ordered by; the columns of an order together are different for every row. */
export interface SortColumn<Row> {
  sql: string;
  type: 'time' | 'text' | 'number';
  of(row: Row): string | number;
}

/** A page of a list: what its query needs beside the filter, and how its rows become the page. */
export interface Paging<Row> {
  period: Period;
  /** `:order` is the ORDER BY clause, `:after` the condition that leaves out the pages before. */
  fragments: Fragments;
  parameters: QueryParameters;
  /** Sort values of the last row of the page before. */
  after: (string | number)[] | undefined;
  toPage(rows: readonly Row[]): { items: Row[]; nextCursor: string | null };
}

const types = { time: "DateTime64(6, 'UTC')", text: 'String', number: 'Float64' } as const;
const values = { time: z.iso.datetime(), text: z.string(), number: z.number() } as const;

/**
 * Pages by position in the order, not by number of rows: rows that arrive meanwhile neither repeat nor hide a row that stays
 * in its place.
 */
export function toPaging<Row>(
  list: string,
  columns: readonly SortColumn<Row>[],
  query: { order: 'asc' | 'desc'; limit: number; cursor?: string | undefined },
  firstPeriod: () => Period,
): Paging<Row> {
  const { order, limit } = query;
  const name = `${list} ${order}`;
  const position = parseCursor(query.cursor, name);
  const period = position?.period ?? firstPeriod();
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  return {
    period,
    fragments: {
      order: { sql: `ORDER BY ${columns.map(({ sql }) => `${sql} ${direction}`).join(', ')}` },
      after: { sql: position ? toAfter(columns, order) : '' },
    },
    parameters: { limit: limit + 1, ...(position ? toParameters(columns, position) : {}) },
    after: position?.values,
    toPage(rows) {
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const more = rows.length > items.length && last !== undefined;
      return { items, nextCursor: more ? toCursor(name, { period, values: columns.map((column) => column.of(last)) }) : null };
    },
  };
}

/** The first column is also compared alone: an index on it can leave out what a comparison of tuples cannot. */
function toAfter<Row>(columns: readonly SortColumn<Row>[], order: 'asc' | 'desc'): string {
  const sign = order === 'asc' ? '>' : '<';
  const bound = columns.map(({ type }, index) => `{after${index}:${types[type]}}`);
  return `    AND ${columns[0]?.sql} ${sign}= ${bound[0]} AND (${columns.map(({ sql }) => sql).join(', ')}) ${sign} (${bound.join(', ')})`;
}

function toParameters<Row>(columns: readonly SortColumn<Row>[], position: Position): QueryParameters {
  if (position.values.length !== columns.length) throw new CursorError(`expected a cursor with ${columns.length} values`);
  return Object.fromEntries(
    columns.map(({ type }, index) => {
      const value = values[type].safeParse(position.values[index]);
      if (!value.success) throw new CursorError('expected the nextCursor of an earlier page, unchanged');
      return [`after${index}`, type === 'time' ? toEngineTime(String(value.data)) : value.data];
    }),
  );
}
