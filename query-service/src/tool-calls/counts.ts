import type { FilterQuery, Period } from '../contract/index.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import type { Fragments, Reader } from '../database/query.js';
import { asksForSide } from '../database/terms.js';
import { type RollupScope, readRollupState, toPlanned } from '../rollup/plan.js';
import { type CallSource, readsRollup, toCallSource } from './call-source.js';
import { type FoundCalls, findCalls, noneFound, toSessionParameters } from './found-calls.js';
import { toTable } from './table.js';

/** Widths of the narrowest buckets that the rollup has of calls, of calls by client, and of shapes and sessions, in seconds. */
const narrowest = { calls: 3_600, byClient: 21_600, sessions: 86_400 };

export interface CountsOptions {
  /** Where the parts of the period begin that the answer tells apart, in seconds since 1970. @default none: the period as a whole */
  starts?: readonly number[];
  /** Whether the answer tells clients apart, beside the filter. @default false */
  byClient?: boolean;
}

/** Bounds of the bands of the heat map after the first, in milliseconds: a logarithmic scale that reads well. The rollup has the same. */
export const latencyBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/**
 * Where numbers of tool calls (`:counts`), the sessions behind them (`:sessions`) and the shapes of their arguments (`:shapes`) are read
 * from. All questions of one answer see what was sealed when it was asked for.
 */
export type Counts = (options?: CountsOptions) => Scope;

export async function findCounts(reader: Reader, filter: Partial<FilterQuery>, period: Period, signal?: AbortSignal): Promise<Counts> {
  const source = toCallSource(filter, period);
  const [found, state] = await Promise.all([
    findCalls(reader, source, filter, period, signal),
    readsRollup(source) ? readRollupState(reader, period, signal) : [],
  ]);
  const read: CallSource = found ? source : { ...source, kind: 'operations' };
  return (options) => toPlanned(toCounts(filter, period, read, found, options), state);
}

/** Every source gives the same numbers. */
export function toCounts(
  filter: Partial<FilterQuery>,
  period: Period,
  source: CallSource = toCallSource(filter, period),
  found: FoundCalls = noneFound,
  { starts = [], byClient = source.byClient }: CountsOptions = {},
): RollupScope {
  const scope = toOperationScope(filter, period);
  const counts = { narrowest: byClient || source.byClient ? narrowest.byClient : narrowest.calls, cuts: starts };
  const kind = readsRollup(source) && !isInBuckets(starts, period, counts.narrowest) ? 'operations' : source.kind;
  return {
    fragments: {
      ...scope.fragments,
      ...toFragments(kind, toTable(filter).table, found),
      kinds: { sql: source.kinds },
      others: { sql: kind === 'both' ? source.others : '' },
    },
    parameters: {
      ...scope.parameters,
      ...source.parameters,
      bounds: latencyBounds,
      by_client: counts.narrowest === narrowest.byClient ? 1 : 0,
      by_target: 1,
      one_side: asksForSide(filter) ? 'true' : 'false',
      ...toSessionParameters(found.sessions, period),
      told_by_servers: `[${found.toldByServers.join(',')}]`,
    },
    period,
    rollup: readsRollup({ kind }) ? { counts, sessions: { narrowest: narrowest.sessions } } : undefined,
  };
}

function toFragments(kind: CallSource['kind'], table: string, { sessions }: FoundCalls): Fragments {
  const ofFailed = kind === 'failed' || (kind === 'both' && sessions.length === 0);
  const all = 'tool-calls/counts-of-operations';
  return {
    table,
    calls: ofFailed ? 'tool-calls/calls-failed' : kind === 'both' ? 'tool-calls/calls-of-text' : table,
    ...(readsRollup({ kind })
      ? { counts: `tool-calls/counts-of-${kind}`, sessions: `tool-calls/sessions-of-${kind}`, shapes: `tool-calls/shapes-of-${kind}` }
      : { counts: all, sessions: all, shapes: all }),
  };
}

/** Whether a period is read from buckets for the most part: none of them lies across the start of a part. */
function isInBuckets(starts: readonly number[], { from, to }: Period, seconds: number): boolean {
  const across = starts.filter((start) => start % seconds !== 0);
  return across.length * seconds * 2_000 <= Date.parse(to) - Date.parse(from);
}
