import { describe, expect, it } from 'vitest';
import { toLines } from './json-lines';
import { cutAtMatches, findLines, listAncestors } from './json-search';
import { spellOutControls } from './visible-text';

const open = () => true;
const read = (value: Parameters<typeof toLines>[0], isOpen: () => boolean = open) =>
  toLines(value, isOpen).map(({ depth, name, text }) => `${' '.repeat(depth)}${name === undefined ? '' : `${name}: `}${text}`);

describe('the lines of a value', () => {
  it('are its parts, each one deeper than what holds it', () => {
    expect(read({ a: [1, null], b: 'x' })).toEqual(['{', ' a: [', '  0: 1', '  1: null', ' ]', ' b: "x"', '}']);
  });

  it('say what a folded part holds, and stop there', () => {
    const lines = toLines({ a: { b: 1 } }, (path) => path === '');
    expect(lines.map(({ note }) => note)).toEqual(['a }', 'b }', undefined]);
  });

  it('show JSON in a text as JSON', () => {
    expect(read({ text: '{"a":1}' })).toContain(' text: JSON in text {');
  });

  it('cut a long text at its line ends and at two thousand characters', () => {
    const lines = toLines(`a\n${'b'.repeat(4001)}`, open);
    expect(lines.map(({ text }) => text.length)).toEqual(['text, 2 lines, 4,003 characters'.length, 1, 2000, 2000, 1]);
  });

  it('name what was redacted', () => {
    expect(toLines('[REDACTED]', open)[0]?.tone).toBe('redacted');
  });

  it('spell out characters that would act instead of being seen', () => {
    expect(spellOutControls('a\u202eb\u0007\u00e4')).toBe('a\\u202eb\\u0007\u00e4');
    expect(read('\u202e<b>')).toEqual(['"\\u202e<b>"']);
  });

  it('have paths that tell apart names with slashes', () => {
    const paths = toLines({ 'a/b': 1, a: { b: 2 } }, open).map(({ id }) => id);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('are made of a megabyte', () => {
    const rows = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `row ${id} of a list` }));
    expect(toLines(rows, open)).toHaveLength(20_000 * 4 + 2);
  });
});

describe('finding in JSON', () => {
  const value = { list: [{ name: 'Needle' }, { needle: 1 }], text: `x\n${'y'.repeat(300)}\na needle` };

  it('looks into names, values and texts, whatever is folded', () => {
    expect(findLines(value, 'needle').map(({ id }) => id)).toEqual(['/list/0/name', '/list/1/needle', '/text 2']);
  });

  it('knows what to unfold for a line', () => {
    const lines = findLines(value, 'needle');
    expect(lines.map(listAncestors)).toEqual([
      ['', '/list', '/list/0'],
      ['', '/list', '/list/1'],
      ['', '/text'],
    ]);
  });

  it('cuts a text at what was found', () => {
    expect(cutAtMatches('aXbx', 'x')).toEqual(['a', 'X', 'b', 'x', '']);
    expect(cutAtMatches('abc', '')).toEqual(['abc']);
  });
});
