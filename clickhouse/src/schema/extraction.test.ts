import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type SpanRow, type TestEngine, toCallAttributes, toSpanRow } from '../testing/index.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

/** Ingests one span, and reads the columns that a case names from the operation made of it. */
async function extract(span: Partial<SpanRow>, columns: string[]) {
  const row = toSpanRow(span);
  await engine.ingest([row]);
  const [found] = await engine.select<Record<string, unknown>>(
    `SELECT ${columns.join(', ')} FROM mcp_operations WHERE trace_id = '${row.TraceId}' AND span_id = '${row.SpanId}'`,
  );
  return found;
}

const method = { 'mcp.method.name': 'tools/call' };

const cases: { title: string; span: Partial<SpanRow>; expected: Record<string, unknown> | undefined }[] = [
  {
    title: 'a tool call becomes an operation with its target, ids and sizes',
    span: {
      SpanAttributes: {
        ...method,
        'gen_ai.tool.name': 'read_file',
        'jsonrpc.request.id': '7',
        'mcp.session.id': 's-1',
        'mcp.protocol.version': '2025-11-25',
        'network.transport': 'tcp',
        'callsight.client.name': 'agent',
        'callsight.arguments.size': '120',
        'callsight.arguments.shape': '{"path":"string"}',
      },
    },
    expected: {
      method: 'tools/call',
      target: 'read_file',
      request_id: '7',
      session_key: 's-1',
      session_basis: 'protocol',
      protocol_version: '2025-11-25',
      transport: 'http',
      client_name: 'agent',
      arguments_size: 120,
      arguments_shape: '{"path":"string"}',
      result_size: null,
      outcome: 'ok',
      side: 'server',
      duration_ns: 25_000_000,
    },
  },
  {
    title: 'a client span is the client’s side',
    span: { SpanKind: 'Client', SpanAttributes: { ...method, 'server.address': 'example.org' } },
    expected: { side: 'client', address: 'example.org' },
  },
  {
    title: 'a prompt is a target',
    span: { SpanAttributes: { 'mcp.method.name': 'prompts/get', 'gen_ai.prompt.name': 'summary' } },
    expected: { target: 'summary' },
  },
  {
    title: 'a given session key and basis win over the protocol’s session id',
    span: { SpanAttributes: { ...method, 'mcp.session.id': 's', 'callsight.session.key': 'k', 'callsight.session.basis': 'identity' } },
    expected: { session_key: 'k', session_basis: 'identity' },
  },
  {
    title: 'a session id in the baggage is a key of basis baggage',
    span: { SpanAttributes: { ...method, 'session.id': 'b' } },
    expected: { session_key: 'b', session_basis: 'baggage' },
  },
  {
    title: 'without any session the trace id is the key',
    span: { TraceId: 'c'.repeat(32), SpanAttributes: method },
    expected: { session_key: 'c'.repeat(32), session_basis: 'trace' },
  },
  { title: 'pipe is stdio', span: { SpanAttributes: { ...method, 'network.transport': 'pipe' } }, expected: { transport: 'stdio' } },
  {
    title: 'isError is a tool error',
    span: { SpanAttributes: { ...method, 'error.type': 'tool_error' } },
    expected: { outcome: 'tool_error' },
  },
  {
    title: 'an unknown tool inside an isError result is the caller’s fault',
    span: {
      SpanAttributes: { ...method, 'error.type': 'tool_error', 'callsight.error.code': '-32602' },
      StatusMessage: 'MCP error -32602: Tool x not found',
    },
    expected: { outcome: 'invalid_request', error_code: '-32602', error_message: 'MCP error -32602: Tool x not found' },
  },
  {
    title: 'a JSON-RPC code that blames the caller is an invalid request, though the server’s span is no error',
    span: { SpanAttributes: { ...method, 'rpc.response.status_code': '-32601', 'callsight.error.message': 'Method not found' } },
    expected: { outcome: 'invalid_request', error_code: '-32601', error_message: 'Method not found' },
  },
  {
    title: 'any other JSON-RPC code is a server error',
    span: { SpanAttributes: { ...method, 'error.type': '-32603' }, StatusCode: 'Error' },
    expected: { outcome: 'server_error', error_code: '-32603', error_type: '-32603' },
  },
  {
    title: 'an error status alone is a server error',
    span: { SpanAttributes: method, StatusCode: 'Error' },
    expected: { outcome: 'server_error' },
  },
  { title: 'a cancelled call', span: { SpanAttributes: { ...method, 'error.type': 'cancelled' } }, expected: { outcome: 'cancelled' } },
  { title: 'a call that timed out', span: { SpanAttributes: { ...method, 'error.type': 'timeout' } }, expected: { outcome: 'timeout' } },
  {
    title: 'content without a stated size has its own',
    span: { SpanAttributes: { ...method, 'gen_ai.tool.call.arguments': '{"a":1}' } },
    expected: { arguments_size: 7 },
  },
  { title: 'a span that is not MCP is no operation', span: { SpanAttributes: { 'http.request.method': 'GET' } }, expected: undefined },
  {
    title: 'a snapshot is no operation',
    span: {
      SpanAttributes: {
        ...method,
        'callsight.span.type': 'snapshot',
        'callsight.snapshot.trace_id': 'x',
        'callsight.snapshot.span_id': 'y',
      },
    },
    expected: undefined,
  },
];

