import { createHash } from 'node:crypto';

/** What a session's key rests on, strongest first. */
export type SessionBasis = 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';

export interface SessionIdentity {
  basis: SessionBasis;
  /** Absent only on the basis `none`. */
  key?: string;
}

/** What is known of one message's origin where the protocol names no session. */
export interface Evidence {
  baggage?: string | undefined;
  header?: string | undefined;
  authClient?: string | undefined;
  authSubject?: string | undefined;
  /** Client name@version, or the user agent. */
  software?: string | undefined;
  address?: string | undefined;
  traceId?: string | undefined;
}

const MOST_KEY_LENGTH = 256;

/**
 * The strongest identity the evidence gives. An address alone is none: behind a proxy it is everybody's. Idle windows are cut by the
 * reader, so that replicas agree on the key.
 */
export function identify(evidence: Evidence, salt: string): SessionIdentity {
  const { baggage, header, authClient, authSubject, software, address, traceId } = evidence;
  if (baggage) return { basis: 'baggage', key: baggage.slice(0, MOST_KEY_LENGTH) };
  if (header) return { basis: 'header', key: header.slice(0, MOST_KEY_LENGTH) };
  if (authClient || authSubject || software) {
    return { basis: 'identity', key: saltedHash([authClient, authSubject, software, address].map((part) => part ?? '').join('\0'), salt) };
  }
  return traceId === undefined ? { basis: 'none' } : { basis: 'trace', key: traceId };
}

const MOST_CACHED = 1_000;
const cache = new Map<string, string>();

/** 128 bits in hex: the same text and salt give the same hash on every replica. */
export function saltedHash(text: string, salt: string): string {
  const input = `${salt}\0${text}`;
  const known = cache.get(input);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(input).digest('hex').slice(0, 32);
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(input, hash);
  return hash;
}
