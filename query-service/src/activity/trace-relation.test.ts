import { expect, test } from 'vitest';
import { toRelations } from './trace-relation.js';

const span = (spanId: string, parentSpanId: string | null) => ({ spanId, parentSpanId });

test('spans are upstream, downstream or beside, also where a parent is missing', () => {
  const relations = toRelations([span('a', 'gone'), span('b', 'a'), span('c', 'b'), span('d', 'a'), span('e', 'c')], 'b');
  expect(Object.fromEntries(relations)).toEqual({
    a: 'upstream',
    gone: 'upstream',
    b: 'self',
    c: 'downstream',
    d: 'other',
    e: 'downstream',
  });
});

test('parents in a circle end', () => {
  const relations = toRelations([span('a', 'b'), span('b', 'a'), span('c', 'c')], 'a');
  expect(Object.fromEntries(relations)).toEqual({ a: 'self', b: 'upstream', c: 'other' });
});
