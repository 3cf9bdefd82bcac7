import type { FilterQuery, Period } from '../contract/index.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import type { Fragments, Reader } from '../database/query.js';
import { asksForSide } from '../database/terms.js';
import { type FoundSession, findSource } from '../rollup/found-sessions.js';
import { type RollupScope, readRollupState, toPlan, toPlanned } from '../rollup/plan.js';
import { readsRollup } from '../rollup/source.js';
import { toToldOnce } from '../rollup/told-once.js';
import { type CallSource, toCallSource } from './call-source.js';
import { toFoundScope } from './found-scope.js';

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

/** From where tool calls are counted. All questions of one answer see what was sealed when it was asked for. */
export interface Counts extends Pick<CallSource, 'kind'> {
  /**
   * What a question includes: where calls are read from with their durations (`:counts`), by the bands of the heat map (`:bands`), with all that is
   * told of a tool (`:traits`), with the sessions behind them (`:sessions`), and by the shape of their arguments (`:shapes`).
   */
  scope(options?: CountsOptions): Scope;
  /** Hours in which clients may tell of calls that no server saw, in seconds since 1970. */
  aloneHours: readonly number[];
  /** The buckets that the sessions behind the calls are read from: their widths by where they begin, in seconds. */
  sessionBuckets: ReadonlyMap<number, number>;
}

export async function findCounts(reader: Reader, filter: Partial<FilterQuery>, period: Period, signal?: AbortSignal): Promise<Counts> {
  const [{ source, sessions }, state] = await Promise.all([
    findSource(reader, toCallSource(filter, period), signal),
    readRollupState(reader, period, signal),
  ]);
  const { aloneHours } = toPlan(state, period, { narrowest: Number.POSITIVE_INFINITY });
  const { buckets } = toPlan(state, period, { narrowest: narrowest.sessions });
  return {
    kind: source.kind,
    scope: (options) => toPlanned(toCounts(filter, period, { source, sessions, aloneHours, ...options }), state),
    aloneHours,
    sessionBuckets: new Map(buckets.map(({ begin, width }) => [begin, width])),
  };
}

/** Every source gives the same numbers. */
export function toCounts(
  filter: Partial<FilterQuery>,
  period: Period,
  {
    source = toCallSource(filter, period),
    sessions = [],
    aloneHours = [],
    starts = [],
    byClient = false,
  }: CountsOptions & { source?: CallSource; sessions?: readonly FoundSession[]; aloneHours?: readonly number[] } = {},
): RollupScope {
  const scope = toOperationScope(filter, period);
  const oneSide = asksForSide(filter);
  const found = toFoundScope(sessions, period, aloneHours);
  const ofAll = toToldOnce('all_', aloneHours);
  const counts = { narrowest: byClient || source.byClient ? narrowest.byClient : narrowest.calls, cuts: starts };
  const kind = readsRollup(source) && !isInBuckets(starts, period, counts.narrowest) ? 'operations' : source.kind;
  return {
    fragments: {
      ...scope.fragments,
      ...found.fragments,
      ...toFragments(kind, oneSide, sessions.length > 0),
      kinds: { sql: source.kinds },
      others: { sql: kind === 'both' ? source.others : '' },
      toldOfAll: ofAll.told,
      toldOfFailed: toToldOnce('all_', aloneHours, 'tool-calls/failed-client-calls').told,
    },
    parameters: {
      ...scope.parameters,
      ...source.parameters,
      ...found.parameters,
      ...ofAll.parameters,
      bounds: latencyBounds,
      by_client: counts.narrowest === narrowest.byClient ? 1 : 0,
      one_side: String(oneSide),
    },
    period,
    rollup: readsRollup({ kind }) ? { counts, sessions: { narrowest: narrowest.sessions } } : undefined,
  };
}

function toFragments(kind: CallSource['kind'], oneSide: boolean, hasSessions: boolean): Fragments {
  if (readsRollup({ kind })) {
    const beside = hasSessions ? 'tool-calls/calls-of-text' : 'tool-calls/calls-failed';
    const of = (columns: string) => (kind === 'both' ? `tool-calls/${columns}-of-both` : `rollup/call-${columns}`);
    return {
      calls: beside,
      counts: of('counts'),
      bands: of('bands'),
      traits: of('traits'),
      sessions: of('sessions'),
      shapes: of('shapes'),
    };
  }
  const all = 'tool-calls/counts-of-operations';
  const calls = kind === 'failed' ? 'tool-calls/calls-failed' : oneSide ? 'tool-calls/table-of-one-side' : 'tool-calls/calls-once';
  return { calls, counts: all, bands: all, traits: all, sessions: all, shapes: all };
}

/** Whether a period is read from buckets for the most part: none of them lies across the start of a part. */
function isInBuckets(starts: readonly number[], { from, to }: Period, seconds: number): boolean {
  const across = starts.filter((start) => start % seconds !== 0);
  return across.length * seconds * 2_000 <= Date.parse(to) - Date.parse(from);
}
