import { outcome, side } from './outcome.js';
import { SearchError } from './search-error.js';
import { sessionBasis, sessionFlag, sessionStatus } from './session-terms.js';

/** One alternative of a term; `pattern` values have `*` for any text. */
export interface SearchValue {
  text: string;
  pattern: boolean;
}

/**
 * One condition of a search; all of them must hold. `text` terms are free words; `latency` compares milliseconds; the other
 * fields fit when one of their values does.
 */
export type SearchTerm =
  | { field: SearchField; negated: boolean; values: SearchValue[] }
  | { field: 'latency'; negated: boolean; comparison: Comparison; milliseconds: number }
  | { field: 'text'; negated: boolean; text: string };

export type Comparison = '<' | '<=' | '>' | '>=';

/** Fields and, where they are few, the values that they can have. */
const fields = {
  tool: undefined,
  method: undefined,
  outcome: outcome.options,
  error: undefined,
  client: undefined,
  service: undefined,
  session: undefined,
  user: undefined,
  status: sessionStatus.options,
  flag: sessionFlag.options,
  transport: undefined,
  protocol: undefined,
  basis: sessionBasis.options,
  side: side.options,
} as const satisfies Record<string, readonly string[] | undefined>;

export type SearchField = keyof typeof fields;

/** Names that can stand before a colon. */
export const searchFields: readonly string[] = [...Object.keys(fields), 'latency'];

const unitMs: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const maximumTerms = 32;

/**
 * The terms of a search text: `tool:search outcome:tool_error,timeout latency:>2s client:claude* -user:x error:"disk full" words`.
 * A value in quotes is taken as it is, with `\"` and `\\` inside; quotes also make text of what looks like a field.
 *
 * @throws SearchError for an unknown field, a value that its field cannot have, or quotes that do not end.
 */
export function parseSearch(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let position = skipSpace(text, 0);
  while (position < text.length) {
    if (terms.length === maximumTerms) throw new SearchError(position, `expected at most ${maximumTerms} terms`);
    // A minus before a digit is a number, such as an error code.
    const negated = /^-[^\s\d]/.test(text.slice(position, position + 2));
    const start = negated ? position + 1 : position;
    const name = /^([A-Za-z]+):/.exec(text.slice(start))?.[1];
    const { term, end } =
      name === undefined ? parseWord(text, start, negated) : parseField(text, start, name, start + name.length + 1, negated);
    terms.push(term);
    position = skipSpace(text, end);
  }
  return terms;
}

function parseWord(text: string, start: number, negated: boolean): { term: SearchTerm; end: number } {
  const { value, end } = parseValue(text, start, /[^\s]/);
  if (value.text === '') throw new SearchError(start, 'expected text between the quotes');
  return { term: { field: 'text', negated, text: value.text }, end };
}

function parseField(text: string, start: number, name: string, valueStart: number, negated: boolean): { term: SearchTerm; end: number } {
  if (name === 'latency') return parseLatency(text, valueStart, negated);
  if (!isField(name)) {
    throw new SearchError(start, `expected one of the fields ${searchFields.join(', ')}, got ${name}; quotes make text of it: "${name}:…"`);
  }
  const values: SearchValue[] = [];
  let position = valueStart;
  for (;;) {
    const { value, end } = parseValue(text, position, /[^\s,]/);
    const allowed: readonly string[] | undefined = fields[name];
    if (end === position) throw new SearchError(position, `expected a value after ${name}:`);
    if (allowed && !allowed.includes(value.text)) {
      throw new SearchError(position, `expected ${name} to be one of ${allowed.join(', ')}, got ${value.text}`);
    }
    values.push(value);
    position = end;
    if (text[position] !== ',') return { term: { field: name, negated, values }, end: position };
    position += 1;
  }
}

function parseLatency(text: string, start: number, negated: boolean): { term: SearchTerm; end: number } {
  const [raw = ''] = /^\S*/.exec(text.slice(start)) ?? [];
  const [, comparison, amount, unit = 'ms'] = /^(<=|>=|<|>)(\d{1,12}(?:\.\d{1,6})?)(us|ms|s|m|h)?$/.exec(raw) ?? [];
  if (!isComparison(comparison) || amount === undefined) {
    throw new SearchError(
      start,
      `expected a comparison with a duration such as >2s, <=150ms or >=1.5m, got ${raw === '' ? 'nothing' : raw}`,
    );
  }
  return { term: { field: 'latency', negated, comparison, milliseconds: Number(amount) * (unitMs[unit] ?? 1) }, end: start + raw.length };
}

/** A quoted value, or the characters up to the first that cannot be of it. */
function parseValue(text: string, start: number, character: RegExp): { value: SearchValue; end: number } {
  if (text[start] === '"') return parseQuoted(text, start);
  let end = start;
  while (end < text.length && character.test(text.charAt(end))) end += 1;
  const value = text.slice(start, end);
  return { value: { text: value, pattern: value.includes('*') }, end };
}

/** Any text as a value that is taken as it is. */
export function quoteSearchValue(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function parseQuoted(text: string, start: number): { value: SearchValue; end: number } {
  let value = '';
  for (let position = start + 1; position < text.length; position += 1) {
    if (text[position] === '"') return { value: { text: value, pattern: false }, end: position + 1 };
    if (text[position] === '\\' && (text[position + 1] === '"' || text[position + 1] === '\\')) position += 1;
    value += text.charAt(position);
  }
  throw new SearchError(start, 'expected closing quotes for those that open here');
}

function skipSpace(text: string, start: number): number {
  return start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0);
}

function isField(name: string): name is SearchField {
  return Object.hasOwn(fields, name);
}

function isComparison(text: string | undefined): text is Comparison {
  return text !== undefined && ['<', '<=', '>', '>='].includes(text);
}
