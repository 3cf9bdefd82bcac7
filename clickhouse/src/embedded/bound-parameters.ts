import { quote } from './sql/quote.js';

/** The begin of `{name:Type}`. */
const placeholder = /\{(\w+):/g;

/** Characters that end a value, or begin an escape, where the engine reads one as text. */
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\0': '\\0' };

/**
 * A query after a statement that sets its parameters on the connection; the engine reads each value by the type of its placeholder. The library's
 * own way of binding lets one query with parameters run at a time, however many connections there are.
 *
 * @throws Error for a placeholder without a value, which the connection may know from another query, and for a value of another type than text,
 * number, or list of them.
 */
export function bindParameters(query: string, parameters: Readonly<Record<string, unknown>> = {}): string {
  for (const [, name = ''] of query.matchAll(placeholder)) {
    if (!Object.hasOwn(parameters, name)) throw new Error(`No value is given for the parameter ${name} of a query`);
  }
  const settings = Object.entries(parameters).map(([name, value]) => `param_${name} = ${quote(toText(name, value))}`);
  return settings.length === 0 ? query : `SET ${settings.join(', ')};\n${query}`;
}

function toText(name: string, value: unknown): string {
  if (typeof value === 'string') return value.replace(/[\\\t\n\0]/g, (character) => escapes[character] ?? character);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map((each) => (typeof each === 'string' ? quote(each) : toText(name, each))).join(',')}]`;
  throw new Error(`The parameter ${name} of a query: expected text, a number, or a list of them, got ${typeof value}`);
}
