import type { WriteGate } from '../write-gate.js';
import { SqlException } from './sql-exception.js';
import { SqlSession, type SqlSessionOptions } from './sql-session.js';

export interface SqlSessionRequest extends Omit<SqlSessionOptions, 'path'> {
  /** Aborted when the caller leaves: what it waits for is stopped in the engine. */
  signal: AbortSignal;
}

/** Runs `use` in a session of its own, when one of the places is free. */
export type WithSqlSession = <Result>(request: SqlSessionRequest, use: (session: SqlSession) => Promise<Result>) => Promise<Result>;

const left = () => new SqlException(394, 'Query was cancelled: the client left');

/** Gives out sessions, so many at once; the others wait in line, and what writes also waits for the gate. */
export function createSqlSessions(path: string, places: number, gate: WriteGate): WithSqlSession {
  let free = places;
  const waiting: (() => void)[] = [];

  return async (request, use) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      if (request.signal.aborted) throw left();
      const session = await SqlSession.open({ ...request, path });
      const cancel = () => void session.cancel();
      request.signal.addEventListener('abort', cancel, { once: true });
      try {
        return await (request.role === 'callsight_owner' ? gate.pass(() => use(session)) : use(session));
      } finally {
        request.signal.removeEventListener('abort', cancel);
        session.close();
      }
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
