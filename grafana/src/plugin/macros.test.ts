import { describe, expect, it } from 'vitest';
import { expandMacros } from './macros.js';

const range = { from: new Date('2026-09-21T14:13:20.123Z'), to: new Date('2026-09-22T14:13:20.999Z'), intervalMs: 90_500 };

/** Macros and what pkg/macros/macros.go of the plugin makes of them. */
const expansions = [
  ['$__timeFilter(ts)', 'ts >= toDateTime(1790000000) AND ts <= toDateTime(1790086400)'],
  ['$__timeFilter_ms(ts)', 'ts >= fromUnixTimestamp64Milli(1790000000123) AND ts <= fromUnixTimestamp64Milli(1790086400999)'],
  ['$__fromTime', 'toDateTime(1790000000)'],
  ['$__toTime', 'toDateTime(1790086400)'],
  ['$__fromTime_ms', 'fromUnixTimestamp64Milli(1790000000123)'],
  ['$__toTime_ms', 'fromUnixTimestamp64Milli(1790086400999)'],
  ['$__timeInterval(ts)', 'toStartOfInterval(toDateTime(ts), INTERVAL 90 second)'],
  ['$__timeInterval_ms(ts)', 'toStartOfInterval(toDateTime64(ts, 3), INTERVAL 90500 millisecond)'],
  ['$__interval_s', '90'],
] as const;

describe('macros', () => {
  it.each(expansions)('%s is %s', (macro, expansion) => {
    expect(expandMacros(`SELECT ${macro} AS x`, range)).toBe(`SELECT ${expansion} AS x`);
  });

  it('have an interval of at least one second', () => {
    expect(expandMacros('$__timeInterval(ts)', { ...range, intervalMs: 0 })).toContain('INTERVAL 1 second');
    expect(expandMacros('$__interval_s', { ...range, intervalMs: 20 })).toBe('1');
  });

  it('are refused where they are unknown or take other arguments', () => {
    expect(() => expandMacros('$__timeFilters(ts)', range)).toThrow('expected one of');
    expect(() => expandMacros('$__timeFilter(a, b)', range)).toThrow('$__timeFilter takes 1 argument(s), got 2');
    expect(() => expandMacros('$__timeFilter', range)).toThrow('got 0');
  });
});
