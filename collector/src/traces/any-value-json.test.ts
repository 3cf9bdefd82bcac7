import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { toText } from '../attributes.js';
import { type AnyValue, AnyValueSchema } from '../generated/common_pb.js';
import { AnyValueJson } from './any-value-json.js';
import { WireReader } from './wire-reader.js';

const value = (content: AnyValue['value']): AnyValue => create(AnyValueSchema, { value: content });
const text = (content: string) => value({ case: 'stringValue', value: content });
const list = (...values: AnyValue[]) => value({ case: 'arrayValue', value: { $typeName: 'callsight.otlp.ArrayValue', values } });
const map = (entries: Record<string, AnyValue>) =>
  create(AnyValueSchema, {
    value: { case: 'kvlistValue', value: { values: Object.entries(entries).map(([key, inner]) => ({ key, value: inner })) } },
  });

/** A length-delimited field of less than 128 bytes. */
const field = (number: number, content: Buffer) => Buffer.concat([Buffer.from([number * 8 + 2, content.length]), content]);

/** One of less than 2 MiB, with its length in three bytes. */
const long = (number: number, content: Buffer) =>
  Buffer.concat([
    Buffer.from([number * 8 + 2, (content.length & 0x7f) | 0x80, ((content.length >> 7) & 0x7f) | 0x80, content.length >> 14]),
    content,
  ]);

const json = new AnyValueJson();

function read(bytes: Buffer): string | undefined {
  return json.write(new WireReader(bytes), bytes.length) ? json.written.bytes.toString('utf8', 0, json.written.length) : undefined;
}

const CONTENTS = {
  'an empty map': map({}),
  'an empty list': list(),
  'texts with what JSON escapes': list(text('"\\\n\u0001'), text('Grüße 世界 🚀'), text('')),
  numbers: list(
    ...[0n, 1n, 127n, 128n, 2n ** 53n, 2n ** 63n - 1n, -1n, -(2n ** 63n)].map((number) => value({ case: 'intValue', value: number })),
    ...[0.1, -1.5, 1e300, -0, Number.NaN, Number.POSITIVE_INFINITY].map((number) => value({ case: 'doubleValue', value: number })),
  ),
  'truths and nothing': list(value({ case: 'boolValue', value: true }), value({ case: 'boolValue', value: false }), create(AnyValueSchema)),
  'keys in no order': map({ b: text('1'), a: text('2'), 'ä "quoted"': text('3') }),
  'a result': map({
    content: list(map({ type: text('text'), text: text('x'.repeat(20_000)) })),
    isError: value({ case: 'boolValue', value: true }),
  }),
};

describe('AnyValueJson', () => {
  it.each(Object.entries(CONTENTS))('writes %s as it is written of decoded ones', (_, content) => {
    expect(read(Buffer.from(toBinary(AnyValueSchema, content)))).toBe(toText(content));
  });

  it('takes lengths that are longer than they need be', () => {
    const wide = (length: number) => Buffer.from([length | 0x80, 0x80, 0x80, 0]);
    const inner = Buffer.concat([Buffer.from([0x0a]), wide(1), Buffer.from('x')]);
    const element = Buffer.concat([Buffer.from([0x0a]), wide(inner.length), inner]);
    expect(read(Buffer.concat([Buffer.from([0x2a]), wide(element.length), element]))).toBe('["x"]');
  });

  it.each([
    ['bytes in a list', list(value({ case: 'bytesValue', value: new Uint8Array([1, 2]) }))],
    ['a value without a key', map({ '': text('x') })],
    ['a key without a value', create(AnyValueSchema, { value: { case: 'kvlistValue', value: { values: [{ key: 'k' }] } } })],
  ])('leaves %s to the other one', (_, content) => {
    expect(read(Buffer.from(toBinary(AnyValueSchema, content)))).toBeUndefined();
  });

  it('leaves a key with two values to the other one, for which the last one counts', () => {
    const valueField = (content: string) => field(2, Buffer.from(toBinary(AnyValueSchema, text(content))));
    const bytes = field(6, field(1, Buffer.concat([field(1, Buffer.from('k')), valueField('a'), valueField('b')])));
    expect(read(bytes)).toBeUndefined();
    expect(toText(fromBinary(AnyValueSchema, bytes))).toBe('{"k":"b"}');
  });

  it('leaves a value of several kinds to the other one, for which the last one counts', () => {
    const bytes = Buffer.concat([list(text('a')), list(text('b'))].map((content) => Buffer.from(toBinary(AnyValueSchema, content))));
    expect(read(bytes)).toBeUndefined();
    expect(toText(fromBinary(AnyValueSchema, bytes))).toContain('"b"');
  });

  it('leaves what is too deep to the other one, which refuses it', () => {
    const nested = (depth: number): Buffer => (depth === 0 ? Buffer.alloc(0) : long(5, long(1, nested(depth - 1))));
    expect(read(nested(99))).toBe(`${'['.repeat(99)}null${']'.repeat(99)}`);
    expect(read(nested(3_000))).toBeUndefined();
    expect(() => fromBinary(AnyValueSchema, nested(3_000))).toThrow(/depth/);
  });

  it('refuses what is cut short', () => {
    const bytes = Buffer.from(toBinary(AnyValueSchema, CONTENTS['a result']));
    for (const length of [1, 2, 5, 20, 1_000, bytes.length - 1]) expect(() => read(bytes.subarray(0, length))).toThrow(RangeError);
  });
});
