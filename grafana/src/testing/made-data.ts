import { type SpanRow, type TestEngine, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';

/** Names that break out of quotes where a query does not guard against it. */
export const HOSTILE = `it's \\ "quoted" $__fromTime \${tool:raw} 'x' OR 1=1 -- %27 &v=echo \\`;

const MINUTE = 60_000;

/** A list of tools, of which one is never called. */
function toListing(at: Date): SpanRow {
  const tools = ['echo', 'search', 'idle', HOSTILE].map((name) => ({ name, hash: name.padEnd(16, '0'), bytes: 400, tokens: 100 }));
  return toSpanRow({
    at,
    SpanName: 'tools/list',
    SpanAttributes: {
      'mcp.method.name': 'tools/list',
      'callsight.session.key': 'session-0',
      'callsight.session.basis': 'connection',
      'callsight.surface.hash': 'made',
      'callsight.surface.tools': JSON.stringify(tools),
    },
  });
}

/** What a call that is still running told of itself. */
function toSnapshot(at: Date): SpanRow {
  return toSpanRow({
    at,
    durationMs: 2_000,
    SpanAttributes: toCallAttributes('session-0', 'search', {
      'callsight.span.type': 'snapshot',
      'callsight.snapshot.trace_id': 'd'.repeat(32),
      'callsight.snapshot.span_id': '9'.repeat(16),
    }),
  });
}

/** A session that calls one tool again and again with equal arguments. */
function toLoop(first: Date): SpanRow[] {
  return Array.from({ length: 9 }, (_, index) =>
    toSpanRow({
      at: new Date(first.getTime() + index * 100),
      SpanAttributes: toCallAttributes('looping', 'echo', { 'gen_ai.tool.call.arguments': '{"path":"/tmp/1"}' }),
    }),
  );
}

/** One of the newest calls of `ingestCalls`, for dashboards of one execution. */
export interface MadeCalls {
  from: Date;
  to: Date;
  session: string;
  trace: string;
  span: string;
}

/**
 * An hour of calls of two services, three tools and two clients, one of each with a hostile name, with errors, content and logs; a session in
 * a loop, and a call that is running.
 */
export async function ingestCalls(engine: TestEngine): Promise<MadeCalls> {
  const from = new Date(Date.now() - 60 * MINUTE);
  const tools = ['echo', 'search', HOSTILE];
  const outcomes: Partial<SpanRow>[] = [
    {},
    {},
    { StatusCode: 'Error', StatusMessage: 'no such file 4711', SpanAttributes: { 'error.type': 'tool_error' } },
    {
      StatusCode: 'Error',
      StatusMessage: 'Invalid params',
      SpanAttributes: { 'error.type': '-32602', 'rpc.response.status_code': '-32602' },
    },
  ];
  const rows = Array.from({ length: 240 }, (_, index) => {
    const tool = tools[index % tools.length] ?? '';
    const outcome = outcomes[index % outcomes.length] ?? {};
    const hostile = index % 5 === 0;
    return toSpanRow({
      at: new Date(from.getTime() + 1 + index * 15_000),
      durationMs: 2 ** (index % 14),
      ServiceName: hostile ? HOSTILE : 'files',
      SpanName: `tools/call ${tool}`,
      ...outcome,
      SpanAttributes: toCallAttributes(`${index < 120 ? 'session' : 'newer'}-${index % 7}`, tool, {
        'callsight.client.name': hostile ? HOSTILE : 'claude-code',
        'callsight.client.version': '2.1.0',
        'callsight.arguments.shape': '{"path":"string"}',
        'gen_ai.tool.call.arguments': JSON.stringify({ path: `/tmp/${index}` }),
        'gen_ai.tool.call.result': JSON.stringify({ content: [{ type: 'text', text: 'done' }] }),
        ...outcome.SpanAttributes,
      }),
      ResourceAttributes: { 'service.version': index < 120 ? '1.0.0' : '1.1.0' },
    });
  });
  const minuteAgo = new Date(Date.now() - MINUTE);
  await engine.ingest([...rows, ...toLoop(minuteAgo), toListing(new Date(from.getTime() + 2)), toSnapshot(minuteAgo)]);
  const newest = rows.at(-1);
  if (!newest) throw new Error('expected rows');
  const log = {
    Timestamp: newest.Timestamp,
    TraceId: newest.TraceId,
    SpanId: newest.SpanId,
    Body: 'reading',
    SeverityText: 'INFO',
    ServiceName: 'files',
  };
  await engine.insert('otel_logs', Buffer.from(JSON.stringify(log)));
  return { from, to: new Date(Date.now() + 1000), session: 'session-1', trace: newest.TraceId, span: newest.SpanId };
}
