import { expect, it } from 'vitest';
import { inlineViews } from './inline-views.js';

const between = (parameters: string) => `SELECT count() FROM mcp_tool_calls_between(${parameters}) AS calls WHERE outcome = 'ok'`;

it('puts the text of a view in place of its call, with its parameters as aliases', () => {
  const sql = inlineViews(between(`from = least(now(), $__fromTime_ms), to = $__toTime_ms`));
  expect(sql).toContain(`CAST(least(now(), $__fromTime_ms), 'DateTime64(6, \\'UTC\\')') AS mcp_tool_calls_between_from`);
  expect(sql).toContain('ts >= mcp_tool_calls_between_from AND ts < mcp_tool_calls_between_to');
  expect(sql).toMatch(/^SELECT count\(\) FROM \(WITH [\s\S]+\) AS calls WHERE outcome = 'ok'$/);
});

it('goes on with the views that a view calls', () => {
  const sql = inlineViews('SELECT * FROM mcp_operation_counts(step = 86400, from = $__fromTime_ms, to = $__toTime_ms)');
  expect(sql).toContain('FROM mcp_rollup_seals');
  expect(sql).not.toMatch(/mcp_rollup_plan\(|\{\w+:/);
});

it('leaves views without parameters to the engine', () => {
  expect(inlineViews('SELECT count() FROM mcp_sessions')).toBe('SELECT count() FROM mcp_sessions');
});

it('refuses parameters that are not those of the view, and views that do not exist', () => {
  expect(() => inlineViews(between('from = $__fromTime_ms'))).toThrow('mcp_tool_calls_between: expected the parameters from, to, got from');
  expect(() => inlineViews('SELECT * FROM mcp_nothing(from = 1)')).toThrow('mcp_nothing: expected the parameters of a view, got from');
});
