import { type Fragment, type QueryParameters, readSql } from '../database/query.js';
import { toNearHours } from './hours.js';

/** Which views of calls are counted, and the parameters of this condition. */
export interface ToldOnce {
  told: Fragment;
  parameters: QueryParameters;
}

/** Hours of one kind in a query: open ones for counts or for sessions, all of the period, or those of sessions that were found. */
type HoursPrefix = '' | 'session_' | 'all_' | 'found_';

/** Which calls of clients a condition compares with those of servers: the file that lists their exchanges. */
type ClientCalls = 'rollup/client-calls' | 'tool-calls/failed-client-calls' | 'tool-calls/client-calls-of-sessions';

/**
 * The condition that leaves of a call one view, the server’s where there is one, with its parameters. `aloneHours`: those in which clients may
 * tell of calls that no server saw, in seconds since 1970; without any, the engine is spared the search for them.
 */
export function toToldOnce(prefix: HoursPrefix, aloneHours: readonly number[], clients: ClientCalls = 'rollup/client-calls'): ToldOnce {
  if (aloneHours.length === 0) return { told: { sql: "side = 'server'" }, parameters: {} };
  const hours = (name: string) => ({ sql: `{${prefix}${name}_hours:Array(UInt32)}` });
  return {
    told: { sql: readSql('rollup/told-once', { alone: hours('alone'), near: hours('near'), clients }) },
    parameters: { [`${prefix}alone_hours`]: aloneHours, [`${prefix}near_hours`]: toNearHours(aloneHours) },
  };
}
