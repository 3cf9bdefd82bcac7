import type { RequestHandler } from 'express';
import { callerOf } from './caller.js';
import { ProblemError } from './problems.js';

/** Seconds' worth of requests that a caller may send at once. */
const burstSeconds = 10;

/** Limits the requests of each token, by a bucket that fills evenly. Callers without a token are on this machine, and not limited. */
export function limitRate(perMinute: number): RequestHandler {
  const perSecond = perMinute / 60;
  const capacity = Math.max(1, perSecond * burstSeconds);
  const buckets = new Map<string, { left: number; at: number }>();
  return (request, response, next) => {
    const caller = callerOf(request);
    if (!caller) return next();
    const now = performance.now() / 1_000;
    const bucket = buckets.get(caller.name) ?? { left: capacity, at: now };
    const left = Math.min(capacity, bucket.left + (now - bucket.at) * perSecond);
    const admitted = left >= 1;
    buckets.set(caller.name, { left: admitted ? left - 1 : left, at: now });
    if (admitted) return next();
    response.setHeader('Retry-After', String(Math.ceil((1 - left) / perSecond)));
    throw new ProblemError(
      429,
      'Too many requests',
      `Token ${caller.name} may send ${perMinute} requests a minute (CALLSIGHT_RATE_LIMIT): wait as long as Retry-After says.`,
    );
  };
}
