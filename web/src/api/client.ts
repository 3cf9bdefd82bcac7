import './without-eval';
import { type Problem, problem } from '@callsight/query-service/contract';
import { z } from 'zod';
import { setRefused } from './login';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** What the API, or the way to it, has to say about a failed request. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** Reads one resource below `/api/v1` and parses it by the contract's schema; throws an `ApiError` for everything else. */
export async function readResource<T>(path: string, query: Query, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const url = toUrl(path, query);
  const reply = await send(url, signal);
  const body: unknown = await reply.json().catch(() => undefined);
  if (reply.status === 401) setRefused(true);
  if (!reply.ok) throw new ApiError(toProblem(body, reply, url));
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError({
    type: 'about:blank',
    title: 'The answer does not follow the API contract',
    status: reply.status,
    detail: `${url} answered ${z.prettifyError(parsed.error)}. The page and the server may be of different versions: reload the page.`,
  });
}

async function send(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { headers: { accept: 'application/json' }, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError({
      type: 'about:blank',
      title: 'Callsight cannot be reached',
      status: 0,
      detail: 'No answer arrived. Check that the server is still running; this page keeps trying.',
    });
  }
}

function toProblem(body: unknown, reply: Response, url: string): Problem {
  const parsed = problem.safeParse(body);
  if (parsed.success) return parsed.data;
  const title = `The server answered ${reply.status} ${reply.statusText}`.trim();
  return { type: 'about:blank', title, status: reply.status, detail: `Expected JSON from ${url}; something else arrived.` };
}

/** Address of a resource: empty and missing parameters are left out. */
export function toUrl(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const search = parameters.toString();
  return `/api/v1/${path}${search === '' ? '' : `?${search}`}`;
}
