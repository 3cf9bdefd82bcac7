import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestEngine, type TestEngine, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const schema = readFileSync(join(import.meta.dirname, '../../docs/schema.md'), 'utf8');

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  const content = { 'gen_ai.tool.call.arguments': '{}', 'error.type': 'tool_error' };
  const listed = {
    'mcp.method.name': 'tools/list',
    'callsight.surface.hash': 'a1',
    'callsight.surface.tools': '[{"name":"unused","hash":"b2","bytes":412,"tokens":103}]',
  };
  await engine.ingest([
    toSpanRow({ TraceId: 'documented', SpanAttributes: toCallAttributes('documented', 'echo', content) }),
    toSpanRow({ SpanAttributes: listed }),
    toSpanRow({ at: new Date('2000-01-01') }),
  ]);
  const point = {
    MetricName: 'mcp.server.operation.duration',
    TimeUnix: new Date().toISOString(),
    Count: 1,
    Sum: 0.025,
    AggregationTemporality: 1,
  };
  await engine.insert('otel_metrics_histogram', Buffer.from(JSON.stringify(point)));
  await engine.insert('mcp_audit', Buffer.from('{"actor":"local","door":"api"}'));
});
afterAll(() => engine.close());

describe('docs/schema.md', () => {
  const block = /```sql\n([\s\S]+?)```/.exec(schema)?.[1] ?? '';
  const questions = block.split(/;\s*\n/).filter((question) => question.trim() !== '');

  test.each(questions)('%s', async (question) => {
    expect(await engine.select(question.replaceAll('…', 'documented'))).not.toEqual([]);
  });

  test.each([...schema.matchAll(/^### (mcp_\w+)$/gm)].map(([, name]) => name ?? ''))('has a question to %s', (name) => {
    expect(block).toMatch(new RegExp(`\\b(FROM|JOIN) ${name}\\b`));
  });
});
