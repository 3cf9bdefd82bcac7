import * as zlib from 'node:zlib';
import { fromBinary, toJson } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_TYPES } from '../encoding.js';
import { createOtlpReceiver, type InsertRows, type OtlpReceiver } from '../index.js';
import { type Case, cases, responseSchemaOf, toBody } from './case.js';

let insertedRows = 0;
const insert: InsertRows = async (_table, rows, { format }) => {
  insertedRows += format === 'Native' ? countNativeRows(rows) : Buffer.concat(rows).toString().trimEnd().split('\n').length;
};
const common = { host: '127.0.0.1', port: 0, maxBodyBytes: 20_000, insert };
const receivers: Record<NonNullable<Case['receiver']>, OtlpReceiver> = {
  plain: createOtlpReceiver(common),
  guarded: createOtlpReceiver({ ...common, tokens: ['first-token', 'second-token'], allowedOrigins: ['https://app.example'] }),
};
const urls = { plain: '', guarded: '' };

beforeAll(async () => {
  urls.plain = (await receivers.plain.listen()).url;
  urls.guarded = (await receivers.guarded.listen()).url;
});
afterAll(() => Promise.all(Object.values(receivers).map((receiver) => receiver.close())));

describe('an OTLP receiver', () => {
  for (const test of cases) {
    it.skipIf(test.needs === 'zstd' && !('zstdDecompress' in zlib))(test.title, () => check(test));
  }

  it('counts what it did', async () => {
    const { signals, queue, refusedRequests, answerMilliseconds } = await receivers.plain.status();
    const plain = cases.filter(({ receiver, needs }) => receiver !== 'guarded' && (needs !== 'zstd' || 'zstdDecompress' in zlib));
    const rowsOf = (path: string) =>
      plain.filter((test) => (test.path ?? '/v1/traces').startsWith(path)).reduce((sum, { rows = 0 }) => sum + rows, 0);
    expect(signals.traces).toMatchObject({
      accepted: rowsOf('/v1/traces'),
      dropped: { invalid_id: 7, outside_time_window: 4 },
      refused: 0,
    });
    expect(signals.logs).toMatchObject({ accepted: rowsOf('/v1/logs'), dropped: { invalid_id: 0, outside_time_window: 2 }, refused: 0 });
    expect(signals.metrics).toMatchObject({
      accepted: rowsOf('/v1/metrics'),
      dropped: { invalid_id: 0, outside_time_window: 2 },
      refused: 0,
    });
    const refused = Object.values(refusedRequests).reduce((sum, count) => sum + count, 0);
    expect([refused + answerMilliseconds.count, queue.bytes]).toEqual([plain.length, 0]);
  });
});

async function check(test: Case): Promise<void> {
  const { receiver = 'plain', path = '/v1/traces', method = 'POST', encoding = 'json', status = 200, reply = {}, rows = 0 } = test;
  insertedRows = 0;
  const body = toBody(test);
  const response = await fetch(`${urls[receiver]}${path}`, {
    method,
    headers: toHeaders(test),
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject(toExpected(test.replyHeaders ?? {}));
  if (!test.replyHeaders?.['access-control-allow-origin']) expect(response.headers.get('access-control-allow-origin')).toBeNull();
  if (status !== 204) {
    expect(response.headers.get('content-type')).toBe(CONTENT_TYPES[encoding]);
    const schema = responseSchemaOf(test);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(encoding === 'protobuf' ? toJson(schema, fromBinary(schema, bytes)) : JSON.parse(bytes.toString())).toEqual(toExpected(reply));
  }
  expect(insertedRows).toBe(rows);
}

function toHeaders({ encoding = 'json', compression, headers }: Case): Record<string, string> {
  const all: Record<string, string | null> = { 'content-type': CONTENT_TYPES[encoding], ...headers };
  if (compression) all['content-encoding'] ??= compression;
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** `~` before a text stands for any text that contains it. */
function toExpected(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, expected]) => {
      if (typeof expected === 'string' && expected.startsWith('~')) return [key, expect.stringContaining(expected.slice(1))];
      return [key, expected !== null && typeof expected === 'object' ? toExpected(expected as Record<string, unknown>) : expected];
    }),
  );
}

/** A block begins with its numbers of columns and rows; those of these cases fit into a byte. */
function countNativeRows(blocks: readonly Buffer[]): number {
  return blocks.reduce((sum, block) => sum + (block[1] ?? 0), 0);
}
