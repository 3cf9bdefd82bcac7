import type { Api, Problem } from './api.js';

/** What the API has to say about a request that failed. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(readonly problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
  }
}

export interface ClientOptions {
  /** Where Callsight is, such as `http://127.0.0.1:4000`. @default the page’s own origin */
  baseUrl?: string;
  /** An API token; a page that logged in needs none. */
  token?: string;
  /** @default the global one */
  fetch?: typeof globalThis.fetch;
}

/** What can be asked of a path; undefined and empty values are left out. */
export type Query<Path extends keyof Api> = { readonly [Name in keyof Api[Path]['query']]?: Api[Path]['query'][Name] | undefined };

/** What a request to a path takes. */
export interface Input<Path extends keyof Api> {
  parameters: Api[Path]['parameters'];
  query?: Query<Path>;
  signal?: AbortSignal;
}

/** Paths without parameters need no input. */
export type Arguments<Path extends keyof Api> =
  Record<never, never> extends Api[Path]['parameters'] ? [input?: Partial<Input<Path>>] : [input: Input<Path>];

export interface Client {
  /**
   * Reads one path of the API below `/api/v1`.
   *
   * @throws ApiError for every answer that is none, with the problem that the API tells.
   */
  get<Path extends keyof Api>(path: Path, ...input: Arguments<Path>): Promise<Api[Path]['answer']>;
}

/** A typed client of Callsight’s API, for browsers and Node.js. */
export function createClient({ baseUrl = '', token, fetch = globalThis.fetch }: ClientOptions = {}): Client {
  return {
    async get(path, ...[input]) {
      const url = `${baseUrl.replace(/\/$/, '')}${toAddress(path, input)}`;
      const response = await fetch(url, {
        headers: { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        ...(input?.signal ? { signal: input.signal } : {}),
      });
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw new ApiError(toProblem(body, response, url));
      return body as never;
    },
  };
}

/** Where a path is read below the server's own address, for links and downloads. */
export function toAddress<Path extends keyof Api>(path: Path, input: Partial<Input<Path>> = {}): string {
  return `/api/v1${toPath(path, input.parameters ?? {})}${toSearch(input.query ?? {})}`;
}

function toPath(path: string, parameters: object): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(Reflect.get(parameters, name))));
}

/** Empty and missing values are left out. */
function toSearch(query: object): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

function toProblem(body: unknown, { status, statusText }: Response, url: string): Problem {
  if (typeof body === 'object' && body !== null && 'title' in body && 'detail' in body) return body as Problem;
  const title = `The server answered ${status} ${statusText}`.trim();
  return { type: 'about:blank', title, status, detail: `Expected JSON from ${url}; something else arrived.` };
}
