import { describe, expect, it } from 'vitest';
import { toChange, toRateChange } from './change';

describe('a change since the period before', () => {
  it('is relative for counts and durations', () => {
    expect(toChange(112, 100, 'neither')).toEqual({ text: '+12%', tone: 'neutral' });
    expect(toChange(97, 100, 'lower')).toEqual({ text: '−3.0%', tone: 'good' });
    expect(toChange(2000, 100, 'lower')).toEqual({ text: '×20', tone: 'bad' });
  });

  it('is told in percentage points for rates', () => {
    expect(toRateChange(0.912, 0.95, 'higher')).toEqual({ text: '−3.8 pp', tone: 'bad' });
  });

  it('is none where nothing can be compared', () => {
    expect(toChange(5, 0, 'higher')).toBeUndefined();
    expect(toChange(5, null, 'higher')).toBeUndefined();
    expect(toRateChange(null, 0.5, 'higher')).toBeUndefined();
  });

  it('is called the same while it is too small to matter', () => {
    expect(toChange(1001, 1000, 'higher')).toEqual({ text: 'same', tone: 'neutral' });
    expect(toRateChange(0.5001, 0.5, 'higher')).toEqual({ text: 'same', tone: 'neutral' });
  });
});
