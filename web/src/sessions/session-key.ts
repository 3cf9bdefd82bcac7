import type { Session } from '@callsight/query-service/contract';

/** Tells two rows of the sessions apart: two servers may use one key. */
export function toSessionKey({ service, key }: Pick<Session, 'service' | 'key'>): string {
  return `${service} ${key}`;
}
