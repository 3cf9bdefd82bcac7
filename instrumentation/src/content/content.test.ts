import { setFlagsFromString } from 'node:v8';
import type { Attributes } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { ATTR } from '../semconv.js';
import { type AttributeSink, ContentDescriber } from './describe-content.js';
import { jsonSize } from './json-size.js';
import { JsonWriter } from './json-writer.js';
import { PlainTextMemory } from './plain-text-memory.js';
import { createRedactor, type Redactor, redactSecrets } from './redact.js';
import { REDACTED, SECRET_PATTERNS } from './secret-patterns.js';
import { shapeOf } from './shape.js';
import { TEXT_KERNELS } from './text-kernel-bytes.js';
import type { TextMemory } from './text-memory.js';
import { createWasmTextMemory } from './wasm-text-memory.js';

/** Bytes that any text of the tests has room in. */
const LIMIT = 1_000_000;

const [RELAXED, STRICT] = TEXT_KERNELS;
// Node.js 20 has it behind this flag, which newer ones do not know.
if (createWasmTextMemory(LIMIT, [RELAXED]) === undefined) setFlagsFromString('--experimental-wasm-relaxed-simd');

function wasmMemory(kernel: string): TextMemory {
  const memory = createWasmTextMemory(LIMIT, [kernel]);
  if (memory === undefined) throw new Error('expected an engine that takes the kernel');
  return memory;
}

const WASM_MEMORIES = [
  ['WebAssembly', wasmMemory(STRICT)],
  ['relaxed WebAssembly', wasmMemory(RELAXED)],
] as const;
const MEMORIES = [...WASM_MEMORIES, ['plain code', new PlainTextMemory(LIMIT)]] as const;

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
    ['a long text in two scripts', `${'plain '.repeat(50_000)}${'世界"'.repeat(100_000)}`],
    ['a long text of pairs that samples cut through', `x${'😀'.repeat(50_000)}`],
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

const redactor = createRedactor(['employee_id']);

/** Keeps what it is told. */
function collector() {
  const attributes: Attributes = {};
  const sink: AttributeSink = {
    setAttribute: (key, value) => Object.assign(attributes, { [key]: value }),
    setAttributes: (more) => Object.assign(attributes, more),
  };
  return { attributes, sink };
}

describe('ContentDescriber', () => {
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
    const describer = new ContentDescriber(redactor, 16_384);
    const { attributes, sink } = collector();
    for (const first of values)
      for (const second of values)
        for (const value of [first, second]) {
          describer.describe(sink, 'toolArguments', 'one', value, false);
          expect(attributes).toEqual({ [ATTR.ARGUMENTS_SHAPE]: shapeOf(value), [ATTR.ARGUMENTS_SIZE]: jsonSize(value) });
        }
  });
});

