import type { Period, ToolDetail } from '../contract/index.js';
import { type Reader, readOne } from '../database/query.js';
import type { Counts } from '../tool-calls/counts.js';
import { toSessionParameters } from '../tool-calls/found-sessions.js';
import { lastCalls, sessionKeys, toolSessions } from './queries.js';

/** The ten sessions with the most calls of a tool, and how many sessions called it by service. */
export async function readToolSessions(
  reader: Reader,
  period: Period,
  counts: Counts,
  signal?: AbortSignal,
): Promise<{ busiest: ToolDetail['sessions']; numbers: Record<string, number> }> {
  const { fragments, parameters } = counts.scope();
  const { busiest, numbers } = await readOne(reader, { ...toolSessions, fragments }, parameters, signal);
  const byId = new Map(busiest.map((session) => [session.id, session]));
  const times = (of: 'since' | 'until') => busiest.map((session) => session[of]);
  const active = await reader.rows(
    sessionKeys,
    { ids: `[${[...byId.keys()].join(',')}]`, since: times('since'), until: times('until') },
    signal,
  );
  // Only when the last call can have been is looked at.
  const spans = active.map(({ id, key, begin, end }) => {
    const { since = begin, until = end } = byId.get(id) ?? {};
    return { key, begin: Math.max(begin, since), end: Math.min(end, until) };
  });
  const last = await reader.rows(
    { ...lastCalls, fragments },
    { ...parameters, ...toSessionParameters(spans, period, counts.aloneHours) },
    signal,
  );
  const lastCallOf = new Map(last.map(({ key, lastCallAt }) => [key, lastCallAt]));
  const keys = new Map(active.map(({ id, key }) => [id, key]));
  return {
    numbers,
    busiest: busiest
      .flatMap(({ id, calls, failed }) => {
        const key = keys.get(id) ?? '';
        const lastCallAt = lastCallOf.get(key);
        return lastCallAt === undefined ? [] : [{ key, calls, failed, lastCallAt }];
      })
      .sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1)),
  };
}
