import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AuditLog } from '../audit/audit-log.js';
import { createReveal } from '../audit/reveal.js';
import { toExportFormat } from '../export/export-format.js';
import { exportList } from '../export/export-list.js';
import { toAnswerAges } from './answer-ages.js';
import type { AnswerCache } from './answer-cache.js';
import { callerOf } from './caller.js';
import type { ApiContext, Endpoint } from './endpoint.js';
import { requireRole } from './identity.js';
import { createQueryTimings } from './query-timings.js';

export interface ApiRouterOptions {
  endpoints: readonly Endpoint[];
  context: ApiContext;
  audit: AuditLog;
  answers: AnswerCache;
}

/** Serves the endpoints: validates, asks once for all who ask the same, and abandons the query when nobody waits for it. */
export function createApiRouter({ endpoints, context, audit, answers }: ApiRouterOptions): Router {
  const router = Router();
  for (const endpoint of endpoints) {
    const query = z.strictObject(endpoint.query.shape);
    const parameters = endpoint.parameters ?? z.object({});
    router.get(toExpressPath(endpoint.path), async (request: Request, response: Response) => {
      requireRole(endpoint.role, callerOf(request));
      const input = { parameters: parameters.parse(request.params), query: query.parse(request.query) };
      const signal = toSignal(response);
      const own = { ...context, signal, revealContent: createReveal(audit, callerOf(request), request, 'api') };
      const format = toExportFormat(input.query);
      if (format) return exportList(endpoint, input, format, own, response);
      if (endpoint.personal) {
        const answer = await endpoint.handle(input, own);
        response.setHeader('Cache-Control', 'no-store').json(answer);
        return;
      }
      const timings = createQueryTimings();
      const reader = timings.time(context.reader);
      const { answer, source } = await answers.answer({
        key: `${endpoint.name} ${JSON.stringify(input)}`,
        ages: toAnswerAges(input.query),
        compute: (shared) => endpoint.handle(input, { ...context, reader, signal: shared, revealContent: async () => false }),
        signal,
      });
      // An answer that others asked for waited for no query.
      if (source === 'computed') response.setHeader('Server-Timing', timings.toHeader());
      if (endpoint.reveal) {
        const revealed = await endpoint.reveal(JSON.parse(answer.body.toString()), own);
        response.setHeader('Cache-Control', 'no-store').json(revealed);
        return;
      }
      response.set({
        'Cache-Control': 'private, no-cache',
        ETag: answer.etag,
        Age: String(Math.floor((performance.now() - answer.at) / 1_000)),
      });
      if (request.fresh) response.status(304).end();
      else response.type('json').send(answer.body);
    });
  }
  return router;
}

/** Aborts when the client leaves before its answer. */
function toSignal(response: Response): AbortSignal {
  const aborted = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) aborted.abort();
  });
  return aborted.signal;
}

function toExpressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
