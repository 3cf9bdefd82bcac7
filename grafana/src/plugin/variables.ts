/** The values chosen for a dashboard's variables: `$__all` stands for all, a text box holds one text. */
export type VariableValues = Readonly<Record<string, string | readonly string[]>>;

const CONDITIONAL_ALL = '$__conditionalAll(';

/**
 * A query with its variables in place, as Grafana's page sends it to the plugin's backend: `$__conditionalAll` first
 * (CHDatasource.applyConditionalAll of the plugin), then `${name:format}` (formatRegistry of `@grafana/scenes`).
 *
 * @throws for a variable that has no value and for a format that these dashboards do not use.
 */
export function interpolateVariables(sql: string, values: VariableValues): string {
  return applyConditionalAll(sql, values).replace(/\$\{(\w+):([\w:]+)\}/g, (_, name: string, format: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`expected a value for the variable ${name}`);
    return formatValue(value, format);
  });
}

function applyConditionalAll(sql: string, values: VariableValues): string {
  const start = sql.lastIndexOf(CONDITIONAL_ALL);
  if (start === -1) return sql;
  const { args, end } = readArguments(sql, start + CONDITIONAL_ALL.length);
  const [condition, variable] = args;
  const name = /\w+/.exec(variable ?? '')?.[0];
  if (condition === undefined || name === undefined || args.length !== 2)
    throw new Error(`$__conditionalAll takes a condition and a variable, got ${JSON.stringify(args)}`);
  const value = values[name]?.toString();
  const phrase = value === '' || value === '$__all' ? '1=1' : condition;
  return applyConditionalAll(sql.slice(0, start) + phrase + sql.slice(end), values);
}

/** The arguments from an opening parenthesis on, split at commas outside of nested parentheses, as the plugin splits them. */
function readArguments(sql: string, from: number): { args: string[]; end: number } {
  const args: string[] = [];
  let depth = 1;
  let begin = from;
  for (const { 0: sign, index } of sql.slice(from).matchAll(/[(),]/g)) {
    const at = from + index;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if ((sign === ',' && depth === 1) || depth === 0) {
      args.push(sql.slice(begin, at));
      begin = at + 1;
    }
    if (depth === 0) return { args, end: at + 1 };
  }
  throw new Error(`expected a closing parenthesis after ${JSON.stringify(sql.slice(from, from + 40))}`);
}

function formatValue(value: string | readonly string[], format: string): string {
  const [name, prefix] = format.split(':');
  const texts = typeof value === 'string' ? [value] : value;
  if (name === 'customqueryparam') return texts.map((text) => `${prefix}=${encodeStrictly(text)}`).join('&');
  if (name === 'percentencode' && typeof value === 'string') return encodeStrictly(value);
  throw new Error(`expected the format customqueryparam, or percentencode of one text; got ${format} of ${JSON.stringify(value)}`);
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
