import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestEngine, type TestEngine, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const schema = readFileSync(join(import.meta.dirname, '../../docs/schema.md'), 'utf8');

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  const content = { 'gen_ai.tool.call.arguments': '{}', 'error.type': 'tool_error' };
  await engine.ingest([toSpanRow({ SpanAttributes: toCallAttributes('documented', 'echo', content) })]);
});
afterAll(() => engine.close());

describe('docs/schema.md', () => {
  const block = /```sql\n([\s\S]+?)```/.exec(schema)?.[1] ?? '';
  const questions = block.split(/;\s*\n/).filter((question) => question.trim() !== '');

  test('has questions', () => {
    expect(questions.length).toBeGreaterThan(3);
  });

  test.each(questions)('%s', async (question) => {
    expect(await engine.select(question.replace('…', 'documented'))).toHaveLength(1);
  });

  test('names every table and view that exists, and no other', async () => {
    const documented = [...schema.matchAll(/^\| (`.+?`) +\|/gm)].flatMap(([, cell]) =>
      [...(cell ?? '').matchAll(/`([\w*]+)`/g)].map(([, name]) => name ?? ''),
    );
    const rows = await engine.select<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = 'callsight' AND engine != 'Null' AND engine != 'MaterializedView'
        AND name NOT IN ('schema_migrations', 'mcp_session_states', 'mcp_session_hours', 'mcp_snapshots', 'mcp_client_calls')`,
    );
    const matches = (name: string, pattern: string) => new RegExp(`^${pattern.replace('*', '.*')}$`).test(name);
    expect(rows.filter(({ name }) => !documented.some((pattern) => matches(name, pattern)))).toEqual([]);
    expect(documented.filter((pattern) => !rows.some(({ name }) => matches(name, pattern)))).toEqual([]);
  });
});
