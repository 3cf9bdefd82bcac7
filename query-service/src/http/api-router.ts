import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AuditLog } from '../audit/audit-log.js';
import { createReveal } from '../audit/reveal.js';
import { callerOf } from './caller.js';
import type { ApiContext, Endpoint } from './endpoint.js';
import { requireRole } from './identity.js';

/** Serves the endpoints: validates, runs, and abandons the query when the client leaves. */
export function createApiRouter(endpoints: readonly Endpoint[], context: ApiContext, audit: AuditLog): Router {
  const router = Router();
  for (const endpoint of endpoints) {
    const query = z.strictObject(endpoint.query.shape);
    const parameters = endpoint.parameters ?? z.object({});
    router.get(toExpressPath(endpoint.path), async (request: Request, response: Response) => {
      const caller = callerOf(request);
      requireRole(endpoint.role, caller);
      const input = { parameters: parameters.parse(request.params), query: query.parse(request.query) };
      const aborted = new AbortController();
      response.once('close', () => {
        if (!response.writableFinished) aborted.abort();
      });
      const revealContent = createReveal(audit, caller, request, 'api');
      const answer = await endpoint.handle(input, { ...context, signal: aborted.signal, revealContent });
      response.setHeader('Cache-Control', 'no-store');
      response.json(answer);
    });
  }
  return router;
}

function toExpressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
