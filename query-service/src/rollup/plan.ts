import type { z } from 'zod';
import type { Period } from '../contract/index.js';
import { toPeriodParameters } from '../database/engine-time.js';
import type { Scope } from '../database/filter.js';
import type { Reader } from '../database/query.js';
import { rollupState } from './queries.js';
import { type ToldOnce, toToldOnce } from './told-once.js';

/** Which sealed buckets a question may read. In seconds. */
export interface BucketChoice {
  /** Narrower ones have no rows of its kind. */
  narrowest: number;
  /** Times since 1970 that no bucket may lie across: the answer tells apart what comes before and after. @default none */
  cuts?: readonly number[];
}

/** A question of the rollup: what counts are read from, and, where these differ, what sessions and shapes are read from. */
export interface RollupScope extends Scope {
  period: Period;
  rollup?: { counts: BucketChoice; sessions?: BucketChoice } | undefined;
}

/** What is sealed in a period, and what arrived: all questions of one answer plan with the same. */
export type RollupState = readonly z.infer<typeof rollupState.row>[];

const hourSeconds = 3_600;

export function readRollupState(reader: Reader, period: Period, signal?: AbortSignal): Promise<RollupState> {
  return reader.rows(rollupState, toPeriodParameters(period), signal);
}

/** The parameters of a question of the rollup, with the buckets and the open hours that it reads; of any other question, its own. */
export async function planRollup(reader: Reader, scope: RollupScope, signal?: AbortSignal): Promise<Scope> {
  return toPlanned(scope, scope.rollup ? await readRollupState(reader, scope.period, signal) : []);
}

/** The same, where it is known what is sealed. */
export function toPlanned({ fragments, parameters, period, rollup }: RollupScope, state: RollupState): Scope {
  if (rollup === undefined) return { fragments, parameters };
  const counts = toPart('', toPlan(state, period, rollup.counts));
  const sessions = rollup.sessions && toPart('session_', toPlan(state, period, rollup.sessions));
  return {
    fragments: { ...fragments, told: counts.told, ...(sessions ? { sessionTold: sessions.told } : {}) },
    parameters: { ...parameters, ...counts.parameters, ...sessions?.parameters },
  };
}

/** Buckets that are read of the rollup, and hours with operations that they leave out. */
export interface RollupPlan {
  buckets: RollupState;
  openHours: number[];
  /** Open hours in which clients may tell of calls that no server saw: in others, what a server tells is all that counts. */
  aloneHours: number[];
}

/**
 * The widest buckets that lie in the period and count all that arrived. Arrivals are compared with what a bucket counts: one that is younger
 * makes the bucket invalid.
 */
export function toPlan(state: RollupState, period: Period, { narrowest, cuts = [] }: BucketChoice): RollupPlan {
  const from = Date.parse(period.from) / 1_000;
  const to = Date.parse(period.to) / 1_000;
  const arrived = new Map(state.filter(({ of }) => of === 'arrival').map(({ begin, arrivedMs }) => [begin, arrivedMs]));
  const sealed = state.filter(
    ({ of, width, begin, arrivedMs }) => of === 'seal' && toHours(width, begin).every((hour) => (arrived.get(hour) ?? 0) <= arrivedMs),
  );
  const covered = new Set<number>();
  const buckets = sealed
    .filter(({ width, begin }) => width >= narrowest && begin >= from && begin + width <= to)
    .filter(({ width, begin }) => !cuts.some((cut) => cut > begin && cut < begin + width))
    .sort((a, b) => b.width - a.width)
    .filter(({ width, begin }) => {
      if (covered.has(begin)) return false;
      for (const hour of toHours(width, begin)) covered.add(hour);
      return true;
    });
  const openHours = [...arrived.keys()].filter((hour) => !covered.has(hour)).sort((a, b) => a - b);
  const alone = new Set(state.filter(({ of }) => of === 'client').map(toKey));
  const told = new Set(sealed.filter((bucket) => bucket.width === hourSeconds && !alone.has(toKey(bucket))).map(({ begin }) => begin));
  return { buckets, openHours, aloneHours: openHours.filter((hour) => !told.has(hour)) };
}

function toHours(width: number, begin: number): number[] {
  return Array.from({ length: width / hourSeconds }, (_, index) => begin + index * hourSeconds);
}

/** An hour as it was sealed at a time: rows of earlier seals may still be there. */
function toKey({ begin, sealedMs }: RollupState[number]): string {
  return `${begin} ${sealedMs}`;
}

/** A plan as its queries have it: which calls are counted in open hours, and the parameters. */
function toPart(prefix: '' | 'session_', { buckets, openHours, aloneHours }: RollupPlan): ToldOnce {
  const { told, parameters } = toToldOnce(prefix, aloneHours);
  // Numbers only: quotes within a value that is text are escaped on the way to a server.
  const rows = buckets.map(({ width, begin, sealedMs }) => `(${width},${begin},${sealedMs})`);
  return { told, parameters: { ...parameters, [`${prefix}buckets`]: `[${rows.join(',')}]`, [`${prefix}open_hours`]: openHours } };
}
