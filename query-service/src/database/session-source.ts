import { z } from 'zod';
import type { Period } from '../contract/index.js';
import { count } from './columns.js';
import { toPeriodParameters } from './engine-time.js';
import { type Fragments, type Reader, readOne } from './query.js';
import type { SessionKey } from './session-key.js';

export const openSessions = { name: 'database/open-sessions', row: z.object({ open: count }) };
export const openKey = { name: 'database/open-key', row: z.object({ open: count }) };

/**
 * Where the sessions of a period are read (`:sessions`). Merging open ones takes the engine longer to plan than it takes to read the sealed
 * ones, so it is left out of periods without any.
 */
export async function readSessionSource(reader: Reader, period: Period, signal?: AbortSignal): Promise<Fragments> {
  return toSource(await readOne(reader, openSessions, toPeriodParameters(period), signal));
}

/** The same for the sessions of one key. */
export async function readSourceOfKey(reader: Reader, { key, operationsKey }: SessionKey, signal?: AbortSignal): Promise<Fragments> {
  return toSource(await readOne(reader, openKey, { key, operationsKey }, signal));
}

function toSource({ open }: { open: number }): Fragments {
  return { sessions: { sql: open > 0 ? 'mcp_sessions' : 'mcp_quiet_sessions' } };
}
