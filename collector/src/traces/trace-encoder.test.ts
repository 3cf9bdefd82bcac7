import { create, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { ExportTraceServiceRequestSchema } from '../generated/trace_pb.js';
import { RowBatch } from '../row-batch.js';
import { createTimeWindow } from '../time-window.js';
import { TraceEncoder } from './trace-encoder.js';

const request = create(ExportTraceServiceRequestSchema, {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { value: { case: 'stringValue', value: 'файлы' } } }] },
      scopeSpans: [
        {
          scope: { name: 'scope', version: '1.0' },
          spans: [
            {
              traceId: new Uint8Array(16).fill(0xab),
              spanId: new Uint8Array(8).fill(1),
              parentSpanId: new Uint8Array(8).fill(2),
              traceState: 'a=b',
              name: 'tools/call 搜索',
              kind: 2,
              startTimeUnixNano: BigInt(Date.now()) * 1_000_000n,
              endTimeUnixNano: 2n ** 64n - 1n,
              attributes: [
                { key: 'bool', value: { value: { case: 'boolValue', value: true } } },
                { key: 'int', value: { value: { case: 'intValue', value: -(2n ** 63n) } } },
                { key: 'double', value: { value: { case: 'doubleValue', value: 0.1 } } },
                { key: 'bytes', value: { value: { case: 'bytesValue', value: new Uint8Array([1, 2, 3]) } } },
                {
                  key: 'list',
                  value: { value: { case: 'arrayValue', value: { values: [{ value: { case: 'stringValue', value: 'x' } }, {}] } } },
                },
                { key: 'map', value: { value: { case: 'kvlistValue', value: { values: [{ key: 'k' }] } } } },
                { key: 'empty', value: {} },
                { key: 'absent' },
              ],
              events: [{ timeUnixNano: 1n, name: 'event', attributes: [{ key: 'a' }] }],
              links: [{ traceId: new Uint8Array(16), spanId: new Uint8Array(8), traceState: 's', attributes: [{ key: 'a' }] }],
              status: { code: 2, message: 'failed' },
            },
          ],
        },
      ],
    },
    {},
  ],
});
const bytes = Buffer.from(toBinary(ExportTraceServiceRequestSchema, request));

const encoder = new TraceEncoder();

/** The block of a request's spans; engine.test.ts reads such blocks with the engine. */
function encode(body: Buffer): { block: string; batch: RowBatch } {
  const batch = new RowBatch(1_000_000);
  encoder.addRows(body, 'spans', createTimeWindow(Date.now(), 60_000, 60_000), batch);
  return {
    block: batch
      .toRows()
      .map(({ rows }) => rows.toString('latin1'))
      .join(''),
    batch,
  };
}

describe('a trace encoder', () => {
  it('skips fields that it does not know', () => {
    const unknown = Buffer.from([
      0x98, 0x06, 0x01, 0xa2, 0x06, 0x02, 0x68, 0x69, 0xa9, 0x06, 1, 2, 3, 4, 5, 6, 7, 8, 0xad, 0x06, 1, 2, 3, 4,
    ]);
    expect(encode(Buffer.concat([unknown, bytes, unknown]))).toEqual(encode(bytes));
  });

  it('remembers nothing of the requests before', () => {
    const other = create(ExportTraceServiceRequestSchema, request);
    for (const { resource } of other.resourceSpans) if (resource) resource.attributes = [];
    const first = encode(bytes);
    encode(Buffer.from(toBinary(ExportTraceServiceRequestSchema, other)));
    expect(encode(bytes)).toEqual(first);
  });

  it('takes the resource and the scope for all of their spans, wherever they stand', () => {
    const span = (name: string) =>
      field(2, Buffer.concat([field(1, Buffer.alloc(16, 1)), field(2, Buffer.alloc(8, 1)), field(5, name), now]));
    const scope = field(1, field(1, 'the scope'));
    const resource = field(1, field(1, Buffer.concat([field(1, 'service.name'), field(2, field(1, 'the service'))])));
    const before = field(1, Buffer.concat([resource, field(2, Buffer.concat([scope, span('a'), span('b')]))]));
    const behind = field(1, Buffer.concat([field(2, Buffer.concat([span('a'), span('b'), scope])), resource]));
    expect(encode(behind)).toEqual(encode(before));
    expect(encode(before).block).toContain('the service');
  });

  it('replaces invalid UTF-8, so that one bad text does not fail its batch', () => {
    const invalid = Buffer.from([0x61, 0xff]);
    const attribute = (size: number) => field(9, Buffer.concat([field(1, invalid), field(2, field(1, Buffer.alloc(size, 0xff)))]));
    const span = [field(1, Buffer.alloc(16, 1)), field(2, Buffer.alloc(8, 1)), field(5, invalid), now, attribute(1), attribute(100)];
    const { block, batch } = encode(field(1, field(2, field(2, Buffer.concat(span)))));
    expect(batch.accepted).toBe(1);
    expect(block).toContain(Buffer.from('�'.repeat(100)).toString('latin1'));
    expect(block).not.toContain('\xff\xff');
  });

  it('refuses every message that is cut short', () => {
    const accepted = Array.from(bytes, (_, length) => length).filter((length) => {
      try {
        encode(bytes.subarray(0, length));
        return true;
      } catch {
        return false;
      }
    });
    // Between two top-level fields the shorter message is whole.
    expect(accepted).toEqual([0, bytes.length - 2]);
  });
});

const now = Buffer.alloc(9);
now[0] = 0x39;
now.writeBigUInt64LE(BigInt(Date.now()) * 1_000_000n, 1);

/** A length-delimited field of less than 16 KiB. */
function field(number: number, value: Buffer | string): Buffer {
  const content = Buffer.from(value);
  const length = content.length < 128 ? [content.length] : [(content.length & 0x7f) | 0x80, content.length >> 7];
  return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), content]);
}
