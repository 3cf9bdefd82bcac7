import { expect, it } from 'vitest';
import { parseSessionPath, toSessionPath } from './session-path';

it.each(['8f14e45f', 'a/b c', '100%25', 'user@host:1?x#y', 'ключ'])('a session key survives the address: %s', (key) => {
  expect(parseSessionPath(toSessionPath(key))).toBe(key);
});

it('an address without a readable key has none', () => {
  expect(parseSessionPath('/sessions/')).toBeUndefined();
  expect(parseSessionPath('/sessions/%E0%A4%A')).toBeUndefined();
});
