import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../endpoints.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

let api: TestApp;
let client: Client;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest([
    toSpanRow({ SpanAttributes: toCallAttributes('s', 'echo', { 'error.type': 'tool_error' }), StatusMessage: 'it broke' }),
    toSpanRow({ SpanAttributes: toCallAttributes('s', 'echo') }),
  ]);
  client = new Client({ name: 'agent', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${api.url}/mcp`)));
});
afterAll(async () => {
  await client.close();
  await api.close();
});

test('every question of the API is a read-only tool with an output schema', async () => {
  const { tools } = await client.listTools();
  expect(tools).toHaveLength(endpoints.filter(({ role }) => role === undefined).length);
  for (const tool of tools) {
    expect(tool.annotations?.readOnlyHint, tool.name).toBe(true);
    expect(tool.outputSchema, tool.name).toBeDefined();
  }
});

test('an agent finds what failed', async () => {
  const { structuredContent } = await client.callTool({ name: 'list_tool_calls', arguments: { outcome: 'tool_error' } });
  expect(structuredContent).toMatchObject({ items: [{ target: 'echo', error: { type: 'tool_error', message: 'it broke' } }] });
});

test('a question about nothing is answered with what is wrong', async () => {
  const answer = await client.callTool({ name: 'get_session', arguments: { key: 'absent' } });
  expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('Session absent does not exist') }] });
});
