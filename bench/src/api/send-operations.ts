import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ingestToken } from '../ingest/ingest-token.js';

const requestMs = 100;

/** Sends tool calls that have just ended, evenly; the id of each one’s request is the time of its end in milliseconds. Returns their number. */
export async function sendOperations(otlpUrl: string, perSecond: number, seconds: number): Promise<number> {
  const started = performance.now();
  const spansPerRequest = (perSecond * requestMs) / 1_000;
  const requests = (seconds * 1_000) / requestMs;
  const answers: Promise<void>[] = [];
  for (let request = 0; request < requests; request += 1) {
    await sleep(Math.max(0, started + request * requestMs - performance.now()));
    answers.push(
      send(
        otlpUrl,
        Array.from({ length: spansPerRequest }, (_, index) => toSpan(Date.now(), request * spansPerRequest + index)),
      ),
    );
  }
  await Promise.all(answers);
  return requests * spansPerRequest;
}

async function send(otlpUrl: string, spans: unknown[]): Promise<void> {
  const resource = { attributes: [toAttribute('service.name', 'bench')] };
  const response = await fetch(`${otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${ingestToken}` },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }),
  });
  if (!response.ok) throw new Error(`Expected 200, got ${response.status}: ${await response.text()}`);
}

function toSpan(endedAt: number, index: number) {
  return {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: 'tools/call echo',
    kind: 2,
    startTimeUnixNano: `${endedAt - 25}000000`,
    endTimeUnixNano: `${endedAt}000000`,
    attributes: [
      toAttribute('mcp.method.name', 'tools/call'),
      toAttribute('gen_ai.tool.name', 'echo'),
      toAttribute('jsonrpc.request.id', String(endedAt)),
      toAttribute('callsight.session.key', `bench-${index % 50}`),
      toAttribute('callsight.session.basis', 'connection'),
    ],
  };
}

function toAttribute(key: string, value: string) {
  return { key, value: { stringValue: value } };
}