describe.each(MEMORIES)('JsonWriter with %s', (_, memory) => {
  function serialize(value: unknown, limit: number, rules: Redactor) {
    const captured = new JsonWriter(memory, rules).write(value, memory.region('result'), limit);
    return { text: captured.toString(), truncated: captured.truncated, isWhole: captured.isWhole };
  }

  it.each(VALUES)('is JSON.stringify for %j', (value) => {
    expect(serialize(value, 4_096, redactor)).toEqual({ text: JSON.stringify(value), truncated: false, isWhole: true });
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

/** Numbers that look random and are the same in each run; both ends are included. */
function randomFrom(seed: number): (least: number, most: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (least, most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return least + (Math.floor(state / 256) % (most - least + 1));
  };
}

/** What text is made of: plain and escaped characters, halves of pairs, whole pairs, and the marks of secrets, whole and without an end. */
const PIECES = [
  ...[
    'a',
    ' ',
    'plain text, ',
    '"',
    '\\',
    '\n',
    '\u0000',
    '\u001f',
    '\u007f',
    '\u0080',
    'é',
    'ÿ',
    'Ā',
    '世',
    '\uffff',
    '\ud83d',
    '\ude80',
    '🚀',
  ],
  ...['\u017f', '\u212a', 'x'.repeat(15), 'x'.repeat(16), '"'.repeat(17), '\n"'.repeat(9)],
  ...SECRET_PATTERNS.flatMap(({ marks }) => marks.flatMap((mark) => [mark, mark.toUpperCase(), mark.slice(0, -1), mark.slice(1)])),
];

function randomText(seed: number): string {
  const random = randomFrom(seed);
  // Half of the texts are of one byte a character, which take another way.
  const pieces = seed % 2 === 0 ? PIECES.filter((piece) => /^[\0-\xff]*$/.test(piece)) : PIECES;
  const length = seed % 100 === 0 ? 9_000 : random(0, 40);
  return Array.from({ length }, () => pieces[random(0, pieces.length - 1)]).join('');
}

/** Of each kind one. */
const SECRETS = [
  'Bearer abcdef0123456789',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${'A1'.repeat(18)}`,
  `github_pat_${'A1'.repeat(20)}`,
  'xoxb-123456789012-abc',
  'hooks.slack.com/services/T0/B0/x',
  `sk-${'a1B2'.repeat(8)}`,
  'sk_live_0123456789',
  `AIza${'a1B2c'.repeat(7)}`,
  `glpat-${'a1B2'.repeat(5)}`,
  `npm_${'a1B2'.repeat(9)}`,
  'x://app:hunter2@db/',
  'password=hunter2',
  'api-key: hunter2',
  '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
];

it.each(SECRETS)('begins where its mark begins: %s', (secret) => {
  const matches = SECRET_PATTERNS.flatMap(({ marks, pattern }) => [...secret.matchAll(pattern)].map(([match]) => ({ match, marks })));
  expect(matches).not.toEqual([]);
  for (const { match, marks } of matches) expect(marks.filter((mark) => match.toLowerCase().startsWith(mark))).not.toEqual([]);
});

it('takes the kernel that the engine knows, and none where it knows none', () => {
  const unknown = Buffer.from('no WebAssembly').toString('base64');
  expect(createWasmTextMemory(LIMIT, [unknown, STRICT])).toBeDefined();
  expect(createWasmTextMemory(LIMIT, [unknown])).toBeUndefined();
});

describe.each(WASM_MEMORIES)('the memory of %s', (_, wasm) => {
  const plain = new PlainTextMemory(LIMIT);
  const escapeBy = (memory: TextMemory, text: string, room: number) => {
    const at = memory.region('result');
    const to = memory.escape(text, at, at + room);
    return { text: memory.bytes.toString('utf8', at, to), isCut: memory.isCut };
  };

  it('escapes every unit of UTF-16 as JSON.stringify does, alone and in the middle of text', () => {
    for (let unit = 0; unit < 0x1_0000; unit++) {
      const character = String.fromCharCode(unit);
      for (const text of [character, `0123456789${character}0123456789abcdef`]) {
        const expected = JSON.stringify(text).slice(1, -1);
        if (escapeBy(wasm, text, 1_000).text !== expected) expect([unit, escapeBy(wasm, text, 1_000).text]).toEqual([unit, expected]);
      }
    }
  });

  it('does the same as plain code with any text, cut at any place', () => {
    for (let seed = 0; seed < 4_000; seed++) {
      const text = randomText(seed);
      const size = Buffer.byteLength(JSON.stringify(text));
      const random = randomFrom(seed);
      for (const room of [0, 1, random(0, 64), random(0, size), size - 3, size - 2, size]) {
        const given = Math.max(0, room);
        expect([seed, room, escapeBy(wasm, text, given)]).toEqual([seed, room, escapeBy(plain, text, given)]);
      }
      // Some characters count as punctuation there, which finds too much and never too little.
      const found = plain.findMarks(text);
      const seen = /[\u007f\u017f]/.test(text) ? found : ~0;
      expect([seed, wasm.findMarks(text) & seen]).toEqual([seed, found]);
      const from = wasm.region('result');
      const to = wasm.escape(text, from, from + LIMIT);
      expect([seed, wasm.findMarksInEscaped(from, to) & found]).toEqual([seed, found]);
      expect([seed, wasm.findMarksIn(from, to) & found]).toEqual([seed, found]);
    }
  });

  it('finds each mark at every place of text of both kinds', () => {
    const places = [...Array(70).keys(), 16_380, 20_470, 20_479, 20_480, 20_481, 40_940, 40_970];
    for (const [index, { marks }] of SECRET_PATTERNS.entries())
      for (const mark of marks)
        for (const place of places)
          for (const filler of ['.', '世']) {
            const text = `${filler.repeat(place)}${mark.toUpperCase()}${filler.repeat(8)}`;
            if ((wasm.findMarks(text) & (1 << index)) === 0) expect([mark, place, filler]).toEqual('found');
            const from = wasm.region('result');
            const written = wasm.findMarksInEscaped(from, wasm.escape(text, from, from + LIMIT));
            if ((written & (1 << index)) === 0) expect([mark, place, filler]).toEqual('found where it was escaped');
          }
  });

  it('takes ordinary text for what it is', () => {
    expect(wasm.findMarks('The quick brown fox accepts prior basil, and passes. '.repeat(1_000))).toBe(0);
  });
});

describe('JsonWriter', () => {
  const memories = MEMORIES.map(([, memory]) => memory);
  const written = (value: unknown, limit: number) =>
    memories.map((memory) => {
      const captured = new JsonWriter(memory, redactor).write(value, memory.region('result'), limit);
      return { text: captured.toString(), truncated: captured.truncated, isWhole: captured.isWhole };
    });

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
    for (const secret of SECRETS) {
      for (const filler of ['word ', '世 ']) {
        for (let place = 0; place < 60; place++) {
          const text = `${filler.repeat(20)}${' '.repeat(place)}${secret} and more`;
          for (const { text: captured } of written({ text }, 180)) {
            for (let length = 10; length <= secret.length; length++) {
              if (
                captured.includes(JSON.stringify(secret.slice(0, length)).slice(1, -1)) &&
                !redactSecrets(`${secret.slice(0, length)}`).includes(secret.slice(0, length))
              )
                expect([secret, place, captured]).toEqual('hidden');
            }
            if (captured.includes('hunter2') || captured.includes('MIIE')) expect([secret, place, captured]).toEqual('hidden');
          }
        }
      }
    }
  });

  it('writes for a rule that makes another operation be written', () => {
    const outer = collector();
    const inner = collector();
    const describer = new ContentDescriber(
      createRedactor([], (text) => {
        if (text === 'outer') describer.describe(inner.sink, 'toolArguments', 'inner', { a: 'inner' }, true);
        return text;
      }),
      1_024,
    );
    describer.describe(outer.sink, 'toolArguments', 'outer', { a: 'outer', b: 'rest' }, true);
    expect(outer.attributes['gen_ai.tool.call.arguments']).toBe('{"a":"outer","b":"rest"}');
    expect(inner.attributes['gen_ai.tool.call.arguments']).toBe('{"a":"inner"}');
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
