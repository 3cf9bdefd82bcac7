import type { FilterQuery, Period, SearchTerm } from '../contract/index.js';
import { toOperationScope } from '../database/filter.js';
import { asksForSide, toTerms } from '../database/terms.js';
import type { RollupScope } from '../rollup/plan.js';
import { toTable } from './table.js';

/** What the rollup tells calls apart by. */
const rollupFields: ReadonlySet<SearchTerm['field']> = new Set(['service', 'tool', 'outcome', 'client', 'side']);
/** Widths of the rollup's buckets, widest first, in seconds. */
const widths = [86_400, 21_600, 3_600];
/** Below this, finding the sealed buckets costs more than reading the operations. */
const worthwhileSeconds = 21_600;

export interface CountsOptions {
  /** Where the buckets of a series start, in seconds since 1970. @default none: the period as a whole */
  starts?: readonly number[];
  /** Whether the answer tells clients apart, beside the filter. @default false */
  byClient?: boolean;
}

/** Bounds of the bands of the heat map after the first, in milliseconds: a logarithmic scale that reads well. The rollup has the same. */
export const latencyBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/**
 * Where numbers of tool calls (`:counts`), the sessions behind them (`:sessions`) and the shapes of their arguments (`:shapes`) are read
 * from: the rollup where it can answer the filter, else the operations. Both give the same numbers.
 */
export function toCounts(filter: Partial<FilterQuery>, period: Period, { starts = [], byClient = false }: CountsOptions = {}): RollupScope {
  const scope = toOperationScope(filter, period);
  const terms = toTerms(filter);
  const step = widths.find((width) => starts.every((start) => start % width === 0));
  const toldByClient = byClient || terms.some(({ field }) => field === 'client');
  const ofRollup = step !== undefined && isWorthwhile(period) && terms.every(({ field }) => rollupFields.has(field));
  return {
    fragments: {
      ...toTable(filter),
      ...scope.fragments,
      counts: ofRollup ? 'tool-calls/counts-of-rollup' : 'tool-calls/counts-of-operations',
      sessions: ofRollup ? 'tool-calls/sessions-of-rollup' : 'tool-calls/counts-of-operations',
      shapes: ofRollup ? 'tool-calls/shapes-of-rollup' : 'tool-calls/counts-of-operations',
    },
    parameters: {
      ...scope.parameters,
      step: step ?? 1,
      bounds: latencyBounds,
      by_client: toldByClient ? 1 : 0,
      by_target: 1,
      one_side: asksForSide(filter) ? 'true' : 'false',
    },
    period,
    rollup: ofRollup
      ? { counts: { step, narrowest: toldByClient ? 21_600 : 3_600 }, sessions: { step: 86_400, narrowest: 86_400 } }
      : undefined,
  };
}

/** Whether a period is long enough for the rollup. */
export function isWorthwhile({ from, to }: Period): boolean {
  return Date.parse(to) - Date.parse(from) >= worthwhileSeconds * 1_000;
}
