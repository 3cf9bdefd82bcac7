import type { z } from 'zod';
import type { Period } from '../contract/index.js';
import { toPeriodParameters } from '../database/engine-time.js';
import type { Scope } from '../database/filter.js';
import type { QueryParameters, Reader } from '../database/query.js';
import { hourArrivals, rollupSeals } from './queries.js';

/** Which sealed buckets a question may read: of steps that it asks for, not narrower than those that have rows of its kind. Seconds. */
export interface BucketChoice {
  step: number;
  narrowest: number;
}

/** A question of the rollup: what counts are read from, and what sessions and shapes are read from. */
export interface RollupScope extends Scope {
  period: Period;
  rollup?: { counts: BucketChoice; sessions: BucketChoice } | undefined;
}

type Seal = z.infer<typeof rollupSeals.row>;
type Arrival = z.infer<typeof hourArrivals.row>;

const hourSeconds = 3_600;

/** The parameters of a question of the rollup, with the buckets and the open hours that it reads; of any other question, its own. */
export async function planRollup(
  reader: Reader,
  { fragments, parameters, period, rollup }: RollupScope,
  signal?: AbortSignal,
): Promise<Scope> {
  if (rollup === undefined) return { fragments, parameters };
  const ofPeriod = toPeriodParameters(period);
  const [seals, arrivals] = await Promise.all([reader.rows(rollupSeals, ofPeriod, signal), reader.rows(hourArrivals, ofPeriod, signal)]);
  const counts = toPlan(seals, arrivals, period, rollup.counts);
  const sessions = toPlan(seals, arrivals, period, rollup.sessions);
  return {
    fragments,
    parameters: {
      ...parameters,
      buckets: counts.buckets,
      open_hours: counts.openHours,
      session_buckets: sessions.buckets,
      session_open_hours: sessions.openHours,
    },
  };
}

/**
 * The widest buckets that lie in the period and count all that arrived, as tuples of width, begin and time of sealing, and the hours with
 * operations that they leave out. Arrivals are compared with what a bucket counts: one that is younger makes the bucket invalid.
 */
export function toPlan(
  seals: readonly Seal[],
  arrivals: readonly Arrival[],
  period: Period,
  { step, narrowest }: BucketChoice,
): { buckets: QueryParameters[string]; openHours: number[] } {
  const from = Date.parse(period.from) / 1_000;
  const to = Date.parse(period.to) / 1_000;
  const arrived = new Map(arrivals.map(({ begin, arrivedMs }) => [begin, arrivedMs]));
  const covered = new Set<number>();
  const chosen = seals
    .filter(({ width, begin }) => width >= narrowest && step % width === 0 && begin >= from && begin + width <= to)
    .sort((a, b) => b.width - a.width)
    .filter(({ width, begin, countedMs }) => {
      const hours = Array.from({ length: width / hourSeconds }, (_, index) => begin + index * hourSeconds);
      if (covered.has(begin) || hours.some((hour) => (arrived.get(hour) ?? 0) > countedMs)) return false;
      for (const hour of hours) covered.add(hour);
      return true;
    });
  return {
    buckets: `[${chosen.map(({ width, begin, sealedMs }) => `(${width},${begin},${sealedMs})`).join(',')}]`,
    openHours: [...arrived.keys()].filter((hour) => !covered.has(hour)).sort((a, b) => a - b),
  };
}