test.each(cases)('$title', async ({ span, expected }) => {
  expect(await extract(span, Object.keys(expected ?? { ts: '' }))).toEqual(expected);
});

describe('content', () => {
  test('is stored apart from the operation, and left out of the trace', async () => {
    const row = toSpanRow({
      SpanAttributes: toCallAttributes('content', 'echo', {
        'gen_ai.tool.call.arguments': '{"message":"hello"}',
        'gen_ai.tool.call.result': '{"content":[]}',
        'callsight.result.truncated': 'true',
      }),
    });
    await engine.ingest([row]);
    expect(
      await engine.select(
        `SELECT arguments, arguments_truncated, result, result_truncated FROM mcp_content WHERE span_id = '${row.SpanId}'`,
      ),
    ).toEqual([{ arguments: '{"message":"hello"}', arguments_truncated: false, result: '{"content":[]}', result_truncated: true }]);
    const [trace] = await engine.select<{ SpanAttributes: Record<string, string> }>(
      `SELECT SpanAttributes FROM otel_traces WHERE SpanId = '${row.SpanId}'`,
    );
    expect(Object.keys(trace?.SpanAttributes ?? {})).not.toContain('gen_ai.tool.call.arguments');
    expect(trace?.SpanAttributes['gen_ai.tool.name']).toBe('echo');
  });

  test('arguments of a prompt that come one by one are stored together, and left out of the trace', async () => {
    const prompt = { 'mcp.method.name': 'prompts/get', 'gen_ai.prompt.name': 'review' };
    const variables = { 'gen_ai.prompt.variable.path': 'src/"main".ts', 'gen_ai.prompt.variable.depth': '2' };
    const row = toSpanRow({ SpanAttributes: { ...prompt, ...variables } });
    const whole = toSpanRow({ SpanAttributes: { ...prompt, ...variables, 'callsight.arguments': '{"path":"src"}' } });
    await engine.ingest([row, whole]);
    const readArguments = async ({ SpanId }: SpanRow) => {
      const [content] = await engine.select<{ arguments: string }>(`SELECT arguments FROM mcp_content WHERE span_id = '${SpanId}'`);
      return JSON.parse(content?.arguments ?? 'null');
    };
    expect(await readArguments(row)).toEqual({ path: 'src/"main".ts', depth: '2' });
    expect(await readArguments(whole)).toEqual({ path: 'src' });
    for (const { SpanId } of [row, whole]) {
      expect(await engine.select(`SELECT SpanAttributes FROM otel_traces WHERE SpanId = '${SpanId}'`)).toEqual([
        { SpanAttributes: prompt },
      ]);
    }
  });
});

