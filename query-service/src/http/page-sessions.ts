import { createHash, randomBytes } from 'node:crypto';
import type { Caller } from './caller.js';

/** Pages that logged in. The browser has a random value; the process has its digest. */
export interface PageSessions {
  /** Returns the value of the new session’s cookie. */
  open(caller: Caller): string;
  /** The caller of a `Cookie` header; undefined where it has no session, or an old one. */
  find(cookieHeader: string | undefined): Caller | undefined;
  close(cookieHeader: string | undefined): void;
}

export const sessionCookie = 'callsight_session';
/** A working day and the evening. */
export const sessionSeconds = 12 * 3_600;
/** Beyond this many the oldest page has to log in again. */
const maximumSessions = 10_000;

export function createPageSessions(): PageSessions {
  const sessions = new Map<string, { caller: Caller; endsAt: number }>();
  return {
    open(caller) {
      const value = randomBytes(32).toString('base64url');
      const [oldest] = sessions.keys();
      if (sessions.size >= maximumSessions && oldest !== undefined) sessions.delete(oldest);
      sessions.set(toKey(value), { caller, endsAt: Date.now() + sessionSeconds * 1_000 });
      return value;
    },
    find(cookieHeader) {
      const value = readCookie(cookieHeader);
      const session = value && sessions.get(toKey(value));
      return session && session.endsAt > Date.now() ? session.caller : undefined;
    },
    close(cookieHeader) {
      const value = readCookie(cookieHeader);
      if (value) sessions.delete(toKey(value));
    },
  };
}

function readCookie(header: string | undefined): string | undefined {
  return new RegExp(`(?:^|;\\s*)${sessionCookie}=([\\w-]{43})(?:;|$)`).exec(header ?? '')?.[1];
}

function toKey(value: string): string {
  return createHash('sha256').update(value).digest('base64');
}
