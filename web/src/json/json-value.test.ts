import { describe, expect, it } from 'vitest';
import { indentJson, parseJson, parseNested, summarize } from './json-value';

describe('JSON content', () => {
  it('is parsed when it is JSON', () => {
    expect(parseJson('null')).toEqual({ value: null });
    expect(parseJson('{"a":')).toBeUndefined();
  });

  it('is found inside a text when that holds an object or array', () => {
    expect(parseNested(' {"a":1}')).toEqual({ a: 1 });
    expect(parseNested('[1]')).toEqual([1]);
    expect(parseNested('[draft] hello')).toBeUndefined();
    expect(parseNested('12')).toBeUndefined();
  });

  it('says what a folded part holds', () => {
    expect(summarize([1])).toBe('1 item');
    expect(summarize({ a: 1, b: 2 })).toBe('a, b');
    expect(summarize({ a: 1, b: 2, c: 3, d: 4 })).toBe('a, b, c, … 4 keys');
  });

  it('is copied indented, or as it came when it is not JSON', () => {
    expect(indentJson('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(indentJson('{"a":')).toBe('{"a":');
  });
});
