import type { FilterQuery, Period, SearchTerm } from '../contract/index.js';
import type { Scope } from '../database/filter.js';
import type { Reader } from '../database/query.js';
import { toTerms } from '../database/terms.js';
import { type FoundSession, findSource } from '../rollup/found-sessions.js';
import { operationColumns, toOperationSource } from '../rollup/operation-source.js';
import { planRollup, type RollupScope } from '../rollup/plan.js';
import { readsRollup, type Source, toSource } from '../rollup/source.js';

/** Widths of buckets with sessions of operations with a target, and of all operations by service and client, in seconds. */
const narrowest = { ofTarget: 86_400, ofAll: 21_600 };

/** Where operations and their sessions are counted (`:traffic`). */
export async function readTraffic(reader: Reader, filter: Partial<FilterQuery>, period: Period, signal?: AbortSignal): Promise<Scope> {
  return planRollup(reader, toTraffic(filter, period, await findSource(reader, toTrafficSource(filter, period), signal)), signal);
}

/** Every source gives the same numbers. */
export function toTraffic(
  filter: Partial<FilterQuery>,
  period: Period,
  { source, sessions }: { source: Source; sessions: readonly FoundSession[] } = { source: toTrafficSource(filter, period), sessions: [] },
): RollupScope {
  const { fragments, parameters } = toOperationSource(filter, period, { source, sessions });
  const ofRollup = readsRollup(source);
  const ofTarget = toTerms(filter).some(({ field }) => field === 'tool');
  const ofText = source.kind === 'both';
  return {
    fragments: {
      ...fragments,
      traffic: ofRollup ? 'overview/traffic-of-rollup' : 'overview/traffic-of-operations',
      beside: ofText ? 'overview/traffic-beside' : { sql: '' },
    },
    // A word may be in the name of the client, or in that of the tool.
    parameters: { ...parameters, session_kinds: ofText ? ['operation', 'session'] : [ofTarget ? 'operation' : 'session'] },
    period,
    rollup: ofRollup ? { counts: { narrowest: ofTarget || ofText ? narrowest.ofTarget : narrowest.ofAll } } : undefined,
  };
}

function toTrafficSource(filter: Partial<FilterQuery>, period: Period): Source {
  const source = toSource(filter, period, operationColumns);
  // The rollup has the sessions of operations without a target only all together: a term that may leave those in needs the operations.
  const isTold = toTerms(filter).every((term) => term.field !== 'tool' || namesOnly(term));
  return isTold || !readsRollup(source) ? source : { ...source, kind: 'operations' };
}

/** Whether a term keeps only what has one of its names. */
function namesOnly(term: SearchTerm): boolean {
  return 'values' in term && !term.negated && term.values.every(({ text, pattern }) => text !== '' && !pattern);
}
