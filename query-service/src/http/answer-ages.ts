import { toPeriod } from '../period/period.js';

/** For how long an answer serves others, in milliseconds, while the engine is busy. */
export interface AnswerAges {
  /** Until then it is as good as a new one. */
  freshMs: number;
  /** Until then it is given while a new one is being computed. */
  usableMs: number;
}

/** Of a period that ended an hour ago or more: spans that arrive later still are rare. */
const ofThePast: AnswerAges = { freshMs: 60_000, usableMs: 600_000 };
const quietMs = 3_600_000;
const ofNow: AnswerAges = { freshMs: 1_000, usableMs: 10_000 };
/** A period that reaches now has moved on by a thousandth: less than a tenth of one bucket of its charts. */
const shareOfPeriod = 1 / 1_000;
const longestUsableMs = 60_000;

/** Ages that the answer to a query may have: the longer its period, the less a moment changes it. */
export function toAnswerAges(query: Record<string, unknown>): AnswerAges {
  const { from, to } = query;
  if (typeof from !== 'string' || typeof to !== 'string') return ofNow;
  const period = toPeriod({ from, to });
  if (Date.parse(period.to) < Date.now() - quietMs) return ofThePast;
  const usableMs = (Date.parse(period.to) - Date.parse(period.from)) * shareOfPeriod;
  return { ...ofNow, usableMs: Math.min(longestUsableMs, Math.max(ofNow.usableMs, usableMs)) };
}
