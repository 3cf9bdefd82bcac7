import { randomBytes } from 'node:crypto';

const batchSize = 5_000;
const tools = ['search', 'fetch', 'read_file', 'write_file', 'query', 'list', 'summarize', 'translate'];

/** Sends made tool calls of the last hour, for a run without a data directory. */
export async function sendCalls(otlpUrl: string, count: number): Promise<void> {
  const now = Date.now();
  for (let sent = 0; sent < count; sent += batchSize) {
    const spans = Array.from({ length: Math.min(batchSize, count - sent) }, (_, index) =>
      toSpan(sent + index, now - (3_600_000 * (sent + index)) / count),
    );
    const resource = { attributes: [toAttribute('service.name', 'made')] };
    const response = await fetch(`${otlpUrl}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'bench' }, spans }] }] }),
    });
    if (!response.ok) throw new Error(`POST /v1/traces: ${response.status} ${await response.text()}`);
  }
}

function toSpan(index: number, startedAt: number) {
  const failed = index % 17 === 0;
  const attributes = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': tools[index % tools.length] ?? '',
    'mcp.protocol.version': '2025-11-25',
    'callsight.session.key': `session-${Math.floor(index / 20)}`,
    'callsight.session.basis': 'protocol',
    'callsight.client.name': `client-${index % 5}`,
    ...(failed ? { 'error.type': 'tool_error' } : {}),
  };
  return {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: 'tools/call',
    kind: 2,
    startTimeUnixNano: `${Math.round(startedAt)}000000`,
    endTimeUnixNano: `${Math.round(startedAt + (index % 900))}000000`,
    attributes: Object.entries(attributes).map(([key, value]) => toAttribute(key, value)),
    status: failed ? { code: 2, message: `No row ${index}` } : {},
  };
}

function toAttribute(key: string, value: string) {
  return { key, value: { stringValue: value } };
}
