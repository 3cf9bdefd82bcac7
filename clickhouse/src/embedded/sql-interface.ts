import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { ClickHouseClient } from '@clickhouse/client';
import { parseSqlRequest, type SqlRequest } from './sql-request.js';

export interface SqlInterfaceOptions {
  /** A read-only client of its own: its queries run one after another. */
  client: ClickHouseClient;
  database: string;
  /** Whether a password (of any user name) or bearer token may read. */
  accepts: (secret: string | undefined) => boolean;
  /** Whether a request with this Host header is meant for this server. */
  acceptsHost: (host: string | undefined) => boolean;
}

const maximumQueryBytes = 1_048_576;

/**
 * ClickHouse's HTTP interface over the embedded engine, for reading: `curl`, `@clickhouse/client`, Grafana. Queries arrive by
 * GET or POST, with `{name:Type}` parameters as `param_name`; the reader's settings stand, and settings of the request are ignored.
 */
export function createSqlInterface(options: SqlInterfaceOptions): RequestListener {
  return (request, response) => {
    respond(request, response, options).catch((error: unknown) => sendError(response, error));
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, options: SqlInterfaceOptions): Promise<void> {
  if (!options.acceptsHost(request.headers.host))
    return sendText(response, 421, 'Expected a Host header of this machine such as localhost.\n');
  const parsed = parseSqlRequest(request);
  if (parsed.path === '/ping') return sendText(response, 200, 'Ok.\n');
  if (parsed.path !== '/') return sendText(response, 404, `There is no resource ${parsed.path}; send queries to / and pings to /ping.\n`);
  if (!options.accepts(parsed.secret)) {
    response.setHeader('WWW-Authenticate', 'Basic realm="ClickHouse SQL"');
    return sendException(response, 516, 'Authentication failed: expected one of CALLSIGHT_API_TOKENS as the password');
  }
  if (parsed.database !== '' && parsed.database !== 'default' && parsed.database !== options.database) {
    return sendException(response, 81, `Database ${parsed.database} does not exist: there is ${options.database}`);
  }
  const body = await readBody(request);
  const query = [parsed.query, body].filter((part) => part.trim() !== '').join('\n');
  if (query === '') return sendText(response, 200, 'Ok.\n');
  await sendResult(response, options, parsed, query);
}

async function sendResult(response: ServerResponse, options: SqlInterfaceOptions, request: SqlRequest, query: string): Promise<void> {
  // A USE of an earlier query would last on this connection. Parameters are passed on as the caller escaped them for their types.
  const parameters = Object.entries(request.parameters).map(([name, value]) => `SET param_${name} = ${toLiteral(value)}; `);
  const result = await options.client.exec({
    query: `USE ${options.database}; ${parameters.join('')}${query}`,
    clickhouse_settings: { default_format: request.format },
  });
  response.setHeader('X-ClickHouse-Query-Id', request.queryId || randomUUID());
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  response.setHeader(
    'Content-Type',
    /json/i.test(query.slice(-40) + request.format) ? 'application/json; charset=UTF-8' : 'text/plain; charset=UTF-8',
  );
  if (!request.gzip) return pipeline(result.stream, response);
  response.setHeader('Content-Encoding', 'gzip');
  return pipeline(result.stream, createGzip({ level: 1 }), response);
}

function toLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const stream = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumQueryBytes) throw new Error(`Query too long: expected at most ${maximumQueryBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Codes of the system, such as EPIPE, are words; 1002 is ClickHouse's for anything unknown.
  sendException(response, /^\d+$/.test(code) ? Number(code) : 1002, message);
}

/** Statuses as ClickHouse maps its codes; every other error is 500. */
const statuses: Record<number, number> = { 36: 400, 47: 404, 60: 404, 62: 400, 81: 404, 159: 408, 164: 403, 497: 403, 516: 401 };

function sendException(response: ServerResponse, code: number, message: string): void {
  response.setHeader('X-ClickHouse-Exception-Code', String(code));
  sendText(response, statuses[code] ?? 500, `Code: ${code}. DB::Exception: ${message}\n`);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=UTF-8' }).end(text);
}
