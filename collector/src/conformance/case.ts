import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { type DescMessage, fromJson, toBinary } from '@bufbuild/protobuf';
import type { Encoding } from '../encoding.js';
import { ExportLogsServiceRequestSchema, ExportLogsServiceResponseSchema } from '../generated/logs_pb.js';
import { ExportMetricsServiceRequestSchema, ExportMetricsServiceResponseSchema } from '../generated/metrics_pb.js';
import { RpcStatusSchema } from '../generated/status_pb.js';
import { ExportTraceServiceRequestSchema, ExportTraceServiceResponseSchema } from '../generated/trace_pb.js';
import { parseOtlpJson } from '../otlp-json.js';

/** One request of cases.json, and what answers it. In texts, `{{now}}` is the present time in nanoseconds. */
export interface Case {
  title: string;
  /** `guarded` has tokens and an allowed origin. @default 'plain' */
  receiver?: 'plain' | 'guarded';
  /** The case is left out where Node.js has no zstd. */
  needs?: 'zstd';
  /** @default '/v1/traces' */
  path?: string;
  /** @default 'POST' */
  method?: string;
  /** @default 'json' */
  encoding?: Encoding;
  /** Besides the Content-Type of the encoding; null leaves that one out. */
  headers?: Record<string, string | null>;
  /** The request in OTLP's JSON, sent in the case's encoding. */
  json?: object;
  /** Or the body as it is: text that may be repeated, bytes, a span with values in values, or zeros as zstd. */
  text?: string;
  repeat?: number;
  hex?: string;
  base64?: string;
  nested?: number;
  zstdZeros?: number;
  compression?: 'gzip' | 'deflate';
  /** @default 200 */
  status?: number;
  /** The decoded body; in its texts, `~` stands before a part that is expected. @default {} */
  reply?: Record<string, unknown>;
  replyHeaders?: Record<string, string>;
  /** Rows inserted. @default 0 */
  rows?: number;
}

export const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')) as Case[];

const SCHEMAS: Record<string, { request: DescMessage; response: DescMessage }> = {
  '/v1/traces': { request: ExportTraceServiceRequestSchema, response: ExportTraceServiceResponseSchema },
  '/v1/logs': { request: ExportLogsServiceRequestSchema, response: ExportLogsServiceResponseSchema },
  '/v1/metrics': { request: ExportMetricsServiceRequestSchema, response: ExportMetricsServiceResponseSchema },
};

const schemasOf = ({ path = '/v1/traces' }: Case) => SCHEMAS[path.split('?', 1)[0] ?? ''];

export function responseSchemaOf(test: Case): DescMessage {
  return (test.status === undefined && schemasOf(test)?.response) || RpcStatusSchema;
}

export function toBody(test: Case): Buffer | undefined {
  const body = toPlainBody(test);
  if (test.compression === 'gzip') return body && gzipSync(body);
  return test.compression === 'deflate' ? body && deflateSync(body) : body;
}

function toPlainBody(test: Case): Buffer | undefined {
  const { json, text, repeat = 1, hex, base64, nested, zstdZeros } = test;
  if (json !== undefined) return encode(test, JSON.stringify(json));
  if (nested !== undefined) return encode(test, toNestedSpan(nested));
  if (text !== undefined) return Buffer.from(withTime(text).repeat(repeat));
  if (hex !== undefined) return Buffer.from(hex, 'hex');
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  return zstdZeros === undefined ? undefined : toZstdZeros(zstdZeros);
}

function encode(test: Case, json: string): Buffer {
  const text = withTime(json);
  const schema = schemasOf(test)?.request;
  return test.encoding === 'protobuf' && schema ? Buffer.from(toBinary(schema, fromJson(schema, parseOtlpJson(text)))) : Buffer.from(text);
}

function withTime(text: string): string {
  return text.replaceAll('{{now}}', String(BigInt(Date.now()) * 1_000_000n));
}

function toNestedSpan(depth: number): string {
  const value = `${'{"arrayValue":{"values":['.repeat(depth)}${']}}'.repeat(depth)}`;
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"a","value":${value}}]}]}]}]}`;
}

/** A frame of RFC 8878 whose blocks say "this byte, 128 KiB of it". */
function toZstdZeros(bytes: number): Buffer {
  const blockBytes = 131_072;
  const count = Math.ceil(bytes / blockBytes);
  const frame = Buffer.alloc(6 + count * 4);
  // Magic number, no content size, a window of 8 MiB.
  frame.set([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68]);
  for (let block = 0; block < count; block += 1) frame.writeUIntLE((blockBytes << 3) | 2 | Number(block === count - 1), 6 + block * 4, 3);
  return frame;
}
