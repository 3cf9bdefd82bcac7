import { type FilterQuery, parseSearch, type SearchField, type SearchTerm } from '../contract/index.js';

const parameters = [
  'service',
  'tool',
  'method',
  'outcome',
  'client',
  'session',
  'user',
  'status',
  'flag',
  'transport',
  'protocol',
  'basis',
  'side',
] as const satisfies readonly SearchField[];

/** Every condition of a filter: its parameters, each one an exact value, and the terms of its search text. */
export function toTerms(filter: Partial<FilterQuery>): SearchTerm[] {
  const given = parameters.flatMap((field): SearchTerm[] => {
    const text = filter[field];
    return text === undefined || text === '' ? [] : [{ field, negated: false, values: [{ text, pattern: false }] }];
  });
  return [...given, ...parseSearch(filter.q ?? '')];
}

/** Whether a filter asks for what one side reported: then nothing is left out because the other side reported it too. */
export function asksForSide(filter: Partial<FilterQuery>): boolean {
  return toTerms(filter).some(({ field, negated }) => field === 'side' && !negated);
}
