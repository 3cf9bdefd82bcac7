import { describe, expect, it } from 'vitest';
import { findLeaks } from '../testing/cut-secrets.js';
import { randomFrom, randomText } from '../testing/hostile-text.js';
import { VALUES } from '../testing/json-values.js';
import { MEMORIES } from '../testing/text-memories.js';
import { JsonWriter } from './json-writer.js';
import { createRedactor, type Redactor } from './redact.js';
import { REDACTED } from './secret-patterns.js';

const redactor = createRedactor(['employee_id']);

describe.each(MEMORIES)('JsonWriter with %s', (_, memory) => {
  function serialize(value: unknown, limit: number, rules: Redactor) {
    return new JsonWriter(memory, rules).write(value, memory.region('result'), limit);
  }

  it.each(VALUES)('is JSON.stringify for %j', (value) => {
    expect(serialize(value, 4_096, redactor)).toEqual({
      text: JSON.stringify(value),
      truncated: false,
      size: Buffer.byteLength(JSON.stringify(value)),
    });
  });

  it.each([64, 65, 66, 67, 100, 101, 999, 4_096])('is valid JSON within %d bytes', (limit) => {
    const values = [
      'x'.repeat(100_000),
      'Grüße 世界 🚀 "\\\n'.repeat(1_000),
      Array.from({ length: 1_000 }, (_, index) => ({ id: index, text: `"${'é'.repeat(index % 50)}` })),
      { content: [{ type: 'text', text: '\\'.repeat(5_000) }] },
      { a: '\u0001'.repeat(2_000) },
    ];
    for (const value of values) {
      const { text, truncated } = serialize(value, limit, redactor);
      expect(truncated).toBe(true);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      expect(() => JSON.parse(text)).not.toThrow();
    }
  });

  it('keeps what fits before the cut', () => {
    expect(serialize({ first: 'kept', second: 'y'.repeat(200) }, 80, redactor).text).toMatch(/^\{"first":"kept","second":"y+…"\}$/);
  });

  it('replaces the values of sensitive keys at any depth', () => {
    const value = {
      user: 'alice',
      Password: 'p',
      nested: [{ 'X-Api-Key': 'k', headers: { Authorization: 'a', 'Set-Cookie': { a: 1 } } }],
      employee_id: 7,
      max_tokens: 512,
      pin: 1234,
      shipping: 'post',
    };
    expect(JSON.parse(serialize(value, 4_096, redactor).text)).toEqual({
      user: 'alice',
      Password: REDACTED,
      nested: [{ 'X-Api-Key': REDACTED, headers: { Authorization: REDACTED, 'Set-Cookie': REDACTED } }],
      employee_id: REDACTED,
      max_tokens: 512,
      pin: REDACTED,
      shipping: 'post',
    });
  });

  it('recognises a secret that the cut goes through', () => {
    const { text } = serialize(`${'x'.repeat(80)} ghp_${'a1'.repeat(20)}`, 110, redactor);
    expect(text).not.toContain('ghp_');
  });

  it('lets the operator rewrite what is left', () => {
    const own = createRedactor([], (text, key) => (key === 'email' ? text.replace(/^[^@]+/, '***') : text));
    expect(serialize({ email: 'ada@example.org', note: 'ada@' }, 256, own).text).toBe('{"email":"***@example.org","note":"ada@"}');
  });

  it("hides the text when the operator's rule fails", () => {
    const failing = createRedactor([], () => {
      throw new Error('broken rule');
    });
    expect(serialize('secret', 256, failing).text).toBe(`"${REDACTED}"`);
  });
});

describe('JsonWriter', () => {
  const memories = MEMORIES.map(([, memory]) => memory);
  const written = (value: unknown, limit: number) =>
    memories.map((memory) => new JsonWriter(memory, redactor).write(value, memory.region('result'), limit));

  it('writes the same valid text by WebAssembly and by plain code', () => {
    for (let seed = 0; seed < 2_000; seed++) {
      const random = randomFrom(seed);
      const value = {
        [randomText(seed)]: randomText(seed + 1),
        list: [randomText(seed + 2), { token: 'x', n: seed }, null],
        end: randomText(seed + 3),
      };
      const limit = random(64, 600);
      const [ours, ...others] = written(value, limit);
      for (const other of others) expect([seed, other]).toEqual([seed, ours]);
      expect(Buffer.byteLength(ours?.text ?? '')).toBeLessThanOrEqual(limit);
      JSON.parse(ours?.text ?? '');
    }
  });

  it('never lets a secret through, wherever the text is cut', () => {
    const capture = (text: string) => written({ text }, 180).map(({ text: captured }) => captured);
    expect(findLeaks(capture, (part) => JSON.stringify(part).slice(1, -1))).toEqual([]);
  });
});
