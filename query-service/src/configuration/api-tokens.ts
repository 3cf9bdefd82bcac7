import { createHash } from 'node:crypto';
import type { Role } from '../contract/index.js';
import { ConfigurationError, readTokenList } from './configuration.js';

/** An API token as the process keeps it: its digest, never itself. */
export interface ApiToken {
  name: string;
  role: Role;
  /** SHA-256. */
  digest: Buffer;
}

/** `[role:][name:]secret`, the secret as it is (RFC 6750's token68) or as `sha256:` and its digest in hex. */
const form = /^(?:(viewer|auditor):)?(?:(?!sha256:)([\w.@-]{1,64}):)?(?:sha256:([0-9a-f]{64})|([\w.~+/-]{16,}=*))$/;

/**
 * API tokens of a list variable and of the file that its `_FILE` twin names, one per line or comma. A token without a role is a viewer’s;
 * one without a name is named after its digest.
 *
 * @throws ConfigurationError for one that is too short or of another form; it never quotes the token.
 */
export function readApiTokens(list: string | undefined, file: string | undefined): ApiToken[] {
  return readTokenList(list, file).map((entry, index) => {
    const [, role = 'viewer', name, hex, secret] = form.exec(entry) ?? [];
    if (hex === undefined && secret === undefined) throw new ConfigurationError(explain(index + 1));
    const digest = hex === undefined ? toDigest(secret ?? '') : Buffer.from(hex, 'hex');
    return { name: name ?? `token-${digest.toString('hex').slice(0, 8)}`, role: role as Role, digest };
  });
}

function explain(position: number): string {
  return `API token ${position} cannot be used: expected at least 16 characters, for example from \`openssl rand -hex 32\`, or sha256: and the hex digest of the token; before it, if you like, viewer: or auditor:, then a name and a colon.`;
}

/** Digests have one length, so that comparing them takes the same time for every token. */
export function toDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
