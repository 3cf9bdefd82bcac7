import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type ApiToken, toDigest } from '../configuration/api-tokens.js';
import type { Role } from '../contract/index.js';
import { type Caller, callerOf, rememberCaller } from './caller.js';
import type { PageSessions } from './page-sessions.js';
import { ProblemError } from './problems.js';

/**
 * Without tokens the server is on loopback, and everybody there could read the data directory as well: they are auditors, and their
 * reveals are written to the audit like all others.
 */
const local: Caller = { name: 'local', role: 'auditor' };

export type Authenticate = (token: string | undefined) => Caller | undefined;

/** Finds the caller of a token. Every known digest is compared, in constant time. */
export function createAuthenticate(tokens: readonly ApiToken[]): Authenticate {
  if (tokens.length === 0) return () => local;
  return (given) => {
    if (given === undefined) return undefined;
    const digest = toDigest(given);
    const [found] = tokens.filter((token) => timingSafeEqual(token.digest, digest));
    return found && { name: found.name, role: found.role };
  };
}

/** Finds out who asks, by bearer token or by the cookie of a page that logged in; a token that is wrong is refused at once. */
export function identify(authenticate: Authenticate, sessions: PageSessions): RequestHandler {
  return (request, response, next) => {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const caller = authenticate(token) ?? (request.headers.authorization === undefined ? sessions.find(request.headers.cookie) : undefined);
    if (caller) rememberCaller(request, caller);
    else if (request.headers.authorization !== undefined) throw unauthorized(response.setHeader.bind(response));
    next();
  };
}

/** @throws ProblemError where the caller's role is not the one that an endpoint asks for. */
export function requireRole(role: Role | undefined, caller: Caller | undefined): void {
  if (role === undefined || caller?.role === role) return;
  throw new ProblemError(
    403,
    'Forbidden',
    `Expected a token of role ${role}, got ${caller?.name ?? 'none'} of role ${caller?.role ?? 'none'}.`,
  );
}

/** Lets only callers through who told who they are. */
export const requireCaller: RequestHandler = (request, response, next) => {
  if (callerOf(request)) return next();
  throw unauthorized(response.setHeader.bind(response));
};

export function unauthorized(setHeader: (name: string, value: string) => void): ProblemError {
  setHeader('WWW-Authenticate', 'Bearer realm="callsight"');
  return new ProblemError(
    401,
    'Unauthorized',
    'Expected the header Authorization: Bearer with one of CALLSIGHT_API_TOKENS, or a page that logged in.',
  );
}
