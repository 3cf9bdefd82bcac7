import { describe, expect, it } from 'vitest';
import { createRedactor, type Redactor } from '../content/redact.js';
import { REDACTED } from '../content/secret-patterns.js';
import type { TextMemory } from '../content/text-memory.js';
import { findLeaks } from '../testing/cut-secrets.js';
import { randomFrom, randomText } from '../testing/hostile-text.js';
import { VALUES } from '../testing/json-values.js';
import { decodeValue } from '../testing/otlp-decode.js';
import { MEMORIES } from '../testing/text-memories.js';
import { AnyValueWriter } from './any-value-writer.js';

const redactor = createRedactor(['employee_id']);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function write(memory: TextMemory, value: unknown, limit: number, rules: Redactor = redactor) {
  const { bytes, from, to, truncated } = new AnyValueWriter(memory, rules).write(value, memory.region('result'), limit);
  const message = Buffer.from(bytes.subarray(from, to));
  return { message, value: decodeValue(message), truncated };
}

describe.each(MEMORIES)('AnyValueWriter with %s', (_, memory) => {
  // SPAN-14
  it('tells objects as maps and arrays as lists', () => {
    const [map, list] = [{ a: 'x' }, ['x']].map((value) => write(memory, value, 64).message.toString('latin1'));
    expect(map).toBe('\x32\x8a\x80\x80\x00\x0a\x08\x0a\x01a\x12\x03\x0a\x01x');
    expect(list).toBe('\x2a\x85\x80\x80\x00\x0a\x03\x0a\x01x');
  });

  it.each(VALUES.filter((value) => value !== null))('writes what JSON tells of %j', (value) => {
    expect(write(memory, value, 4_096)).toMatchObject({ value: plain(value), truncated: false });
  });

  it('writes numbers and keys of any size', () => {
    const value = {
      numbers: [0, -0, 1, 127, 128, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, -1, -(2 ** 40), 1e300, 0.1],
      ['k'.repeat(60)]: 1,
      ['k'.repeat(61)]: true,
      ['ü'.repeat(100)]: ['ü'.repeat(6), 'ü'.repeat(7), 'ü'.repeat(32), 'ü'.repeat(33), 'x'.repeat(127), 'x'.repeat(128)],
      '': '',
      nul: '\0'.repeat(40),
      rocket: '🚀'.repeat(40),
    };
    expect(write(memory, value, 8_192)).toMatchObject({ value: plain(value), truncated: false });
  });

  it.each([64, 65, 66, 67, 68, 69, 70, 100, 101, 102, 103, 999, 4_096])(
    'keeps the beginning of what does not fit into %d bytes',
    (limit) => {
      const values = [
        'x'.repeat(100_000),
        'é'.repeat(50_000),
        'Grüße 世界 🚀 "\\\n'.repeat(1_000),
        Array.from({ length: 1_000 }, (_value, index) => ({ id: index, text: `"${'é'.repeat(index % 50)}` })),
        { content: [{ type: 'text', text: '\\'.repeat(5_000) }] },
        Array.from({ length: 5_000 }, (_value, index) => index % 3 === 0),
      ];
      for (const value of values) {
        const { message, value: told, truncated } = write(memory, value, limit);
        expect(truncated).toBe(true);
        expect(message.length).toBeLessThanOrEqual(limit);
        expect(message.length).toBeGreaterThan(limit / 4);
        expect(isBeginning(told, value)).toBe(true);
      }
    },
  );

  it('keeps what fits before the cut', () => {
    const { value } = write(memory, { first: 'kept', second: 'y'.repeat(200) }, 80);
    expect(value).toEqual({ first: 'kept', second: expect.stringMatching(/^y+…$/) });
  });

  it('replaces what lies too deep for readers', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'bottom' : { a: nested(depth - 1) });
    expect(write(memory, nested(30), 4_096).value).toEqual(nested(30));
    expect(JSON.stringify(write(memory, nested(31), 4_096).value)).toBe(JSON.stringify(nested(30)).replace('bottom', '…'));
  });

  it('replaces the values of sensitive keys at any depth', () => {
    const value = {
      user: 'alice',
      Password: 'p',
      nested: [{ headers: { Authorization: 'a' } }],
      employee_id: 7,
      max_tokens: 512,
      pin: 1234,
    };
    expect(write(memory, value, 4_096).value).toEqual({
      user: 'alice',
      Password: REDACTED,
      nested: [{ headers: { Authorization: REDACTED } }],
      employee_id: REDACTED,
      max_tokens: 512,
      pin: REDACTED,
    });
  });

  it('lets the operator rewrite what is left, as long as it likes', () => {
    const own = createRedactor([], (text, key) => (key === 'a' ? text.repeat(100) : text));
    expect(write(memory, { a: 'xy', b: 'xy' }, 1_024, own).value).toEqual({ a: 'xy'.repeat(100), b: 'xy' });
  });
});

describe('AnyValueWriter', () => {
  const memories = MEMORIES.map(([, memory]) => memory);

  it('writes the same by WebAssembly and by plain code', () => {
    for (let seed = 0; seed < 2_000; seed++) {
      const random = randomFrom(seed);
      const value = {
        [randomText(seed)]: randomText(seed + 1),
        list: [randomText(seed + 2), { token: 'x', n: seed }, null],
        end: randomText(seed + 3),
      };
      const limit = random(64, 600);
      const [ours, ...others] = memories.map((memory) => write(memory, value, limit));
      for (const other of others) expect([seed, other]).toEqual([seed, ours]);
      expect(ours?.message.length).toBeLessThanOrEqual(limit);
    }
  });

  it('never lets a secret through, wherever the text is cut', () => {
    const capture = (text: string) => memories.map((memory) => write(memory, { text }, 180).message.toString());
    expect(findLeaks(capture, (part) => part)).toEqual([]);
  });
});

/** Whether a value is what is left of another one whose end was cut off. */
function isBeginning(part: unknown, whole: unknown): boolean {
  if (typeof part === 'string' && typeof whole === 'string') return part === whole || whole.startsWith(part.replace(/…$/, ''));
  if (typeof part !== 'object' || typeof whole !== 'object' || part === null || whole === null) return part === whole;
  const keys = Object.keys(whole);
  return Object.entries(part).every(([key, value], index) => key === keys[index] && isBeginning(value, Reflect.get(whole, key)));
}
