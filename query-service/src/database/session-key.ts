import type { SearchValue } from '../contract/index.js';
import { type Bind, equals } from './conditions.js';
import { readSql } from './query.js';

/**
 * Key of a session: that of its operations or, of an identity, which idle times cut into sessions, that key with `@` and a second of Unix
 * time. Any second of a session names it; its own key has the one in which it was created.
 */
export interface SessionKey {
  /** As it was given. */
  key: string;
  /** `session_key` of its operations, if it is a session of an identity. */
  operationsKey: string;
  /** A second in which the session was open, if it is a session of an identity; else 0. */
  second: number;
}

export function parseSessionKey(key: string): SessionKey {
  const [, operationsKey, second] = /^(.+)@(\d{9,10})$/s.exec(key) ?? [];
  return { key, operationsKey: operationsKey ?? key, second: Number(second ?? 0) };
}

/** `session_key` of the operations of a session. */
export function toOperationsKey({ key, basis }: { key: string; basis: string }): string {
  return basis === 'identity' ? parseSessionKey(key).operationsKey : key;
}

/** Whether an operation is of the session with a key. */
export function isInSession(value: SearchValue, bind: Bind): string {
  const { key, operationsKey, second } = parseSessionKey(value.text);
  if (value.pattern || second === 0) return equals('session_key', value, bind);
  const base = { sql: bind(operationsKey, 'String') };
  const window = { sql: readSql('database/session-window', { operationsKey: base, second: { sql: bind(second, 'UInt32') } }) };
  return `(${readSql('database/of-session', { key: { sql: bind(key, 'String') }, operationsKey: base, window })})`;
}
