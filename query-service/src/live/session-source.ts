import type { Reader } from '../database/query.js';
import type { LiveEvent } from './live-event.js';
import { changedSessions } from './queries.js';

const maximumRows = 500;

/** Sessions each time that they change. */
export interface SessionSource {
  /** What changed since the last look; `keys` are the `session_key`s of operations that arrived just now. The first look gives nothing. */
  poll(keys: readonly string[]): Promise<LiveEvent[]>;
}

export function createSessionSource(reader: Reader): SessionSource {
  let known: Map<string, string> | undefined;
  return {
    async poll(keys) {
      const rows = await reader.rows(changedSessions, { keys: [...new Set(keys)].slice(0, maximumRows), limit: maximumRows });
      const sessions = rows.map(({ evidence, ...session }) => session);
      const before = known;
      known = new Map(sessions.map((session) => [session.key, JSON.stringify(session)]));
      if (!before) return [];
      const isChanged = ({ key }: { key: string }) => before.get(key) !== known?.get(key);
      return sessions
        .filter(isChanged)
        .reverse()
        .map((session) => ({ kind: 'session', data: session }));
    },
  };
}
