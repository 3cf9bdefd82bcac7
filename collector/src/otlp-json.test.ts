import { describe, expect, it } from 'vitest';
import { parseOtlpJson } from './otlp-json.js';

const cases: { title: string; text: string; expected: unknown }[] = [
  {
    title: 'keeps a nanosecond timestamp that is a number',
    text: '{"startTimeUnixNano": 1790000000123456789}',
    expected: { startTimeUnixNano: '1790000000123456789' },
  },
  {
    title: 'keeps the ends of the 64-bit range, in lists too',
    text: '[18446744073709551615,-9223372036854775808]',
    expected: ['18446744073709551615', '-9223372036854775808'],
  },
  { title: 'leaves small integers numbers', text: '{"kind":2,"flags":-1}', expected: { kind: 2, flags: -1 } },
  {
    title: 'leaves fractions and exponents numbers',
    text: '[0.1250000000000000000,1250000000000000000.0,1250000000000000000e3,1e-7]',
    expected: [0.125, 1.25e18, 1.25e21, 1e-7],
  },
  {
    title: 'leaves digits inside of strings alone',
    text: String.raw`{"stringValue":"say \"1790000000123456789\" \\","name":",1790000000123456789,"}`,
    expected: { stringValue: 'say "1790000000123456789" \\', name: ',1790000000123456789,' },
  },
  { title: 'turns hex ids of either case into base64', text: '{"spanId":"00FFab0000000001"}', expected: { spanId: 'AP+rAAAAAAE=' } },
  { title: 'gives an id that is not hex a length that no id has', text: '{"traceId":"xyz"}', expected: { traceId: 'AA==' } },
  { title: 'drops names that are not lowerCamelCase', text: '{"trace_id":"00","name":"a"}', expected: { name: 'a' } },
  { title: 'replaces half of a surrogate pair', text: String.raw`"a\ud800b"`, expected: 'a�b' },
];

describe('parseOtlpJson', () => {
  it.each(cases)('$title', ({ text, expected }) => {
    expect(parseOtlpJson(text)).toEqual(expected);
  });

  it.each(['', '{', '{"a":"b', '{"a":1790000000123456789', 'nonsense'])('refuses %j', (text) => {
    expect(() => parseOtlpJson(text)).toThrow(SyntaxError);
  });
});
