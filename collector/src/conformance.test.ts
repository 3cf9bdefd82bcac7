import { gzipSync } from 'node:zlib';
import { create, type DescMessage, fromBinary, toBinary, toJson } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportLogsServiceResponseSchema } from './generated/logs_pb.js';
import { ExportMetricsServiceResponseSchema } from './generated/metrics_pb.js';
import { RpcStatusSchema } from './generated/status_pb.js';
import { ExportTraceServiceRequestSchema, ExportTraceServiceResponseSchema } from './generated/trace_pb.js';
import { createOtlpReceiver } from './index.js';

const MAX_BODY_BYTES = 20_000;
const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const SPAN_ID = 'eee19b7ec3c1b174';
const NOW = String(BigInt(Date.now()) * 1_000_000n);
const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/x-protobuf';

const span = { traceId: TRACE_ID, spanId: SPAN_ID, name: 'ping', kind: 2, startTimeUnixNano: NOW, endTimeUnixNano: NOW };
const traces = (...spans: object[]) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const logs = (...logRecords: object[]) => JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
const metrics = (...dataPoints: object[]) =>
  JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'load', gauge: { dataPoints } }] }] }] });
const binarySpan = { traceId: Buffer.from(TRACE_ID, 'hex'), spanId: Buffer.from(SPAN_ID, 'hex'), startTimeUnixNano: BigInt(NOW) };
const binaryTraces = (...spans: object[]) =>
  toBinary(ExportTraceServiceRequestSchema, create(ExportTraceServiceRequestSchema, { resourceSpans: [{ scopeSpans: [{ spans }] }] }));

interface Case {
  title: string;
  path?: string;
  method?: string;
  /** `null` sends no Content-Type. */
  type?: string | null;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  status: number;
  /** The decoded body. */
  reply: unknown;
  replyHeaders?: Record<string, string>;
  /** Rows inserted for this request. */
  rows?: number;
}

const failure = (code: number, message: string) => ({ code, message: expect.stringContaining(message) });

