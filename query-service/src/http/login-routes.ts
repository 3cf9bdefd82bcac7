import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { type Identity, login } from '../contract/index.js';
import { callerOf } from './caller.js';
import { type Authenticate, unauthorized } from './identity.js';
import { type PageSessions, sessionCookie, sessionSeconds } from './page-sessions.js';

export interface LoginOptions {
  authenticate: Authenticate;
  sessions: PageSessions;
  /** Whether this server asks for tokens. */
  required: boolean;
}

/**
 * `POST /login` exchanges a token for a cookie that scripts cannot read and other sites cannot send; `POST /logout` ends it;
 * `GET /identity` tells who asks. A page keeps no token.
 */
export function createLoginRoutes({ authenticate, sessions, required }: LoginOptions): Router {
  const router = Router();
  router.get('/identity', (request, response) => {
    z.strictObject({}).parse(request.query);
    const caller = callerOf(request);
    const identity: Identity = { authentication: required ? 'token' : 'none', name: caller?.name ?? null, role: caller?.role ?? null };
    response.setHeader('Cache-Control', 'no-store').json(identity);
  });
  router.post('/login', express.json({ limit: 4_096 }), (request, response) => {
    const caller = authenticate(login.parse(request.body).token);
    if (!caller) throw unauthorized(response.setHeader.bind(response));
    sessions.close(request.headers.cookie);
    response.cookie(sessionCookie, sessions.open(caller), { ...toAttributes(request), maxAge: sessionSeconds * 1_000 });
    response.status(204).end();
  });
  router.post('/logout', (request, response) => {
    sessions.close(request.headers.cookie);
    response.clearCookie(sessionCookie, toAttributes(request)).status(204).end();
  });
  return router;
}

/** Behind a proxy that ends TLS the cookie is for TLS only; a false header can but lose its sender’s own session. */
function toAttributes(request: Request) {
  const secure = request.secure || request.headers['x-forwarded-proto'] === 'https';
  return { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const;
}
