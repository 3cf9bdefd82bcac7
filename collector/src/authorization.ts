import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * A check of Authorization headers against Bearer tokens. Digests are compared, all of them, in constant time: the time taken
 * tells neither how much of a token was right nor which one it was.
 */
export function createAuthorization(tokens: readonly string[]): (header: string | undefined) => void {
  const accepted = tokens.map(digest);
  return (header) => {
    const token = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
    const presented = digest(token ?? '');
    const matches = accepted.filter((known) => timingSafeEqual(known, presented));
    if (token === undefined || matches.length === 0) {
      throw new Refusal('unauthorized', 'Expected the header Authorization: Bearer <ingest token>', { 'www-authenticate': 'Bearer' });
    }
  };
}
