import { describe, expect, it } from 'vitest';
import { interpolateVariables } from './variables.js';

/** A query, the values of its variables, and what Grafana's page and the plugin make of them. */
const interpolations: [sql: string, values: Record<string, string | string[]>, result: string][] = [
  ["$__conditionalAll(a IN (f('${a:customqueryparam:v}')), $a)", { a: '$__all' }, '1=1'],
  ["$__conditionalAll(a IN (f('${a:customqueryparam:v}')), $a)", { a: ['$__all'] }, '1=1'],
  ["$__conditionalAll(a = '${a:percentencode}', $a)", { a: '' }, '1=1'],
  ["$__conditionalAll(a IN (f('${a:customqueryparam:v}')), $a)", { a: ['x', 'y z'] }, "a IN (f('v=x&v=y%20z'))"],
  ["'${a:percentencode}'", { a: `it's \\ (a) "$__fromTime" *!` }, "'it%27s%20%5C%20%28a%29%20%22%24__fromTime%22%20%2A%21'"],
  ["'${a:customqueryparam:v}'", { a: ['a&v=b', "c'"] }, "'v=a%26v%3Db&v=c%27'"],
  ['$__conditionalAll(f(a, 1), $a) AND $__conditionalAll(g(b), $b)', { a: 'x', b: '' }, 'f(a, 1) AND 1=1'],
];

describe('variables', () => {
  it.each(interpolations)('%s with %j is %s', (sql, values, result) => {
    expect(interpolateVariables(sql, values)).toBe(result);
  });

  it('need a value and a format that is known', () => {
    expect(() => interpolateVariables("'${a:percentencode}'", {})).toThrow('expected a value for the variable a');
    expect(() => interpolateVariables("'${a:singlequote}'", { a: 'x' })).toThrow('expected the format customqueryparam');
  });
});
