import type { FilterQuery, Period, SearchTerm } from '../contract/index.js';
import { toOperationScope } from '../database/filter.js';
import { toTerms } from '../database/terms.js';
import type { RollupScope } from '../rollup/plan.js';
import { isWorthwhile } from '../tool-calls/call-source.js';

/** What the rollup tells operations apart by. */
export const rollupFields: ReadonlySet<SearchTerm['field']> = new Set([
  'service',
  'tool',
  'outcome',
  'client',
  'transport',
  'protocol',
  'side',
]);

/** Where operations and their sessions are counted (`:traffic`): in the rollup where it can answer the filter, else one by one. */
export function toTraffic(filter: Partial<FilterQuery>, period: Period): RollupScope {
  const scope = toOperationScope(filter, period);
  const terms = toTerms(filter);
  const ofTarget = terms.filter(({ field }) => field === 'tool');
  // The rollup has the sessions of operations without a target only all together: a term that may leave those in needs the operations.
  const ofRollup = isWorthwhile(period) && terms.every(({ field }) => rollupFields.has(field)) && ofTarget.every(namesOnly);
  return {
    fragments: { ...scope.fragments, traffic: ofRollup ? 'overview/traffic-of-rollup' : 'overview/traffic-of-operations' },
    parameters: { ...scope.parameters, by_target: ofTarget.length > 0 ? 1 : 0 },
    period,
    rollup: ofRollup ? { counts: { narrowest: 21_600 }, sessions: { narrowest: ofTarget.length > 0 ? 86_400 : 21_600 } } : undefined,
  };
}

/** Whether a term keeps only what has one of its names. */
function namesOnly(term: SearchTerm): boolean {
  return 'values' in term && !term.negated && term.values.every(({ text, pattern }) => text !== '' && !pattern);
}
