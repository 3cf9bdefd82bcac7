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
  const sessions = busiest.map((session) => {
    const begin = Date.parse(session.since) / 1_000;
    const width = counts.sessionBuckets.get(begin) ?? 0;
    return { ...session, begin: Math.floor(begin), end: Math.floor(begin) + Math.max(width - 1, 0), isExact: width === 0 };
  });
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const active = await reader.rows(
    sessionKeys,
    { ids: `[${[...byId.keys()].join(',')}]`, since: sessions.map(({ begin }) => begin), until: sessions.map(({ end }) => end) },
    signal,
  );
  // Looked for where only a bucket is known, and only when it can have been.
  const spans = active.flatMap(({ id, key, begin, end }) => {
    const session = byId.get(id);
    if (session === undefined || session.isExact) return [];
    return [{ key, begin: Math.max(begin, session.begin), end: Math.min(end, session.end) }];
  });
  const found = toFoundScope(spans, period, counts.aloneHours);
  const ofFound = { ...lastCalls, fragments: { ...fragments, ...found.fragments } };
  const last = spans.length === 0 ? [] : await reader.rows(ofFound, { ...parameters, ...found.parameters }, signal);
  const lastCallOf = new Map(last.map(({ key, lastCallAt }) => [key, lastCallAt]));
  const keys = new Map(active.map(({ id, key }) => [id, key]));
  return {
    numbers,
    busiest: sessions
      .flatMap(({ id, calls, failed, since, isExact }) => {
        const key = keys.get(id);
        const lastCallAt = isExact ? since : lastCallOf.get(key ?? '');
        return key === undefined || lastCallAt === undefined ? [] : [{ key, calls, failed, lastCallAt }];
      })
      .sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1)),
  };
}
