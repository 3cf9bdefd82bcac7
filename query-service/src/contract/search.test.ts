import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearch, quoteSearchValue } from './search.js';
import { SearchError } from './search-error.js';

const exact = (text: string) => ({ text, pattern: false });

describe('a search text', () => {
  test.each([
    ['', []],
    ['   ', []],
    ['disk', [{ field: 'text', negated: false, text: 'disk' }]],
    ['-disk', [{ field: 'text', negated: true, text: 'disk' }]],
    ['"disk full"', [{ field: 'text', negated: false, text: 'disk full' }]],
    ['tool:search', [{ field: 'tool', negated: false, values: [exact('search')] }]],
    ['-tool:search', [{ field: 'tool', negated: true, values: [exact('search')] }]],
    ['client:claude*', [{ field: 'client', negated: false, values: [{ text: 'claude*', pattern: true }] }]],
    ['client:"claude*"', [{ field: 'client', negated: false, values: [exact('claude*')] }]],
    ['error:"no \\"such\\" \\\\ file"', [{ field: 'error', negated: false, values: [exact('no "such" \\ file')] }]],
    ['outcome:tool_error,timeout', [{ field: 'outcome', negated: false, values: [exact('tool_error'), exact('timeout')] }]],
    ['tool:"a,b",c', [{ field: 'tool', negated: false, values: [exact('a,b'), exact('c')] }]],
    ['latency:>2s', [{ field: 'latency', negated: false, comparison: '>', milliseconds: 2_000 }]],
    ['latency:<=1.5m', [{ field: 'latency', negated: false, comparison: '<=', milliseconds: 90_000 }]],
    ['latency:>=250', [{ field: 'latency', negated: false, comparison: '>=', milliseconds: 250 }]],
    ['latency:<50us', [{ field: 'latency', negated: false, comparison: '<', milliseconds: 0.05 }]],
    ['-32602', [{ field: 'text', negated: false, text: '-32602' }]],
    ['12:30', [{ field: 'text', negated: false, text: '12:30' }]],
    ['"http://x"', [{ field: 'text', negated: false, text: 'http://x' }]],
    ['session:a:b', [{ field: 'session', negated: false, values: [exact('a:b')] }]],
  ])('%j means %j', (text, terms) => {
    expect(parseSearch(text)).toEqual(terms);
  });

  test('has as many terms as it has words, in their order', () => {
    const terms = parseSearch('tool:search  outcome:tool_error latency:>2s client:claude* -user:x error:"text" free words');
    expect(terms.map(({ field, negated }) => (negated ? `-${field}` : field))).toEqual([
      'tool',
      'outcome',
      'latency',
      'client',
      '-user',
      'error',
      'text',
      'text',
    ]);
  });
});

describe('a search text that cannot be understood', () => {
  test.each([
    ['ok tol:x', 3, 'expected one of the fields tool, method,'],
    ['tool:', 5, 'expected a value after tool:'],
    ['tool:a,', 7, 'expected a value after tool:'],
    ['tool: search', 5, 'expected a value after tool:'],
    ['tool:a outcome:bad', 15, 'expected outcome to be one of ok, tool_error,'],
    ['outcome:ok,bad', 11, 'got bad'],
    ['status:o*', 7, 'expected status to be one of connected, idle, closed, lost, got o*'],
    ['latency:2s', 8, 'expected a comparison with a duration such as >2s'],
    ['latency:>fast', 8, 'got >fast'],
    ['latency:', 8, 'got nothing'],
    ['x "open', 2, 'expected closing quotes'],
    ['error:"open', 6, 'expected closing quotes'],
    ['a ""', 2, 'expected text between the quotes'],
    [Array.from({ length: 33 }, () => 'a').join(' '), 64, 'expected at most 32 terms'],
  ])('%j is refused at %i: %s', (text, position, detail) => {
    try {
      parseSearch(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SearchError);
      expect(error).toMatchObject({ position, message: expect.stringContaining(detail) });
      expect((error as SearchError).message).toMatch(new RegExp(`^at character ${position + 1}: `));
    }
  });
});

test('any text is understood, or refused at a place inside of it', () => {
  const pieces = fc.constantFrom('tool:', 'outcome:ok', 'latency:>', '"', '\\', '*', ',', '-', ' ', ':', 'x', '9', '🦊', '\0', '%', "'");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces).map((each) => each.join('')),
      ),
      (text) => {
        try {
          parseSearch(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SearchError);
          const { position } = error as SearchError;
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a quoted word comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const quoted = quoteSearchValue(text);
      expect(parseSearch(quoted)).toEqual([{ field: 'text', negated: false, text }]);
      expect(parseSearch(`tool:${quoted}`)).toEqual([{ field: 'tool', negated: false, values: [exact(text)] }]);
    }),
  );
});
