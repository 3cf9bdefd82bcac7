import './without-eval';
import { type Api, ApiError, createClient, type Query } from '@callsight/query-service/client';
import { z } from 'zod';
import { setRefused } from './login';

export type Path = keyof Api;

/** Something that the API answers, and the schema of the contract that its answer follows. */
export interface Resource<P extends Path> {
  readonly path: P;
  readonly parameters: Api[P]['parameters'];
  readonly query: Query<P>;
  readonly schema: z.ZodType<Api[P]['answer']>;
}

// A login is a cookie of this origin: scripts hold no token.
const client = createClient();

/**
 * Reads a resource and parses the answer: after an upgrade a page that was open before may meet another contract.
 *
 * @throws ApiError for everything but such an answer.
 */
export async function readResource<P extends Path>({ path, parameters, query, schema }: Resource<P>, signal: AbortSignal) {
  const body = await client.get(path, { parameters, query, signal }).catch((error: unknown) => {
    if (error instanceof ApiError && error.problem.status === 401) setRefused(true);
    if (error instanceof ApiError || signal.aborted) throw error;
    throw new ApiError({
      type: 'about:blank',
      title: 'Callsight cannot be reached',
      status: 0,
      detail: 'No answer arrived. Check that the server is still running; this page keeps trying.',
    });
  });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError({
    type: 'about:blank',
    title: 'The answer does not follow the API contract',
    status: 200,
    detail: `${path} answered ${z.prettifyError(parsed.error)}. The page and the server may be of different versions: reload the page.`,
  });
}
