import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { EmbeddedEngine } from '../engine.js';
import { answerHandshake, isHandshake } from './handshake.js';
import { readQuery } from './read-query.js';
import { SqlException, toSqlException } from './sql-exception.js';
import { parseSqlRequest, type SqlRequest } from './sql-request.js';
import { type SqlAnswer, sendAnswer, sendException } from './sql-response.js';
import type { SqlRole } from './sql-session.js';
import { type InsertStatement, parseSqlStatement } from './sql-statement.js';
import { toInsertFromFile, withUpload } from './sql-upload.js';

/** What a caller may do. `own` is for a caller that stands in for the owner of a ClickHouse server: anything. */
export interface SqlAccess {
  read: boolean;
  /** Writes down that content is read, before it is. @default content cannot be read */
  reveal?: ((to: { address: string; queryId: string }) => Promise<void>) | undefined;
  insert: boolean;
  own?: boolean;
}

export interface SqlInterfaceOptions {
  engine: EmbeddedEngine;
  /** What a password (of any user name) or bearer token allows. */
  access: (secret: string | undefined) => SqlAccess;
  /** Whether a request with this Host header is meant for this server. */
  acceptsHost: (host: string | undefined) => boolean;
}

/** Where an ingest token may insert: spans reach the model through the landing table only. */
const insertTables = /^otel_(traces_landing|logs|metrics_\w+)$/;
/** ClickHouse's ACCESS_DENIED. */
const accessDenied = 497;
/** What an ingest token may set: how its rows are written, how long that may take, and nothing of what becomes of them. */
const insertSettings = /^(input_format_\w+|date_time_input_format|format_csv_\w+|max_execution_time)$/;

/**
 * ClickHouse's HTTP interface over the embedded engine: `curl`, `@clickhouse/client`, clickhouse-go (the Collector's exporter, Grafana).
 * Reading is limited in time, memory and rows; inserting needs an ingest token.
 */
export function createSqlInterface(options: SqlInterfaceOptions): RequestListener {
  return (request, response) => {
    response.setHeader('X-ClickHouse-Server-Display-Name', 'callsight');
    respond(request, response, options).catch(() => response.destroy());
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, options: SqlInterfaceOptions): Promise<void> {
  if (!options.acceptsHost(request.headers.host))
    return sendText(response, 421, 'Expected a Host header of this machine such as localhost.\n');
  let parsed: SqlRequest | undefined;
  try {
    parsed = parseSqlRequest(request);
    if (parsed.path === '/ping') return sendText(response, 200, 'Ok.\n');
    if (parsed.path !== '/') return sendText(response, 404, `There is no resource ${parsed.path}; send queries to / and pings to /ping.\n`);
    const answer = await run(request, response, parsed, options);
    if (answer) await sendAnswer(response, parsed, answer);
    else sendText(response, 200, 'Ok.\n');
  } catch (error) {
    // What is left of the body would stand in the way of the next request on this connection.
    request.resume();
    await sendException(response, parsed ?? { compress: false, acceptEncoding: '' }, error);
  }
}

async function run(
  request: IncomingMessage,
  response: ServerResponse,
  parsed: SqlRequest,
  { engine, access }: SqlInterfaceOptions,
): Promise<SqlAnswer | undefined> {
  const allowed = toAllowed(access(parsed.secret), parsed.secret);
  const query = await readQuery(request, parsed);
  if (query.text === '') return undefined;
  const queryId = parsed.queryId || randomUUID();
  response.setHeader('X-ClickHouse-Query-Id', queryId);
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  const leave = new AbortController();
  response.once('close', () => leave.abort());
  const role: SqlRole = allowed.own ? 'callsight_owner' : allowed.read ? 'callsight_sql' : 'callsight_ingest';
  const sessionOptions = { ...parsed, database: toDatabase(parsed.database), signal: leave.signal };
  const runAs = (as: SqlRole) =>
    engine.withSqlSession({ ...sessionOptions, role: as }, async (session) => {
      if (isHandshake(query.text, parsed.clientProtocolVersion)) return answerHandshake(session);
      const statement = await parseSqlStatement(session, query.text, as);
      if (statement.kind === 'insert') return statement;
      const result = await session.run(query.text, parsed.format);
      const format = statement.format ?? parsed.format;
      return { body: result.bytes(), format, summary: { result_rows: result.rowsRead, elapsed_ns: toNanoseconds(result.elapsed) } };
    });
  const done = await runAs(role).catch(async (error: unknown) => {
    if (role !== 'callsight_sql' || !allowed.reveal || !isRefusedContent(error)) throw error;
    await allowed.reveal({ address: request.socket.remoteAddress ?? '', queryId });
    return runAs('callsight_reader');
  });
  if (!('kind' in done)) return done;
  checkInsert(allowed, done, parsed);
  return withUpload({ ...query.rows, directory: engine.uploadDirectory }, (path) =>
    engine.withSqlSession({ ...sessionOptions, role: 'callsight_owner' }, async (session) => {
      const result = await session.run(toInsertFromFile(done, path, query.rows.encoding));
      return {
        body: Buffer.alloc(0),
        format: parsed.format,
        summary: { written_rows: result.rowsRead, elapsed_ns: toNanoseconds(result.elapsed) },
      };
    }),
  );
}

function toAllowed(allowed: SqlAccess, secret: string | undefined): SqlAccess {
  if (allowed.own || allowed.read || allowed.insert) return allowed;
  if (secret === undefined) throw new SqlException(194, 'Authentication failed: a token is required as the password, with any user name');
  throw new SqlException(
    516,
    'Authentication failed: expected one of CALLSIGHT_API_TOKENS (to read) or CALLSIGHT_INGEST_TOKENS (to insert) as the password',
  );
}

/** Whether the engine refused a query because it reads what is told to the audit first: it alone knows what a query reads. */
function isRefusedContent(error: unknown): boolean {
  const { code, message } = toSqlException(error);
  return code === accessDenied && /\bcallsight\.(mcp_content|otel_logs)\b/.test(message);
}

/** The rows are inserted with the owner's rights, so what an ingest token may do is decided here. */
function checkInsert(allowed: SqlAccess, { database, table }: InsertStatement, { settings }: SqlRequest): void {
  if (allowed.own) return;
  if (!allowed.insert) {
    throw new SqlException(
      497,
      'Not enough privileges: to insert, send one of CALLSIGHT_INGEST_TOKENS as the password; with none set, inserting is closed',
    );
  }
  if ((database !== '' && database !== 'callsight') || !insertTables.test(table)) {
    throw new SqlException(
      497,
      `Not enough privileges: expected an insert into otel_traces_landing, otel_logs or otel_metrics_*, got ${database && `${database}.`}${table}`,
    );
  }
  const refused = Object.keys(settings).find((name) => !insertSettings.test(name));
  if (refused)
    throw new SqlException(
      452,
      `Setting ${refused} should not be changed by an insert: expected input_format_*, date_time_input_format or max_execution_time`,
    );
}

/** Drivers name the database that every server has where they are told none. */
function toDatabase(name: string): string {
  return name === '' || name === 'default' ? 'callsight' : name;
}

function toNanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=UTF-8' }).end(text);
}
