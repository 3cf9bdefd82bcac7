import { randomBytes, randomInt } from 'node:crypto';

/** As many spans as OpenTelemetry's batch processors send by default. */
export const SPANS_PER_REQUEST = 512;
const SPANS_PER_SESSION = 33;
const TOOLS = 40;
const SESSION_CHARACTERS = 36;

/** An encoded ExportTraceServiceRequest whose spans become new ones in place, for a few stores each. */
export interface RequestTemplate {
  body: Buffer;
  /** Gives every span new ids and the present time. */
  renew(): void;
}

/** Tool calls as the instrumentation sends them with content capture: 25 attributes, 1 KB of arguments and result. */
export function createRequestTemplate(): RequestTemplate {
  const spans = Array.from({ length: SPANS_PER_REQUEST }, (_, index) => toSpan(index));
  const scope = message(1, string(1, '@callsight/instrumentation'), string(2, '0.1.0'));
  const resource = message(1, ...Object.entries(resourceAttributes).map(([key, value]) => attribute(1, key, value)));
  const body = message(1, resource, message(2, scope, ...spans));
  const positions = findPositions(body);
  let next = randomInt(2 ** 31);
  return {
    body,
    renew() {
      const now = BigInt(Date.now()) * 1_000_000n;
      positions.forEach(({ traceId, spanId, start, session }, index) => {
        next += 1;
        body.writeUInt32LE(next % 2 ** 32, traceId);
        body.writeUInt32LE(next % 2 ** 32, spanId);
        body.writeBigUInt64LE(now + BigInt(index), start);
        body.writeBigUInt64LE(now + BigInt(index + 25_000_000), start + 9);
        for (const at of session) body.write(String(Math.floor(next / SPANS_PER_SESSION)).padStart(SESSION_CHARACTERS, '0'), at, 'latin1');
      });
    },
  };
}

const resourceAttributes = {
  'host.name': 'bench',
  'process.pid': '4711',
  'service.instance.id': '627cc493-f310-47de-96bd-71410b7dec09',
  'service.name': 'files-server',
  'service.version': '1.4.2',
  'telemetry.sdk.language': 'nodejs',
  'telemetry.sdk.name': 'opentelemetry',
  'telemetry.sdk.version': '2.12.0',
};

const session = 'S'.repeat(SESSION_CHARACTERS);
const words = Array.from({ length: 2_000 }, () => randomBytes(randomInt(2, 6)).toString('hex'));

function toText(length: number): string {
  let text = '';
  while (text.length < length) text += `${words[randomInt(words.length)]} `;
  return text.slice(0, length);
}

function toSpan(index: number): Buffer {
  const tool = `tool_${index % TOOLS}`;
  const attributes = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': tool,
    'gen_ai.operation.name': 'execute_tool',
    'jsonrpc.request.id': String(index),
    'mcp.protocol.version': '2025-11-25',
    'mcp.session.id': session,
    'network.transport': 'tcp',
    'network.protocol.name': 'http',
    'network.protocol.version': '1.1',
    'client.address': '127.0.0.1',
    'client.port': '50123',
    'user_agent.original': 'node',
    'gen_ai.tool.call.arguments': { path: toText(200), limit: index },
    'gen_ai.tool.call.result': { content: [{ type: 'text', text: toText(740) }] },
    'callsight.session.key': session,
    'callsight.session.basis': 'protocol',
    'callsight.transport': 'http',
    'callsight.client.name': 'claude',
    'callsight.client.version': '1.0',
    'callsight.server.name': 'files',
    'callsight.server.version': '1.4.2',
    'callsight.arguments.size': '231',
    'callsight.result.size': '787',
    'callsight.arguments.shape': '{"path":"string","limit":"number"}',
    'callsight.result.shape': '{"content":[{"type":"string","text":"string"}]}',
  };
  return message(
    2,
    bytes(1, Buffer.concat([Buffer.from('TTTT'), randomBytes(12)])),
    bytes(2, Buffer.concat([Buffer.from('PPPP'), randomBytes(4)])),
    string(5, `tools/call ${tool}`),
    Buffer.from([0x30, 2]),
    Buffer.from([0x39, ...new Array(8).fill(0)]),
    Buffer.from([0x41, ...new Array(8).fill(0)]),
    ...Object.entries(attributes).map(([key, value]) => attribute(9, key, value)),
  );
}

interface Positions {
  traceId: number;
  spanId: number;
  /** Of the start time; the end time follows after its tag. */
  start: number;
  session: number[];
}

/** Where what changes is in each span, found by the markers that `toSpan` wrote. */
function findPositions(body: Buffer): Positions[] {
  const positions: Positions[] = [];
  let at = 0;
  for (let index = 0; index < SPANS_PER_REQUEST; index += 1) {
    const traceId = body.indexOf('TTTT', at);
    const spanId = body.indexOf('PPPP', traceId);
    const start = body.indexOf(Buffer.from([0x39, 0, 0, 0, 0, 0, 0, 0, 0, 0x41]), spanId) + 1;
    const first = body.indexOf(session, start);
    const second = body.indexOf(session, first + SESSION_CHARACTERS);
    positions.push({ traceId, spanId, start, session: [first, second] });
    at = second;
  }
  return positions;
}

type Value = string | number | Value[] | { [key: string]: Value };

function attribute(field: number, key: string, value: Value): Buffer {
  return message(field, string(1, key), message(2, anyValue(value)));
}

function anyValue(value: Value): Buffer {
  if (typeof value === 'string') return string(1, value);
  if (typeof value === 'number') return Buffer.from([0x18, ...varint(value)]);
  if (Array.isArray(value)) return message(5, ...value.map((element) => message(1, anyValue(element))));
  return message(6, ...Object.entries(value).map(([key, inner]) => attribute(1, key, inner)));
}

function message(field: number, ...parts: Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts));
}

function string(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

/** A length-delimited field of protobuf. */
function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([field * 8 + 2, ...varint(content.length)]), content]);
}

function varint(value: number): number[] {
  const head: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    head.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return [...head, rest];
}
