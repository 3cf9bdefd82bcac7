import type { z } from 'zod';
import type { Period, SearchTerm } from '../contract/index.js';
import { createBindings, toCondition } from '../database/conditions.js';
import type { QueryParameters, Reader } from '../database/query.js';
import { toHours } from './hours.js';
import { sessionsOfText } from './queries.js';
import type { Source } from './source.js';

/** A session by the key of its operations, with two times between which these lie, in seconds since 1970. */
export type FoundSession = z.infer<typeof sessionsOfText.row>;

/** Operations of more sessions than these are not looked for one by one. */
const maximum = 1_000;

/** Sessions in whose keys one of some free words is found; undefined where there are too many. */
async function findSessions(reader: Reader, texts: readonly SearchTerm[], signal?: AbortSignal): Promise<FoundSession[] | undefined> {
  const bindings = createBindings();
  const conditions = texts.map((term) => `OR ${toCondition(term, { fields: {}, text: ['session_key'] }, bindings)}`);
  const rows = await reader.rows(
    { ...sessionsOfText, fragments: { texts: { sql: conditions.join(' ') } } },
    { ...bindings.parameters, limit: maximum + 1 },
    signal,
  );
  return rows.length > maximum ? undefined : rows;
}

/** A source with the sessions that it needs; operations one by one, where these are too many. */
export async function findSource<Kind extends Source>(
  reader: Reader,
  source: Kind,
  signal?: AbortSignal,
): Promise<{ source: Kind; sessions: FoundSession[] }> {
  const sessions = source.kind === 'both' ? await findSessions(reader, source.texts, signal) : [];
  return sessions ? { source, sessions } : { source: { ...source, kind: 'operations' }, sessions: [] };
}

/** What `rollup/operations-of-text` asks for. */
export function toSessionParameters(sessions: readonly FoundSession[], period: Period): QueryParameters & { found_hours: number[] } {
  return { found_sessions: [...new Set(sessions.map(({ key }) => key))], found_hours: toHours(sessions, period) };
}
