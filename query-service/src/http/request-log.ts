import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { callerOf } from './caller.js';

const ids = new WeakMap<IncomingMessage, string>();

/** Id of a request, as in its answer, its log lines and the audit. */
export function requestIdOf(request: IncomingMessage): string {
  return ids.get(request) ?? '';
}

/**
 * Gives every request an id, the caller's X-Request-Id where it is a sensible one, and logs it once it is over: at `info`, with the trace
 * of its traceparent. Query strings are left out, because they may hold what people search for.
 */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
    ids.set(request, requestId);
    response.setHeader('X-Request-Id', requestId);
    const startedAt = performance.now();
    response.once('close', () => {
      log.info(
        {
          requestId,
          ...toTrace(request.headers.traceparent),
          method: request.method,
          path: request.originalUrl.split('?')[0],
          status: response.statusCode,
          durationMs: Math.round(performance.now() - startedAt),
          caller: callerOf(request)?.name,
          ...(response.writableFinished ? {} : { abandoned: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** W3C trace context: version, trace id, parent id, flags. */
function toTrace(traceparent: string | string[] | undefined): { traceId?: string } {
  const traceId = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(String(traceparent ?? ''))?.[1];
  return traceId ? { traceId } : {};
}
