import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';
import type { McpTool } from './mcp-tool.js';
import { mcpTools } from './mcp-tools.js';

const failed = toSpanRow({
  SpanAttributes: toCallAttributes('s', 'echo', {
    'error.type': 'tool_error',
    'gen_ai.tool.call.arguments': `{"text":"${'x'.repeat(5_000)}"}`,
  }),
  StatusMessage: 'it broke',
});

let api: TestApp;
let client: Client;
beforeAll(async () => {
  api = await serveTestApp();
  const before = toSpanRow({ at: new Date(Date.now() - 36 * 3_600_000), SpanAttributes: toCallAttributes('old', 'gone') });
  await api.engine.ingest([before, failed, toSpanRow({ SpanAttributes: toCallAttributes('s', 'echo') })]);
  client = new Client({ name: 'agent', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${api.url}/mcp`)));
});
afterAll(async () => {
  await client.close();
  await api.close();
});

async function ask(name: string, given: Record<string, unknown> = {}) {
  const answer = await client.callTool({ name, arguments: given });
  expect(answer.isError, JSON.stringify(answer.content)).toBeFalsy();
  return answer.structuredContent;
}

test('every tool is read-only, described, and has an output schema that its answer follows', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(mcpTools.map(({ name }) => name));
  const given: Record<string, Record<string, unknown>> = {
    explain_session: { key: 's' },
    inspect_execution: { traceId: failed.TraceId, spanId: failed.SpanId },
  };
  for (const tool of tools) {
    expect(tool.annotations?.readOnlyHint, tool.name).toBe(true);
    expect(tool.outputSchema, tool.name).toBeDefined();
    const { output } = mcpTools.find(({ name }) => name === tool.name) as McpTool & { output: z.ZodObject };
    expect(output.safeParse(await ask(tool.name, given[tool.name])).error, tool.name).toBeUndefined();
  }
});

describe('an agent', () => {
  test('finds which tools fail, why, and an example to inspect', async () => {
    expect(await ask('find_failing_tools')).toMatchObject({
      items: [{ name: 'echo', calls: 2, failed: 1, errors: [{ message: 'it broke', count: 1, example: { spanId: failed.SpanId } }] }],
    });
  });

  test('inspects one execution, whose input is cut to what it can afford', async () => {
    const short = (await ask('inspect_execution', { traceId: failed.TraceId, spanId: failed.SpanId, characters: 20 })) as {
      arguments: { value: string; size: number };
    };
    expect(short).toMatchObject({ error: { message: 'it broke' }, arguments: { size: 5_011 } });
    expect(short.arguments.value).toBe('{"text":"xxxxxxxxxxx… (4991 more characters)');
  });

  test('has a session explained', async () => {
    expect(await ask('explain_session', { key: 's', steps: 1 })).toMatchObject({
      session: { key: 's', toolCalls: 2, errors: 1 },
      steps: [{ method: 'tools/call', target: 'echo' }],
      moreSteps: true,
      failures: [{ spanId: failed.SpanId, outcome: 'tool_error', error: 'it broke' }],
    });
  });

  test('compares today with the day before', async () => {
    expect(await ask('compare_periods')).toMatchObject({
      now: { toolCalls: { calls: 2 } },
      before: { toolCalls: { calls: 1 } },
      tools: [
        { name: 'echo', now: { calls: 2, failed: 1 }, before: null },
        { name: 'gone', now: null, before: { calls: 1 } },
      ],
    });
  });

  test('that asks about nothing is told what is wrong', async () => {
    const answer = await client.callTool({ name: 'explain_session', arguments: { key: 'absent' } });
    expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('Session absent does not exist') }] });
  });

  test('of the newer protocol is answered the same', async () => {
    const modern = new ClientV2({ name: 'agent', version: '2.0.0' });
    await modern.connect(new TransportV2(new URL(`${api.url}/mcp`)));
    const { structuredContent } = await modern.callTool({ name: 'find_executions', arguments: { outcome: 'tool_error' } });
    expect(structuredContent).toMatchObject({ items: [{ target: 'echo', error: { message: 'it broke' } }] });
    await modern.close();
  });
});

test('a request of more than 256 KiB is refused', async () => {
  const response = await fetch(`${api.url}/mcp`, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params: { padding: 'x'.repeat(300_000) } }),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
  });
  expect(response.status).toBe(413);
});
