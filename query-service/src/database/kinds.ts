import { outcome, type SearchTerm, side } from '../contract/index.js';
import { type Bindings, toCondition } from './conditions.js';

/** What the kinds of a session's operations tell, each in an array of the session. */
const columns = { tool: 'target', method: 'method', outcome: 'outcome', side: 'side' } as const;

/** Combinations of the bits of `outcome_mask`, from its lowest one on. */
const combinations: readonly Partial<Record<SearchTerm['field'], string>>[] = outcome.options.flatMap((result) =>
  side.options.map((view) => ({ outcome: result, side: view })),
);

/** Whether the kinds of a session's operations can tell if one of them fits all terms. */
export function isOfKinds(terms: readonly SearchTerm[]): boolean {
  return terms.every(({ field }) => field in columns);
}

/** Whether one kind of a session's operations fits all terms. Outcomes and sides are in one number, which costs less to read than arrays do. */
export function toKindCondition(terms: readonly SearchTerm[], bindings: Bindings): string {
  const ofMask = terms.filter(({ field }) => field === 'outcome' || field === 'side');
  const conditions = ofMask.length > 0 ? [`bitAnd(outcome_mask, ${bindings.bind(toMask(ofMask), 'UInt32')}) != 0`] : [];
  if (ofMask.length < terms.length) {
    const names = [...new Set(terms.map(({ field }) => columns[field as keyof typeof columns]))];
    const ofKind = terms.map((term) => toCondition(term, { fields: columns }, bindings));
    conditions.push(`arrayExists((${names.join(', ')}) -> ${ofKind.join(' AND ')}, ${names.map((name) => `kinds.${name}`).join(', ')})`);
  }
  return conditions.join(' AND ');
}

/** The bits of the combinations that fit all terms. */
function toMask(terms: readonly SearchTerm[]): number {
  const fits = (combination: (typeof combinations)[number]) =>
    terms.every((term) => 'values' in term && term.values.some(({ text }) => text === combination[term.field]));
  return combinations.reduce((mask, combination, bit) => (fits(combination) ? mask | (1 << bit) : mask), 0);
}
