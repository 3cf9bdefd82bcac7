import { readMigrations } from '@callsight/clickhouse';

const definitions = await readDefinitions();

/** Parameterised views by name, as the newest migration defines each one. */
async function readDefinitions(): Promise<Map<string, string>> {
  const statements = (await readMigrations()).flatMap((migration) => migration.statements);
  return new Map(
    statements.flatMap((statement) => {
      const [, name = '', body = ''] =
        /^(?:\s*--.*\n)*\s*CREATE (?:OR REPLACE )?VIEW (?:IF NOT EXISTS )?(\w+) AS\n([\s\S]+)$/.exec(statement) ?? [];
      return /\{\w+:/.test(body) ? [[name, body] as const] : [];
    }),
  );
}

/**
 * A query with the text of each parameterised view in place of its call, its parameters as aliases. The engine works out a view, and what
 * comes before its answer, several times for each use; a query once.
 *
 * @throws Error for a view that no migration defines, and for parameters that are not those of the view.
 */
export function inlineViews(sql: string): string {
  const call = /\b(mcp_\w+)\((?=\s*\w+\s*=\s)/.exec(sql);
  if (!call) return sql;
  const [opening, view = ''] = call;
  const { values, end } = readValues(sql, call.index + opening.length);
  const body = definitions.get(view);
  const parameters = new Map([...(body ?? '').matchAll(/\{(\w+):([^}]+)\}/g)].map(([, name = '', type = '']) => [name, type]));
  const [given, expected] = [values, parameters].map((each) => [...each.keys()].sort().join(', '));
  if (body === undefined || given !== expected)
    throw new Error(`${view}: expected the parameters ${expected || 'of a view'}, got ${given}`);
  const aliases = [...parameters].map(([name, type]) => `CAST(${values.get(name)}, '${type.replaceAll("'", "\\'")}') AS ${view}_${name}`);
  const text = body.replaceAll(/\{(\w+):[^}]+\}/g, `${view}_$1`).replace(/^WITH\s/, '');
  const query = `(WITH ${aliases.join(', ')}${text === body ? '' : ','}\n${text})`;
  return sql.slice(0, call.index) + inlineViews(query + sql.slice(end));
}

/** The values of a call from its opening parenthesis on, `name = value` each, and where the call ends. */
function readValues(sql: string, from: number): { values: Map<string, string>; end: number } {
  const values = new Map<string, string>();
  let depth = 1;
  let begin = from;
  for (const { 0: sign, index } of sql.slice(from).matchAll(/[(),]/g)) {
    const at = from + index;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if ((sign === ',' && depth === 1) || depth === 0) {
      const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*([\s\S]+?)\s*$/.exec(sql.slice(begin, at)) ?? [];
      values.set(name, value);
      begin = at + 1;
    }
    if (depth === 0) return { values, end: at + 1 };
  }
  throw new Error(`expected a closing parenthesis after ${JSON.stringify(sql.slice(from, from + 40))}`);
}
