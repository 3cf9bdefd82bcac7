import type { Period } from '../contract/index.js';
import type { Scope } from '../database/filter.js';
import { type FoundSession, toSessionParameters } from '../rollup/found-sessions.js';
import { toToldOnce } from '../rollup/told-once.js';

/** What `tool-calls/calls-of-sessions` asks for; `aloneHours` are those in which clients may tell of calls that no server saw. */
export function toFoundScope(sessions: readonly FoundSession[], period: Period, aloneHours: readonly number[]): Scope {
  const found = toSessionParameters(sessions, period);
  const alone = found.found_hours.filter((hour) => aloneHours.includes(hour));
  const { told, parameters } = toToldOnce('found_', alone, 'tool-calls/client-calls-of-sessions');
  return { fragments: { toldOfFound: told }, parameters: { ...found, ...parameters } };
}
