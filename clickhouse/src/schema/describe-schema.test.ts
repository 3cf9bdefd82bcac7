import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/index.js';
import { describeSchema } from './describe-schema.js';

let engine: TestEngine;
beforeEach(async () => {
  engine = await openTestEngine();
});
afterEach(() => engine.close());

const describe = () => describeSchema(engine.admin, { operationsDays: '30', contentDays: '7', tracesDays: '3' });
const run = (query: string) => engine.admin.command({ query });

test('a table has its comment, how it is stored and for how long, and a row for each column', async () => {
  await run("ALTER TABLE mcp_content COMMENT COLUMN result 'One | other'");
  const [, section] = (await describe()).split('### mcp_content\n\n');
  expect(section?.split('\n').slice(0, 10)).toEqual([
    'Arguments and results of operations, where capture was on. `ReplacingMergeTree`, partitioned by `toDate(ts)`, sorted by `ts, trace_id, span_id`, kept for 7 days.',
    '',
    '| column | type | meaning |',
    '| --- | --- | --- |',
    "| `ts` | `DateTime64(6, 'UTC')` | Start of the operation |",
    '| `trace_id` | `String` | Lowercase hex |',
    '| `span_id` | `String` | Lowercase hex |',
    '| `arguments` | `String` | JSON text, redacted at the source |',
    '| `arguments_truncated` | `Bool` | Whether arguments were cut to the cap |',
    '| `result` | `String` | One \\| other |',
  ]);
});

test('a view’s column means what it means where the view reads it, unless it says otherwise', async () => {
  await run("ALTER TABLE mcp_failed_operations COMMENT COLUMN method 'Read'");
  await run("ALTER TABLE mcp_errors COMMENT COLUMN target 'Its own'");
  const [, section] = (await describe()).split('### mcp_errors\n\n');
  expect(section).toContain('| `method` | `LowCardinality(String)` | Read |');
  expect(section).toContain('| `target` | `LowCardinality(String)` | Its own |');
});

test('a table or column without a comment, and a table that nobody listed, are refused by name', async () => {
  await run("ALTER TABLE mcp_operations COMMENT COLUMN target ''");
  await run("ALTER TABLE mcp_errors MODIFY COMMENT ''");
  await run("CREATE VIEW mcp_new AS SELECT 1 AS one COMMENT 'New'");
  await expect(describe()).rejects.toThrow(
    [
      'The schema cannot be described:',
      'mcp_new: list it as published or as internal',
      "mcp_errors has no comment: ALTER TABLE mcp_errors MODIFY COMMENT '…'",
      "mcp_operations.target has no comment: ALTER TABLE mcp_operations COMMENT COLUMN target '…'",
    ].join('\n'),
  );
});
