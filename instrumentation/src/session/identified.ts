import type { Config } from '../config.js';
import type { Caller } from '../connection/caller.js';
import type { OperatorIdentity } from '../operator-hooks.js';
import { ATTR } from '../semconv.js';
import { saltedHash } from './identity.js';

/** The caller as the operator's `identify` knows it. */
export function withIdentity(caller: Caller, { user, session }: OperatorIdentity, config: Config): Caller {
  if (user === undefined && session === undefined) return caller;
  const attributes = { ...caller.attributes };
  if (user !== undefined && config.user !== 'off') attributes[ATTR.USER] = toUser(user, config);
  return { ...caller, attributes, session: session ?? caller.session };
}

/** An authenticated subject, as `CALLSIGHT_USER` wants it recorded. */
export function toUser(subject: string, config: Config): string {
  return config.user === 'plain' ? subject : saltedHash(subject, config.hashSalt);
}
