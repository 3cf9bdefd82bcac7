import { expect, it } from 'vitest';
import { shortcuts, toStep } from './shortcuts';

it('answers one key at once', () => {
  expect(toStep(undefined, '/')).toEqual({ action: 'palette' });
});

it('waits after the first key of two', () => {
  expect(toStep(undefined, 'g')).toEqual({ pending: 'g' });
  expect(toStep('g', 't')).toEqual({ action: '/tool-calls' });
});

it('forgets a first key that the second does not complete', () => {
  expect(toStep('g', 'x')).toEqual({});
  expect(toStep('g', '?')).toEqual({ action: 'help' });
});

it('gives no keys twice', () => {
  expect(new Set(shortcuts.map(({ keys }) => keys)).size).toBe(shortcuts.length);
});
