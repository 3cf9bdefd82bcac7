import { describe, expect, it } from 'vitest';
import { shapeOf } from './shape.js';

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