describe('time', () => {
  test('spans from 1970 and 2100 are refused and counted', async () => {
    const service = 'time-traveller';
    await engine.ingest([
      toSpanRow({ ServiceName: service, at: new Date(0), SpanAttributes: method }),
      toSpanRow({ ServiceName: service, at: new Date('2100-01-01T00:00:00Z'), SpanAttributes: method }),
      toSpanRow({ ServiceName: service, SpanAttributes: method }),
    ]);
    expect(await engine.select(`SELECT count() AS n FROM mcp_operations WHERE service = '${service}'`)).toEqual([{ n: 1 }]);
    expect(
      await engine.select(
        `SELECT reason, sum(spans) AS spans FROM otel_traces_rejected WHERE service = '${service}' GROUP BY reason ORDER BY reason`,
      ),
    ).toEqual([
      { reason: 'in_the_future', spans: 1 },
      { reason: 'too_old', spans: 1 },
    ]);
  });
});

describe('duplicates', () => {
  test('a batch that arrives twice counts once, in operations, sessions, tool statistics and traces', async () => {
    const rows = [1, 2, 3].map(() => toSpanRow({ ServiceName: 'twice', SpanAttributes: toCallAttributes('twice', 'echo') }));
    await engine.ingest(rows);
    await engine.ingest(rows);
    await engine.ingest(rows.slice(1));
    expect(await engine.select("SELECT count() AS n FROM mcp_operations WHERE service = 'twice'")).toEqual([{ n: 3 }]);
    expect(await engine.select("SELECT count() AS n FROM otel_traces WHERE ServiceName = 'twice'")).toEqual([{ n: 3 }]);
    expect(await engine.select("SELECT operations, tool_calls, errors FROM mcp_sessions WHERE session_key = 'twice'")).toEqual([
      { operations: 3, tool_calls: 3, errors: 0 },
    ]);
    expect(await engine.select("SELECT sum(calls) AS calls FROM mcp_tool_stats_1h WHERE service = 'twice'")).toEqual([{ calls: 3 }]);
  });

  test('two calls of one tool below a parent that is no MCP span are two', async () => {
    const parent = { TraceId: 'd'.repeat(32), ParentSpanId: 'd'.repeat(16), ServiceName: 'agent-parent' };
    await engine.ingest([1, 2].map(() => toSpanRow({ ...parent, SpanAttributes: toCallAttributes('agent-parent', 'echo') })));
    expect(await engine.select("SELECT count() AS n FROM mcp_tool_calls WHERE session_key = 'agent-parent'")).toEqual([{ n: 2 }]);
    expect(await engine.select("SELECT operations FROM mcp_sessions WHERE session_key = 'agent-parent'")).toEqual([{ operations: 2 }]);
  });

  test('a call seen by both sides is one tool call, the server’s, and one operation of its session', async () => {
    const attributes = toCallAttributes('both', 'echo');
    const client = toSpanRow({ ServiceName: 'both-client', SpanKind: 'Client', SpanAttributes: attributes });
    const server = toSpanRow({
      ServiceName: 'both-server',
      TraceId: client.TraceId,
      ParentSpanId: client.SpanId,
      SpanAttributes: attributes,
    });
    const lonely = toSpanRow({ ServiceName: 'both-client', SpanKind: 'Client', SpanAttributes: toCallAttributes('both', 'other') });
    await engine.ingest([client]);
    await engine.ingest([server, lonely]);
    expect(await engine.select("SELECT side, target FROM mcp_tool_calls WHERE session_key = 'both' ORDER BY target")).toEqual([
      { side: 'server', target: 'echo' },
      { side: 'client', target: 'other' },
    ]);
    expect(await engine.select("SELECT operations, tool_calls, service FROM mcp_sessions WHERE session_key = 'both'")).toEqual([
      { operations: 2, tool_calls: 2, service: 'both-server' },
    ]);
  });
});
