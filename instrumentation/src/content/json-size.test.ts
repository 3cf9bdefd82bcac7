import { describe, expect, it } from 'vitest';
import { VALUES } from '../testing/json-values.js';
import { jsonSize } from './json-size.js';

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
