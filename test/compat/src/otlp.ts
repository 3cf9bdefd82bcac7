import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan {
  name: string;
  kind: 'internal' | 'server' | 'client' | 'other';
  spanId: string;
  parentSpanId: string;
  attributes: Record<string, unknown>;
}

/** A backend that keeps the spans it is sent as OTLP/HTTP protobuf. */
export interface Sink {
  url: string;
  spans: ReceivedSpan[];
  close(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const spans: ReceivedSpan[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/traces') spans.push(...decodeTraces(Buffer.concat(chunks)));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Field = number | bigint | Buffer;
type Fields = Map<number, Field[]>;

const KINDS = ['other', 'internal', 'server', 'client'] as const;

/** Reads ExportTraceServiceRequest; field numbers are those of opentelemetry-proto 1.x. */
function decodeTraces(body: Buffer): ReceivedSpan[] {
  const ofScopes = all(parse(body), 1).flatMap((resourceSpans) => all(parse(resourceSpans), 2));
  return ofScopes.flatMap((scopeSpans) => all(parse(scopeSpans), 2)).map(toSpan);
}

function toSpan(span: Buffer): ReceivedSpan {
  const fields = parse(span);
  const attributes = all(fields, 9).map((entry) => {
    const pair = parse(entry);
    return [bytes(pair, 1).toString(), toValue(parse(bytes(pair, 2)))];
  });
  return {
    name: bytes(fields, 5).toString(),
    kind: KINDS[Number(fields.get(6)?.[0] ?? 0)] ?? 'other',
    spanId: bytes(fields, 2).toString('hex'),
    parentSpanId: bytes(fields, 4).toString('hex'),
    attributes: Object.fromEntries(attributes),
  };
}

/** Text, or the number of a whole value; other types are not compared here. */
function toValue(value: Fields): unknown {
  if (value.has(1)) return bytes(value, 1).toString();
  const number = value.get(3)?.[0] ?? value.get(2)?.[0];
  return typeof number === 'bigint' ? Number(number) : undefined;
}

function all(fields: Fields, field: number): Buffer[] {
  return (fields.get(field) ?? []).filter((value) => Buffer.isBuffer(value));
}

function bytes(fields: Fields, field: number): Buffer {
  return all(fields, field)[0] ?? Buffer.alloc(0);
}

function parse(message: Buffer): Fields {
  const fields: Fields = new Map();
  let at = 0;
  function varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  function take(length: number): Buffer {
    at += length;
    return message.subarray(at - length, at);
  }
  while (at < message.length) {
    const tag = Number(varint());
    const type = tag & 7;
    const value = type === 0 ? varint() : take(type === 2 ? Number(varint()) : type === 1 ? 8 : 4);
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}
