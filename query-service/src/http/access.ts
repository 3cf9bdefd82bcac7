import type { RequestHandler } from 'express';
import { ProblemError } from './problems.js';

/** Whether nobody but this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * On loopback, accepts only requests that name a loopback host, so that a foreign page which points its own name at
 * 127.0.0.1 (DNS rebinding) reads nothing. Exposed servers are protected by their tokens.
 */
export function createHostCheck(boundHost: string): (hostHeader: string | undefined) => boolean {
  if (!isLoopback(boundHost)) return () => true;
  return (hostHeader) => isLoopback((hostHeader ?? '').replace(/:\d+$/, ''));
}

export function requireHost(boundHost: string): RequestHandler {
  const accepts = createHostCheck(boundHost);
  return (request, _response, next) => {
    if (accepts(request.headers.host)) return next();
    const name = JSON.stringify(request.headers.host ?? '');
    throw new ProblemError(421, 'Misdirected request', `Expected a Host header of this machine such as localhost, got ${name}.`);
  };
}

/** Refuses what another site's page sends with a browser: its Origin names another host than the one that was asked. */
export const requireSameOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return next();
  throw new ProblemError(403, 'Foreign origin', `Expected no Origin header or that of ${host}, got ${JSON.stringify(origin)}.`);
};

/** Refuses what a page of another site makes a browser fetch, embed or post; following a link to the page is no harm. */
export const refuseCrossSite: RequestHandler = (request, _response, next) => {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return next();
  throw new ProblemError(
    403,
    'Foreign site',
    `Expected a request of this server's own page, got one that a browser calls ${JSON.stringify(site)}.`,
  );
};

/** The page loads nothing from elsewhere, runs no inline script and cannot be framed. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  next();
};
