/** A span in the landing table's layout, as a writer sends it. */
export interface SpanRow {
  Timestamp: string;
  TraceId: string;
  SpanId: string;
  ParentSpanId: string;
  TraceState: string;
  SpanName: string;
  SpanKind: string;
  ServiceName: string;
  ResourceAttributes: Record<string, string>;
  ScopeName: string;
  ScopeVersion: string;
  SpanAttributes: Record<string, string>;
  Duration: string;
  StatusCode: string;
  StatusMessage: string;
}

let next = 0;

/** A span with unique ids, now and 25 ms long unless told otherwise. */
export function toSpanRow(span: Partial<SpanRow> & { at?: Date; durationMs?: number } = {}): SpanRow {
  const { at = new Date(), durationMs = 25, ...rest } = span;
  next += 1;
  return {
    Timestamp: (at.getTime() / 1000).toFixed(3).padStart(14, '0'),
    TraceId: next.toString(16).padStart(32, 'a'),
    SpanId: next.toString(16).padStart(16, 'b'),
    ParentSpanId: '',
    TraceState: '',
    SpanName: 'tools/call echo',
    SpanKind: 'Server',
    ServiceName: 'files',
    ResourceAttributes: {},
    ScopeName: '@callsight/instrumentation',
    ScopeVersion: '0.1.0',
    SpanAttributes: {},
    Duration: String(Math.round(durationMs * 1e6)),
    StatusCode: 'Unset',
    StatusMessage: '',
    ...rest,
  };
}

/** Attributes of a tool call in a session. */
export function toCallAttributes(session: string, tool: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': tool,
    'gen_ai.operation.name': 'execute_tool',
    'jsonrpc.request.id': String(next + 1),
    'callsight.session.key': session,
    'callsight.session.basis': 'connection',
    ...more,
  };
}

/** Rows as an insert takes them. */
export function toJsonRows(rows: readonly SpanRow[]): Buffer {
  return Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
}