const cases: Case[] = [
  { title: 'accepts an empty JSON request', body: '{}', status: 200, reply: {} },
  { title: 'accepts an empty protobuf request', type: PROTOBUF_TYPE, body: '', status: 200, reply: {} },
  { title: 'accepts a span as JSON', body: traces(span), status: 200, reply: {}, rows: 1 },
  { title: 'accepts a span as protobuf', type: PROTOBUF_TYPE, body: binaryTraces(binarySpan), status: 200, reply: {}, rows: 1 },
  { title: 'accepts a charset', type: 'application/json; charset=utf-8', body: traces(span), status: 200, reply: {}, rows: 1 },
  { title: 'accepts a media type in capitals', type: 'Application/JSON', body: traces(span), status: 200, reply: {}, rows: 1 },
  {
    title: 'accepts gzip',
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync(traces(span)),
    status: 200,
    reply: {},
    rows: 1,
  },
  {
    title: 'accepts gzip of protobuf',
    type: PROTOBUF_TYPE,
    headers: { 'content-encoding': 'GZIP' },
    body: gzipSync(binaryTraces(binarySpan)),
    status: 200,
    reply: {},
    rows: 1,
  },
  { title: 'ignores unknown fields', body: traces({ ...span, novelty: { deep: [1] } }), status: 200, reply: {}, rows: 1 },
  {
    title: 'accepts ids in capitals',
    body: traces({ ...span, traceId: TRACE_ID.toUpperCase(), spanId: SPAN_ID.toUpperCase() }),
    status: 200,
    reply: {},
    rows: 1,
  },
  { title: 'accepts 64-bit integers as numbers', body: traces(span).replaceAll(`"${NOW}"`, NOW), status: 200, reply: {}, rows: 1 },
  { title: 'accepts a query string', path: '/v1/traces?tenant=1', body: '{}', status: 200, reply: {} },
  { title: 'accepts logs', path: '/v1/logs', body: logs({ timeUnixNano: NOW }), status: 200, reply: {}, rows: 1 },
  { title: 'accepts a log record without a time', path: '/v1/logs', body: logs({}), status: 200, reply: {}, rows: 1 },
  {
    title: 'accepts a log record with an invalid trace id as one without a trace',
    path: '/v1/logs',
    body: logs({ timeUnixNano: NOW, traceId: 'ab', spanId: 'nothex' }),
    status: 200,
    reply: {},
    rows: 1,
  },
  { title: 'accepts metrics', path: '/v1/metrics', body: metrics({ timeUnixNano: NOW, asInt: '1' }), status: 200, reply: {}, rows: 1 },
  {
    title: 'rejects only the spans whose ids have a wrong length',
    body: traces(
      span,
      { ...span, spanId: 'abcd' },
      { ...span, traceId: '' },
      { ...span, parentSpanId: 'ab' },
      { ...span, traceId: 'no hex' },
    ),
    status: 200,
    reply: {
      partialSuccess: { rejectedSpans: '4', errorMessage: expect.stringMatching(/^4 of 5 rejected; the first: span "ping": .*spanId/) },
    },
    rows: 1,
  },
  {
    title: 'rejects ids of zeros, in protobuf',
    type: PROTOBUF_TYPE,
    body: binaryTraces(binarySpan, { ...binarySpan, traceId: new Uint8Array(16) }, { ...binarySpan, spanId: new Uint8Array(8) }),
    status: 200,
    reply: { partialSuccess: { rejectedSpans: '2', errorMessage: expect.stringContaining('traceId') } },
    rows: 1,
  },
  {
    title: 'rejects spans from absurd times',
    body: traces({ ...span, startTimeUnixNano: '1' }, { ...span, startTimeUnixNano: '18446744073709551615' }, span),
    status: 200,
    reply: { partialSuccess: { rejectedSpans: '2', errorMessage: expect.stringContaining('startTimeUnixNano 1 is outside') } },
    rows: 1,
  },
  {
    title: 'rejects log records from absurd times',
    path: '/v1/logs',
    body: logs({ timeUnixNano: '1' }),
    status: 200,
    reply: { partialSuccess: { rejectedLogRecords: '1', errorMessage: expect.stringContaining('1 of 1 rejected') } },
  },
  {
    title: 'rejects data points from absurd times',
    path: '/v1/metrics',
    body: metrics({ timeUnixNano: '1' }),
    status: 200,
    reply: { partialSuccess: { rejectedDataPoints: '1', errorMessage: expect.stringContaining('metric "load"') } },
  },
  {
    title: 'refuses text that is not JSON',
    body: '{"resourceSpans":',
    status: 400,
    reply: failure(3, 'Expected an OTLP ExportTraceServiceRequest as json'),
  },
  { title: 'refuses JSON of another shape', body: '{"resourceSpans":{"a":1}}', status: 400, reply: failure(3, 'resource_spans') },
  { title: 'refuses an empty JSON body', body: '', status: 400, reply: failure(3, 'as json') },
  {
    title: 'refuses bytes that are not protobuf',
    type: PROTOBUF_TYPE,
    body: Buffer.from('not protobuf at all'),
    status: 400,
    reply: failure(3, 'as protobuf'),
  },
  {
    title: 'refuses a body that is not gzip',
    headers: { 'content-encoding': 'gzip' },
    body: '{}',
    status: 400,
    reply: failure(3, 'Expected a gzip body'),
  },
  {
    title: 'refuses nesting without end',
    body: traces({
      ...span,
      attributes: [{ key: 'a', value: JSON.parse(`${'{"arrayValue":{"values":['.repeat(150)}${']}}'.repeat(150)}`) }],
    }),
    status: 400,
    reply: failure(3, 'recursion'),
  },
  { title: 'answers 404 on another path', path: '/v1/profiles', body: '{}', status: 404, reply: failure(5, '/v1/traces') },
  {
    title: 'answers 405 to GET',
    method: 'GET',
    status: 405,
    reply: failure(12, 'Expected POST, got GET'),
    replyHeaders: { allow: 'POST' },
  },
  { title: 'answers 415 to another type', type: 'text/plain', body: 'hello', status: 415, reply: failure(3, 'got text/plain') },
  { title: 'answers 415 to no type', type: null, body: new Uint8Array([1]), status: 415, reply: failure(3, 'got none') },
  {
    title: 'answers 415 to another compression',
    headers: { 'content-encoding': 'br' },
    body: '{}',
    status: 415,
    reply: failure(3, 'got br'),
    replyHeaders: { 'accept-encoding': 'gzip' },
  },
  {
    title: 'answers 413 to a large body',
    body: ' '.repeat(MAX_BODY_BYTES + 1),
    status: 413,
    reply: failure(8, `at most ${MAX_BODY_BYTES} bytes`),
  },
  {
    title: 'answers 413 to a gzip bomb',
    type: PROTOBUF_TYPE,
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(50_000_000)).subarray(0, MAX_BODY_BYTES),
    status: 413,
    reply: failure(8, 'after decompression'),
  },
];

