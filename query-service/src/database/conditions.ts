import type { SearchField, SearchTerm, SearchValue } from '../contract/index.js';
import type { QueryParameters } from './query.js';

/** Binds a value and gives the placeholder that stands for it. */
export type Bind = (value: string | number, type: 'String' | 'Float64' | 'UInt32') => string;

/** Where a table has what terms ask for. These expressions are the only text that a condition takes over; values are bound. */
export interface TermColumns {
  /** A column, or the condition on a value. */
  fields: Partial<Record<SearchField, string | ((value: SearchValue, bind: Bind) => string)>>;
  /** Nanoseconds. */
  latency?: string;
  /** Texts in which free words are found. */
  text?: readonly string[];
}

export interface Conditions {
  /** One condition of SQL, each line of it starting with AND; empty without terms. */
  sql: string;
  parameters: QueryParameters;
}

/** Collects the parameters of a query's conditions under names that cannot clash: `term0`, `term1`, … */
export function createBindings(prefix = 'term'): { parameters: QueryParameters; bind: Bind } {
  const parameters: QueryParameters = {};
  return {
    parameters,
    bind(value, type) {
      const name = `${prefix}${Object.keys(parameters).length}`;
      parameters[name] = value;
      return `{${name}:${type}}`;
    },
  };
}

export type Bindings = ReturnType<typeof createBindings>;

/** A term as a condition on a table; undefined where the table does not have what it asks for. */
export function toCondition(term: SearchTerm, columns: TermColumns, bindings: Bindings): string | undefined {
  const condition = toPositiveCondition(term, columns, bindings);
  return condition !== undefined && term.negated ? `NOT (${condition})` : condition;
}

function toPositiveCondition(term: SearchTerm, columns: TermColumns, { bind }: Bindings): string | undefined {
  if (term.field === 'text') return columns.text && toAlternatives(columns.text.map((text) => contains(text, term.text, bind)));
  if (term.field === 'latency')
    return columns.latency && `${columns.latency} ${term.comparison} ${bind(term.milliseconds * 1e6, 'Float64')}`;
  const column = columns.fields[term.field];
  if (column === undefined) return undefined;
  return toAlternatives(
    term.values.map((value) => {
      if (typeof column === 'function') return column(value, bind);
      return term.field === 'error' ? likeAnywhere(column, value, bind) : equals(column, value, bind);
    }),
  );
}

function toAlternatives(conditions: readonly string[]): string | undefined {
  return conditions.length === 1 ? conditions[0] : `(${conditions.join(' OR ')})`;
}

/** Whether a column has a value, or one that its pattern stands for. */
export function equals(column: string, { text, pattern }: SearchValue, bind: Bind): string {
  return pattern ? `${column} LIKE ${bind(toLikePattern(text), 'String')}` : `${column} = ${bind(text, 'String')}`;
}

function likeAnywhere(column: string, { text, pattern }: SearchValue, bind: Bind): string {
  return pattern ? `${column} ILIKE ${bind(`%${toLikePattern(text)}%`, 'String')}` : contains(column, text, bind);
}

function contains(column: string, text: string, bind: Bind): string {
  return `positionCaseInsensitiveUTF8(${column}, ${bind(text, 'String')}) > 0`;
}

/** `*` stands for any text; what LIKE itself would read as a wildcard stands for itself. */
function toLikePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}
