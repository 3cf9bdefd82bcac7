import type { Period } from '../contract/index.js';
import type { QueryParameters } from './query.js';

/** Parameters of the period that nearly every query has. */
export function toPeriodParameters(period: Period): QueryParameters {
  return { from: toEngineTime(period.from), to: toEngineTime(period.to) };
}

/** RFC 3339 in UTC as the engine parses a DateTime64 parameter. */
export function toEngineTime(instant: string): string {
  return instant.replace('T', ' ').replace('Z', '');
}
