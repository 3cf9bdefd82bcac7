import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { ServiceList, ToolList } from '@callsight/query-service/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './eventually.js';
import { type StandaloneProcess, startStandalone } from './standalone-process.js';

const run = promisify(execFile);
/** What `@modelcontextprotocol/inspector --cli` starts. */
const inspector = createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector-cli/build/cli.js');

let callsight: StandaloneProcess;
beforeAll(async () => {
  callsight = await startStandalone();
});
afterAll(() => callsight.stop());

async function inspect(...args: string[]): Promise<unknown> {
  const command = [inspector, '--cli', `${callsight.pageUrl}/mcp`, '--transport', 'http', ...args];
  // It looks for its own package.json from where it is started.
  const { stdout } = await run(process.execPath, command, { cwd: dirname(inspector) });
  return JSON.parse(stdout);
}

test('the MCP inspector lists the tools, and calls one', async () => {
  const { tools } = (await inspect('--method', 'tools/list')) as { tools: { name: string; outputSchema?: unknown }[] };
  expect(tools.map(({ name }) => name)).toContain('find_failing_tools');
  expect(tools.filter(({ outputSchema }) => outputSchema === undefined)).toEqual([]);
  const answer = await inspect('--method', 'tools/call', '--tool-name', 'get_overview', '--tool-arg', 'from=now-1h');
  expect(answer).toMatchObject({ structuredContent: { toolCalls: { calls: expect.any(Number) } } });
});

test('the endpoint is observed by our own package, as a service of its own', async () => {
  const { items } = await eventually(
    () => callsight.get<ToolList>('/tools?service=callsight'),
    (tools) => tools.items.length > 0,
  );
  expect(items).toMatchObject([{ service: 'callsight', name: 'get_overview', failed: 0 }]);
  expect((await callsight.get<ServiceList>('/services')).items.map(({ name }) => name)).toEqual(['callsight']);
});
