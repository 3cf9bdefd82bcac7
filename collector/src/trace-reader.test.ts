import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { ExportTraceServiceRequestSchema } from './generated/trace_pb.js';
import { readTraceRequest } from './trace-reader.js';

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
              startTimeUnixNano: 1_790_000_000_123_456_789n,
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
            {},
          ],
        },
      ],
    },
    {},
  ],
});
const bytes = Buffer.from(toBinary(ExportTraceServiceRequestSchema, request));

describe('readTraceRequest', () => {
  it('reads what the general decoder reads', () => {
    const general = fromBinary(ExportTraceServiceRequestSchema, bytes);
    expect(toBinary(ExportTraceServiceRequestSchema, readTraceRequest(bytes))).toEqual(toBinary(ExportTraceServiceRequestSchema, general));
  });

  it('skips fields that it does not know', () => {
    const unknown = Buffer.from([0x98, 0x06, 0x01, 0xa2, 0x06, 0x02, 0x68, 0x69]);
    const read = readTraceRequest(Buffer.concat([unknown, bytes, unknown]));
    expect(toBinary(ExportTraceServiceRequestSchema, read)).toEqual(new Uint8Array(bytes));
  });

  it('replaces invalid UTF-8, so that one bad text does not fail its batch', () => {
    const span = Buffer.from([0x0a, 0x07, 0x12, 0x05, 0x12, 0x03, 0x2a, 0x01, 0xff]);
    expect(readTraceRequest(span).resourceSpans[0]?.scopeSpans[0]?.spans[0]?.name).toBe('�');
  });

  it('refuses every message that is cut short', () => {
    const accepted = Array.from(bytes, (_, length) => length).filter((length) => {
      try {
        readTraceRequest(bytes.subarray(0, length));
        return true;
      } catch {
        return false;
      }
    });
    // Between two top-level fields the shorter message is whole.
    expect(accepted).toEqual([0, bytes.length - 2]);
  });
});
