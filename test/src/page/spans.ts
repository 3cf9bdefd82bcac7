import { randomBytes } from 'node:crypto';

/** A tool call as an emitter reports it; names and content may be anything. */
export interface MadeCall {
  tool: string;
  session: string;
  service?: string;
  client?: string;
  arguments?: string;
  /** JSON text: keys and types of the arguments. */
  shape?: string;
  result?: string;
  /** Message of an error; without one the call succeeds. */
  error?: string;
  startedAt: number;
  durationMs: number;
}

/**
 * Sends one tool call with what led to it, what it caused and what was logged in it, as three services report them, by OTLP/HTTP; resolves once
 * all is stored.
 */
export async function sendTrace(otlpUrl: string, { session, startedAt }: Pick<MadeCall, 'session' | 'startedAt'>): Promise<void> {
  const call = toSpan({ tool: 'count_rows', session, startedAt, durationMs: 100 });
  const { traceId, spanId } = call;
  const toTime = (offsetMs: number) => `${Math.round((startedAt + offsetMs) * 1000)}000`;
  const agent = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'chat',
    kind: 1,
    startTimeUnixNano: toTime(-20),
    endTimeUnixNano: toTime(130),
  };
  const query = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    parentSpanId: spanId,
    name: 'SELECT orders',
    kind: 3,
    startTimeUnixNano: toTime(30),
    endTimeUnixNano: toTime(80),
  };
  const record = {
    traceId,
    spanId,
    timeUnixNano: toTime(40),
    severityText: 'INFO',
    severityNumber: 9,
    body: { stringValue: 'three rows' },
  };
  const toResource = (name: string) => ({ attributes: [toAttribute('service.name', name)] });
  const toResourceSpans = (name: string, span: object) => ({ resource: toResource(name), scopeSpans: [{ spans: [span] }] });
  await post(`${otlpUrl}/v1/traces`, {
    resourceSpans: [
      toResourceSpans('agent', agent),
      toResourceSpans('made', { ...call, parentSpanId: agent.spanId }),
      toResourceSpans('orders', query),
    ],
  });
  await post(`${otlpUrl}/v1/logs`, { resourceLogs: [{ resource: toResource('made'), scopeLogs: [{ logRecords: [record] }] }] });
}

/** Sends tool calls by OTLP/HTTP, as JSON; resolves once they are stored. */
export async function sendCalls(otlpUrl: string, calls: readonly MadeCall[]): Promise<void> {
  const services = new Set(calls.map(({ service = 'made' }) => service));
  const resourceSpans = [...services].map((name) => ({
    resource: { attributes: [toAttribute('service.name', name)] },
    scopeSpans: [{ scope: { name: 'test' }, spans: calls.filter(({ service = 'made' }) => service === name).map(toSpan) }],
  }));
  await post(`${otlpUrl}/v1/traces`, { resourceSpans });
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
}

function toSpan({ tool, session, client = 'maker', arguments: input, shape, result, error, startedAt, durationMs }: MadeCall) {
  const attributes = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': tool,
    'gen_ai.operation.name': 'execute_tool',
    'mcp.protocol.version': '2025-11-25',
    'callsight.session.key': session,
    'callsight.session.basis': 'protocol',
    'callsight.transport': 'http',
    'callsight.client.name': client,
    'jsonrpc.request.id': '1',
    ...(input === undefined ? {} : { 'gen_ai.tool.call.arguments': input, 'callsight.arguments.size': String(input.length) }),
    ...(shape === undefined ? {} : { 'callsight.arguments.shape': shape }),
    ...(result === undefined ? {} : { 'gen_ai.tool.call.result': result, 'callsight.result.size': String(result.length) }),
    ...(error === undefined ? {} : { 'error.type': 'tool_error' }),
  };
  return {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: `tools/call ${tool}`,
    kind: 2,
    startTimeUnixNano: `${Math.round(startedAt * 1000)}000`,
    endTimeUnixNano: `${Math.round((startedAt + durationMs) * 1000)}000`,
    attributes: Object.entries(attributes).map(([key, value]) => toAttribute(key, value)),
    status: error === undefined ? {} : { code: 2, message: error },
  };
}

function toAttribute(key: string, value: string) {
  return { key, value: key.endsWith('.size') ? { intValue: value } : { stringValue: value } };
}
