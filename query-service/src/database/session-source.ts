import { z } from 'zod';
import type { Period } from '../contract/index.js';
import { count } from './columns.js';
import { createBindings } from './conditions.js';
import { toEngineTime } from './engine-time.js';
import { type Fragments, type Reader, readOne, readSql } from './query.js';
import type { SessionKey } from './session-key.js';

/**
 * Sessions that were active on both sides of an edge of the period, by the time of their operations, as the engine parses it: of those that
 * were open at its start none is later than `reachedIn`, of those that were open at its end none is earlier than `leftFrom`.
 */
const edges = z.object({ reachedIn: z.string(), leftFrom: z.string() });
export const sessionState = { name: 'database/session-state', row: edges.extend({ open: count }) };
export const openKey = { name: 'database/open-key', row: z.object({ open: count }) };

export interface SessionState {
  period: Period;
  /** Where the sessions of the period are read (`:sessions`). */
  source: Fragments;
  /** Times as parameters: no earlier and no later than sessions reach, where these were asked for. */
  edges: z.infer<typeof edges>;
}

/** What of the sessions of periods is known before they are read, in their order. Edges cost a look at the sessions beside them. */
export async function readSessionStates(
  reader: Reader,
  periods: readonly Period[],
  withEdges: boolean,
  signal?: AbortSignal,
): Promise<SessionState[]> {
  const { bind, parameters } = createBindings('edge');
  const instants = withEdges ? [...new Set(periods.flatMap(({ from, to }) => [from, to]))] : [];
  const crossing = instants.map((instant) => {
    const edge = { sql: `toDateTime64(${bind(toEngineTime(instant), 'String')}, 6, 'UTC')` };
    return readSql('database/sessions-across', { edge });
  });
  const rows = await reader.rows(
    { ...sessionState, fragments: { crossing: { sql: crossing.join('\n') } } },
    { ...parameters, since: periods.map(({ from }) => toEngineTime(from)), until: periods.map(({ to }) => toEngineTime(to)) },
    signal,
  );
  return rows.flatMap(({ open, ...edges }, index) => {
    const period = periods[index];
    return period ? [{ period, source: toSource(open), edges }] : [];
  });
}

/**
 * Where the sessions of a period are read (`:sessions`). Merging open ones takes the engine longer to plan than it takes to read the sealed
 * ones, so it is left out of periods without any.
 */
export async function readSessionSource(reader: Reader, period: Period, signal?: AbortSignal): Promise<Fragments> {
  const [state] = await readSessionStates(reader, [period], false, signal);
  return state?.source ?? toSource(1);
}

/** The same for the sessions of one key. */
export async function readSourceOfKey(reader: Reader, { key, operationsKey }: SessionKey, signal?: AbortSignal): Promise<Fragments> {
  const { open } = await readOne(reader, openKey, { key, operationsKey }, signal);
  return toSource(open);
}

/** Sealed sessions tell how their calls went (`:calls`). */
function toSource(open: number): Fragments {
  return open > 0
    ? { sessions: { sql: 'mcp_sessions' }, calls: { sql: '' } }
    : { sessions: { sql: 'mcp_quiet_sessions' }, calls: 'sessions/calls-of-sealed' };
}
