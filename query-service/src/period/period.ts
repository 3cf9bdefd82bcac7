import type { Period } from '../contract/index.js';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * Resolves both ends against `now`.
 *
 * @throws PeriodError when the start is not before the end.
 */
export function toPeriod(query: { from: string; to: string }, now: Date = new Date()): Period {
  const from = toInstant(query.from, now);
  const to = toInstant(query.to, now);
  if (from >= to) {
    throw new PeriodError(`expected from before to, got from=${from.toISOString()} and to=${to.toISOString()}`);
  }
  return { from: from.toISOString(), to: to.toISOString() };
}

/** The period before, of equal length. */
export function toPreviousPeriod({ from, to }: Period): Period {
  const length = Date.parse(to) - Date.parse(from);
  return { from: new Date(Date.parse(from) - length).toISOString(), to: from };
}

export class PeriodError extends Error {
  override name = 'PeriodError';
}

function toInstant(expression: string, now: Date): Date {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(expression);
  if (!relative) {
    const instant = new Date(expression);
    if (Number.isNaN(instant.getTime())) throw new PeriodError(`expected a point in time, got ${expression}`);
    return instant;
  }
  const [, amount, unit] = relative;
  if (amount === undefined) return now;
  return new Date(now.getTime() - Number(amount) * unitMs[unit as keyof typeof unitMs]);
}