describe('an OTLP receiver', () => {
  const inserted: { table: string; count: number }[] = [];
  const receiver = createOtlpReceiver({
    host: '127.0.0.1',
    port: 0,
    maxBodyBytes: MAX_BODY_BYTES,
    insert: async (table, rows, { format }) => {
      inserted.push({
        table,
        count: format === 'Native' ? countNativeRows(rows) : Buffer.concat(rows).toString().trimEnd().split('\n').length,
      });
    },
  });
  let url = '';
  beforeAll(async () => {
    ({ url } = await receiver.listen());
  });
  afterAll(() => receiver.close());

  it.each(cases)('$title', async (test) => {
    inserted.length = 0;
    const { path = '/v1/traces', method = 'POST', type = JSON_TYPE } = test;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(type === null ? {} : { 'content-type': type }), ...test.headers },
      ...(test.body === undefined ? {} : { body: test.body }),
    });
    expect(response.status).toBe(test.status);
    expect(response.headers.get('content-type')).toBe(type === PROTOBUF_TYPE ? PROTOBUF_TYPE : JSON_TYPE);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(Object.fromEntries(response.headers)).toMatchObject(test.replyHeaders ?? {});
    const schema = responseSchema(path, response.status);
    const body = Buffer.from(await response.arrayBuffer());
    expect(type === PROTOBUF_TYPE ? toJson(schema, fromBinary(schema, body)) : JSON.parse(body.toString())).toEqual(test.reply);
    expect(inserted.reduce((sum, { count }) => sum + count, 0)).toBe(test.rows ?? 0);
  });

  it('counts what it did', async () => {
    const { signals, queue, refusedRequests, answerMilliseconds } = await receiver.status();
    const refused = Object.values(refusedRequests).reduce((sum, count) => sum + count, 0);
    expect({ signals, queue: queue.bytes, total: refused + answerMilliseconds.count }).toEqual({
      signals: {
        traces: { accepted: 12, dropped: { invalid_id: 6, outside_time_window: 2 }, refused: 0, newestAt: expect.any(String) },
        logs: { accepted: 3, dropped: { invalid_id: 0, outside_time_window: 1 }, refused: 0, newestAt: expect.any(String) },
        metrics: { accepted: 1, dropped: { invalid_id: 0, outside_time_window: 1 }, refused: 0, newestAt: expect.any(String) },
      },
      queue: 0,
      total: cases.length,
    });
  });
});

function responseSchema(path: string, status: number): DescMessage {
  if (status !== 200) return RpcStatusSchema;
  if (path === '/v1/logs') return ExportLogsServiceResponseSchema;
  return path === '/v1/metrics' ? ExportMetricsServiceResponseSchema : ExportTraceServiceResponseSchema;
}

/** A block begins with its numbers of columns and rows; those of these tests fit into a byte. */
function countNativeRows(blocks: readonly Buffer[]): number {
  return blocks.reduce((sum, block) => sum + (block[1] ?? 0), 0);
}
