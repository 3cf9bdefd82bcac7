import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Problem } from '../contract/index.js';
import { CursorError } from '../database/cursor.js';
import { PeriodError } from '../period/period.js';
import { requestIdOf } from './request-log.js';

/** An error that the caller can act on. */
export class ProblemError extends Error {
  override name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    readonly errors?: Problem['errors'],
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

export function notFound(what: string): ProblemError {
  return new ProblemError(404, 'Not found', `${what} does not exist, or is older than the retention period.`);
}

export function sendProblem(response: Response, { status, title, message, errors }: ProblemError): void {
  const problem: Problem = { type: 'about:blank', title, status, detail: message, ...(errors ? { errors } : {}) };
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

export const unknownPath: RequestHandler = (request) => {
  throw new ProblemError(
    404,
    'Not found',
    `There is nothing at ${request.method} ${request.originalUrl.split('?')[0]}; /api/v1/openapi.json lists what there is.`,
  );
};

/** Turns whatever a handler threw into problem details; what is nobody's input is logged and answered without its inside. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // Nobody waits any more: the query was abandoned with its request.
    if (response.destroyed && isDeparture(error)) return;
    if (response.headersSent) {
      log.error({ err: error, path: request.path, requestId: requestIdOf(request) }, 'an answer broke off');
      if (!response.destroyed) next(error);
      return;
    }
    if (response.destroyed) return;
    const problem = toProblem(error);
    if (problem.status >= 500) log.error({ err: error, path: request.path, requestId: requestIdOf(request) }, 'request failed');
    if (problem.status === 503) response.setHeader('Retry-After', '5');
    sendProblem(response, problem);
  };
}

/** Whether an error says no more than that the client left. */
function isDeparture(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'));
}

/** Any error as the caller may see it. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof z.ZodError) {
    const errors = error.issues.map(({ path, message, ...issue }) => ({
      parameter: path.join('.') || ('keys' in issue && Array.isArray(issue.keys) ? issue.keys.join(', ') : ''),
      detail: message,
      ...('params' in issue && typeof issue.params?.position === 'number' ? { position: issue.params.position } : {}),
    }));
    return new ProblemError(400, 'Invalid request', errors.map(({ parameter, detail }) => `${parameter}: ${detail}`).join('; '), errors);
  }
  if (error instanceof PeriodError) return new ProblemError(400, 'Invalid period', error.message);
  if (error instanceof CursorError)
    return new ProblemError(400, 'Invalid cursor', error.message, [{ parameter: 'cursor', detail: error.message }]);
  return (
    toBodyProblem(error) ??
    toDatabaseProblem(error) ??
    new ProblemError(500, 'Internal error', 'The request failed inside Callsight; its log has the reason.')
  );
}

/** What the parser of a request's body has to say; it gives each of its errors a type. */
function toBodyProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error && 'type' in error && 'status' in error && typeof error.status === 'number')) return undefined;
  return error.status < 500 ? new ProblemError(error.status, 'Unreadable body', `Expected JSON: ${error.message}.`) : undefined;
}

/** ClickHouse’s codes for a query that ran out of time, memory or rows, and the system’s for a server that is not there. */
const limitCodes = new Set(['159', '160', '241', '307', '396']);
const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', '210', '209']);

function toDatabaseProblem(error: unknown): ProblemError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (limitCodes.has(code)) {
    return new ProblemError(
      422,
      'Query too large',
      'The query exceeded its limit of time, memory or rows: choose a shorter period or more filters.',
    );
  }
  if (connectionCodes.has(code)) {
    return new ProblemError(503, 'Database unavailable', 'ClickHouse cannot be reached; the request can be repeated.');
  }
  return undefined;
}
