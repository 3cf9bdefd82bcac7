import { randomBytes } from 'node:crypto';

/** What one request of an emitter carries. */
export interface Batch {
  spans: { spanId: string; name: string }[];
  body: string;
}

export interface BatchOptions {
  service: string;
  spans: number;
  /** Name of the tool that each span calls. @default 'echo' */
  tool?: string;
  /** Characters of arguments that each span has. @default 0 */
  contentLength?: number;
  session?: string;
  durationMs?: number;
  isError?: boolean;
}

/** Tool calls as an OTLP/JSON request, the form that every language can write. */
export function toBatch(options: BatchOptions): Batch {
  const end = BigInt(Date.now()) * 1_000_000n;
  const start = end - BigInt(options.durationMs ?? 5) * 1_000_000n;
  const tool = options.tool ?? 'echo';
  const attributes = toAttributes({
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': tool,
    'mcp.session.id': options.session ?? 'emitter',
    ...(options.contentLength ? { 'gen_ai.tool.call.arguments': JSON.stringify({ text: 'x'.repeat(options.contentLength) }) } : {}),
    ...(options.isError ? { 'error.type': 'tool_error' } : {}),
  });
  const spans = Array.from({ length: options.spans }, () => ({
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: `tools/call ${tool}`,
    kind: 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(end),
    attributes,
    status: options.isError ? { code: 2, message: 'failed' } : {},
  }));
  const resource = { attributes: toAttributes({ 'service.name': options.service }) };
  return {
    spans: spans.map(({ spanId, name }) => ({ spanId, name })),
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'emitter' }, spans }] }] }),
  };
}

/** Sends a batch as a well-behaved SDK does: again, with a pause, while it is told to try later. Resolves with the refusals met. */
export async function send(url: string, batch: Batch, options: { attempts?: number; token?: string } = {}): Promise<number[]> {
  const refusals: number[] = [];
  for (let attempt = 0; attempt < (options.attempts ?? 1); attempt++) {
    const headers = { 'content-type': 'application/json', ...(options.token ? { authorization: `Bearer ${options.token}` } : {}) };
    const { status } = await fetch(`${url}/v1/traces`, { method: 'POST', body: batch.body, headers });
    if (status === 200) return refusals;
    refusals.push(status);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not accepted in ${refusals.length} attempts: ${refusals.join(', ')}`);
}

function toAttributes(values: Record<string, string>) {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
