import { describe, expect, it } from 'vitest';
import { ContentMemo } from './content-memo.js';
import { jsonSize } from './json-size.js';
import { createRedactor, REDACTED, redactSecrets } from './redact.js';
import { mayHoldSecret } from './secret-marks.js';
import { serialize } from './serialize.js';
import { shapeOf } from './shape.js';

const VALUES: unknown[] = [
  null,
  true,
  -1.5,
  'plain',
  'quote " backslash \\ newline \n control \u0001',
  'Grüße, 世界, 🚀',
  [],
  {},
  [1, [2, [3]], undefined, () => 1],
  { a: 1, b: undefined, c: { d: 'x', e: [null, false] } },
  { at: new Date(0), none: Number.NaN },
  { 'key "with" ü': 'v' },
];

describe('jsonSize', () => {
  it.each(VALUES)('is the size that JSON.stringify would give for %j', (value) => {
    expect(jsonSize(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
  });

  it.each([
    ['a long text with escapes', 'line "one"\n'.repeat(100_000)],
    ['many elements', Array.from({ length: 50_000 }, (_, index) => ({ id: index, name: `item ${index}` }))],
    ['a long text in another script', '世界'.repeat(100_000)],
  ])('is within 5 % for %s', (_, value) => {
    const exact = Buffer.byteLength(JSON.stringify(value));
    expect(Math.abs(jsonSize(value) - exact) / exact).toBeLessThan(0.05);
  });

  it('ends on a value that contains itself', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(jsonSize(value)).toBeGreaterThan(0);
  });
});

describe('shapeOf', () => {
  it.each([
    [{ path: '/x', limit: 3, deep: { on: true, none: null } }, '{"path":"string","limit":"number","deep":{"on":"boolean","none":"null"}}'],
    [['a', 'b', 1], '["string","number"]'],
    [{ a: undefined, f: () => 1 }, '{}'],
    [{ a: { b: { c: { d: { e: 1 } } } } }, '{"a":{"b":{"c":{"d":"object"}}}}'],
    [{ 'a "b"': 1 }, '{"a \\"b\\"":"number"}'],
  ])('tells keys and types of %j', (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });

  it('stays short and valid for a wide value', () => {
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key-${index}`, index]));
    expect(Object.keys(JSON.parse(shapeOf(wide)))).toHaveLength(41);
  });
});

describe('ContentMemo', () => {
  it('gives every value the shape and the size that it has, whichever came before', () => {
    const values = [
      ...VALUES,
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
      { b: 'x', a: 1 },
      { a: 1 },
      { a: 1, b: 'x', c: null },
      { a: 1, b: 2 },
      { a: 1, b: null },
      [{ t: 'x' }],
      [{ t: 'x' }, { t: 'y' }],
      [{ t: 'x' }, { t: 1 }],
      { a: [], b: [[]] },
      { a: [1], b: [[1]] },
      { a: 1, toJSON: () => 'text' },
      { keys: 'x', values: 'y' },
      { element: 'x' },
    ];
    const memo = new ContentMemo(() => false);
    for (const first of values)
      for (const second of values)
        for (const value of [first, second])
          expect(memo.describe('one', value)).toMatchObject({ shape: shapeOf(value), size: jsonSize(value) });
  });
});

const redactor = createRedactor(['employee_id']);

describe('serialize', () => {
  it.each(VALUES)('is JSON.stringify for %j', (value) => {
    expect(JSON.parse(serialize(value, 4_096, redactor).text)).toEqual(JSON.parse(JSON.stringify(value)));
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

describe('mayHoldSecret', () => {
  const MARKS =
    /eyJ|A[KS]IA|gh[pousr]_|github_pat_|xox|hooks\.slack|-----BEGIN|[srp]k[-_]|AIza|glpat-|npm_|:\/\/|bearer|basic|passw|passphrase|secret|token|authorization|api[_-]?key|access[_-]?key|private[_-]?key|credential|cookie/i;
  const PARTS = [
    'eyJ',
    'AkIa',
    'ghs_',
    'sk-',
    '://',
    'Bearer',
    'api-key',
    'private_key',
    'COOKIE',
    'xox',
    'pass',
    'acc',
    'ü',
    '世界',
    ' ',
    'tok',
    'en',
  ];

  it('misses no mark, wherever it stands', () => {
    for (let seed = 0; seed < 2_000; seed++) {
      let random = seed;
      const next = () => {
        random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
        return random;
      };
      const filler = 'ordinary text, '.repeat(seed % 20 === 0 ? 1_000 + (next() % 300) : 1);
      const text = filler + Array.from({ length: 4 }, () => PARTS[next() % PARTS.length]).join(seed % 2 === 0 ? '' : 'a');
      if (MARKS.test(text)) expect([text.slice(-40), mayHoldSecret(text)]).toEqual([text.slice(-40), true]);
    }
  });

  it('takes ordinary text for what it is', () => {
    expect(mayHoldSecret('The quick brown fox accepts prior basil, and passes. '.repeat(1_000))).toBe(false);
  });
});

describe('redactSecrets', () => {
  it.each([
    ['Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'eyJ'],
    ['id AKIAIOSFODNN7EXAMPLE here', 'AKIAIOSFODNN7EXAMPLE'],
    [`ghp_${'A'.repeat(36)}`, 'ghp_'],
    [`github_pat_${'A'.repeat(40)}`, 'github_pat_'],
    [`xoxb-${'1'.repeat(12)}-abc`, 'xoxb-'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'MIIE'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut off', 'MIIE'],
    ['postgres://app:hunter2@db/main', 'hunter2'],
    ['{"password": "hunter2", "x": 1}', 'hunter2'],
    ['{\\"api_key\\": \\"hunter2\\"}', 'hunter2'],
    ["token='hunter2'", 'hunter2'],
    ['client_secret=hunter2&x=1', 'hunter2'],
    ['password: "an unfinished hunter2', 'hunter2'],
    [`sk-${'a1B2'.repeat(8)}`, 'sk-a1'],
  ])('hides the secret in %j', (text, secret) => {
    const clean = redactSecrets(text);
    expect(clean).toContain(REDACTED);
    expect(clean).not.toContain(secret);
  });

  it.each(['the token was refused', 'see https://example.org/a?b=c', 'a basic idea', 'max 3 tokens'])('leaves %j alone', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });
});
