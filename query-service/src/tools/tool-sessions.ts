import type { Period, ToolDetail } from '../contract/index.js';
import { type Reader, readOne } from '../database/query.js';
import type { Counts } from '../tool-calls/counts.js';
import { toFoundScope } from '../tool-calls/found-scope.js';
import { lastCalls, sessionKeys, toolSessions } from './queries.js';

/** The ten sessions with the most calls of a tool, and how many sessions called it by the hash of the service’s name. */
export async function readToolSessions(
  reader: Reader,
  period: Period,
  counts: Counts,
  signal?: AbortSignal,
): Promise<{ busiest: ToolDetail['sessions']; numbers: Record<string, number> }> {
  const { fragments, parameters } = counts.scope();
  const { busiest, numbers } = await readOne(reader, { ...toolSessions, fragments }, parameters, signal);
  const sessions = busiest.map((session) => ({ ...session, begin: toSeconds(session.since), end: toSeconds(session.until) }));
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const active = await reader.rows(
    sessionKeys,
    { ids: `[${[...byId.keys()].join(',')}]`, since: sessions.map(({ begin }) => begin), until: sessions.map(({ end }) => end) },
    signal,
  );
  // Looked for where the two times leave it open, and only when it can have been.
  const spans = active.flatMap(({ id, key, begin, end }) => {
    const session = byId.get(id);
    if (session === undefined || session.since === session.until) return [];
    return [{ key, begin: Math.max(begin, session.begin), end: Math.min(end, session.end) }];
  });
  const found = toFoundScope(spans, period, counts.aloneHours);
  const ofFound = { ...lastCalls, fragments: { ...fragments, ...found.fragments } };
  const last = spans.length === 0 ? [] : await reader.rows(ofFound, { ...parameters, ...found.parameters }, signal);
  const lastCallOf = new Map(last.map(({ key, lastCallAt }) => [key, lastCallAt]));
  const keys = new Map(active.map(({ id, key }) => [id, key]));
  return {
    numbers,
    busiest: busiest
      .flatMap(({ id, calls, failed, since, until }) => {
        const key = keys.get(id);
        const lastCallAt = since === until ? since : lastCallOf.get(key ?? '');
        return key === undefined || lastCallAt === undefined ? [] : [{ key, calls, failed, lastCallAt }];
      })
      .sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1)),
  };
}

/** Whole seconds since 1970 of an instant in RFC 3339. */
function toSeconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1_000);
}
