import type { FilterQuery, Period, SearchTerm } from '../contract/index.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import { asksForSide, toTerms } from '../database/terms.js';
import { toTable } from './table.js';

/** What the rollup tells calls apart by. */
const rollupFields: ReadonlySet<SearchTerm['field']> = new Set(['service', 'tool', 'outcome', 'client', 'side']);
/** Widths of the rollup's buckets, widest first, in seconds. */
const widths = [21_600, 3_600];
/** Below this, finding the sealed buckets costs more than reading the operations. */
const worthwhileSeconds = 21_600;

export interface CountsOptions {
  /** Where the buckets of a series start, in seconds since 1970. @default none: the period as a whole */
  starts?: readonly number[];
  /** Whether the answer tells clients apart, beside the filter. @default false */
  byClient?: boolean;
}

/**
 * Where numbers of tool calls (`:counts`), and the sessions behind them (`:sessions`), are read from: the rollup where it can answer the filter,
 * else the operations. Both give the same numbers.
 */
export function toCounts(filter: Partial<FilterQuery>, period: Period, { starts = [], byClient = false }: CountsOptions = {}): Scope {
  const scope = toOperationScope(filter, period);
  const terms = toTerms(filter);
  const step = widths.find((width) => starts.every((start) => start % width === 0));
  const ofRollup = step !== undefined && toSeconds(period) >= worthwhileSeconds && terms.every(({ field }) => rollupFields.has(field));
  return {
    fragments: {
      ...toTable(filter),
      ...scope.fragments,
      counts: ofRollup ? 'tool-calls/counts-of-rollup' : 'tool-calls/counts-of-operations',
      sessions: ofRollup ? 'tool-calls/sessions-of-rollup' : 'tool-calls/counts-of-operations',
    },
    parameters: {
      ...scope.parameters,
      step: step ?? 1,
      by_client: byClient || terms.some(({ field }) => field === 'client') ? 1 : 0,
      one_side: asksForSide(filter) ? 'true' : 'false',
    },
  };
}

function toSeconds({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / 1_000;
}
