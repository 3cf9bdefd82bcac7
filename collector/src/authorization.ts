import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * A check of ingest tokens. Digests are compared, all of them, in constant time: the time taken tells neither how much of a token
 * was right nor which one it was.
 */
export function createTokenCheck(tokens: readonly string[]): (token: string | undefined) => boolean {
  const accepted = tokens.map(digest);
  return (token) => {
    const presented = digest(token ?? '');
    const matches = accepted.filter((known) => timingSafeEqual(known, presented));
    return token !== undefined && matches.length > 0;
  };
}

/** A check of Authorization headers against Bearer tokens. */
export function createAuthorization(tokens: readonly string[]): (header: string | undefined) => void {
  const accepts = createTokenCheck(tokens);
  return (header) => {
    if (accepts(/^Bearer +(\S+) *$/i.exec(header ?? '')?.[1])) return;
    throw new Refusal('unauthorized', 'Expected the header Authorization: Bearer <ingest token>', { 'www-authenticate': 'Bearer' });
  };
}
