import { describe, expect, it } from 'vitest';
import { parseOrder, sortRows, toNextOrder, toOrderParameter } from './order';

const usual = { column: 'calls', descending: true };

describe('the order of a table', () => {
  it('is read from the address and written back', () => {
    expect(parseOrder('-name', ['name', 'calls'], usual)).toEqual({ column: 'name', descending: true });
    expect(toOrderParameter({ column: 'name', descending: false })).toBe('name');
  });

  it('is the usual one where the address names no column of the table', () => {
    expect(parseOrder('-password', ['name'], usual)).toEqual(usual);
    expect(parseOrder(undefined, ['name'], usual)).toEqual(usual);
  });

  it('turns round on a second click', () => {
    expect(toNextOrder(usual, 'calls', true)).toEqual({ column: 'calls', descending: false });
    expect(toNextOrder(usual, 'name', false)).toEqual({ column: 'name', descending: false });
  });
});

describe('sorting rows', () => {
  it('keeps those without a value last, whichever way', () => {
    const rows = [{ ms: 2 }, { ms: null }, { ms: 10 }];
    expect(sortRows(rows, ({ ms }) => ms, true)).toEqual([{ ms: 10 }, { ms: 2 }, { ms: null }]);
    expect(sortRows(rows, ({ ms }) => ms, false)).toEqual([{ ms: 2 }, { ms: 10 }, { ms: null }]);
  });
});
