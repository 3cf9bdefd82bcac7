import { describe, expect, it } from 'vitest';
import { randomFrom, randomText } from '../testing/hostile-text.js';
import { LIMIT, WASM_MEMORIES } from '../testing/text-memories.js';
import { PlainTextMemory } from './plain-text-memory.js';
import { SECRET_PATTERNS } from './secret-patterns.js';
import { TEXT_KERNELS } from './text-kernel-bytes.js';
import type { TextMemory } from './text-memory.js';
import { createWasmTextMemory } from './wasm-text-memory.js';

it('takes the kernel that the engine knows, and none where it knows none', () => {
  const [, strict] = TEXT_KERNELS;
  const unknown = Buffer.from('no WebAssembly').toString('base64');
  expect(createWasmTextMemory(LIMIT, [unknown, strict])).toBeDefined();
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
