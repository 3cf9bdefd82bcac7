import type { IncomingMessage } from 'node:http';
import { SqlException } from './sql-exception.js';

/** What ClickHouse's HTTP interface reads from the URL and headers of a request. */
export interface SqlRequest {
  path: string;
  /** GET and HEAD only read. */
  reads: boolean;
  /** The statement, or its beginning, where it is in the URL. */
  query: string;
  /** Empty for the default. */
  database: string;
  /** Output format where the query names none. */
  format: string;
  /** Values of `{name:Type}` placeholders, escaped as ClickHouse wants them in a URL. */
  parameters: Record<string, string>;
  /** Settings for this query alone. */
  settings: Record<string, string>;
  queryId: string;
  /** Encodings that the caller takes, where it asks for compression; else empty. */
  acceptEncoding: string;
  contentEncoding: string;
  /** The answer in ClickHouse's compressed blocks. */
  compress: boolean;
  /** The body in ClickHouse's compressed blocks. */
  decompress: boolean;
  /** Set by drivers that want Native blocks of a protocol revision. */
  clientProtocolVersion: number;
  /** Password or bearer token. */
  secret: string | undefined;
}

/** Names in the URL that are no settings, and settings of the server's HTTP side that have no meaning here. */
const notSettings = new Set(
  `add_http_cors_header async_insert async_insert_busy_timeout_ms async_insert_max_data_size async_insert_deduplicate buffer_size
  cancel_http_readonly_queries_on_client_close client_protocol_version compress database decompress default_format
  enable_http_compression http_headers_progress_interval_ms http_response_buffer_size http_wait_end_of_query
  http_write_exception_in_output_format http_zlib_compression_level log_comment password query query_id quota_key readonly
  send_progress_in_http_headers session_check session_timeout stacktrace user wait_end_of_query wait_for_async_insert
  wait_for_async_insert_timeout`.split(/\s+/),
);

/** @throws SqlException when the request asks for what there is not here. */
export function parseSqlRequest(request: IncomingMessage): SqlRequest {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const parameters: Record<string, string> = {};
  const settings: Record<string, string> = {};
  for (const [name, value] of searchParams) {
    const parameter = /^param_(\w+)$/.exec(name)?.[1];
    if (parameter) parameters[parameter] = value;
    else if (name === 'session_id' || name === 'role')
      throw new SqlException(48, `${name} is not supported: every request stands alone, with the rights of its token`);
    else if (!notSettings.has(name)) settings[toSettingName(name)] = value;
  }
  const flag = (name: string) => ['1', 'true'].includes(searchParams.get(name) ?? '');
  return {
    path: pathname,
    reads: request.method === 'GET' || request.method === 'HEAD',
    query: searchParams.get('query') ?? '',
    database: searchParams.get('database') ?? header(request, 'x-clickhouse-database') ?? '',
    format: header(request, 'x-clickhouse-format') ?? searchParams.get('default_format') ?? 'TabSeparated',
    parameters,
    settings,
    queryId: searchParams.get('query_id') ?? header(request, 'x-clickhouse-query-id') ?? '',
    acceptEncoding: flag('enable_http_compression') ? (header(request, 'accept-encoding') ?? '') : '',
    contentEncoding: header(request, 'content-encoding') ?? '',
    compress: flag('compress'),
    decompress: flag('decompress'),
    clientProtocolVersion: Number(searchParams.get('client_protocol_version') ?? 0),
    secret: toSecret(request, searchParams),
  };
}

function toSettingName(name: string): string {
  if (/^[a-z]\w*$/i.test(name)) return name;
  throw new SqlException(115, `Setting ${JSON.stringify(name)} is neither a builtin setting nor a parameter of a query`);
}

function toSecret(request: IncomingMessage, searchParams: URLSearchParams): string | undefined {
  const [scheme, value = ''] = (header(request, 'authorization') ?? '').split(' ');
  if (scheme === 'Bearer') return value;
  const password =
    scheme === 'Basic'
      ? Buffer.from(value, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : (header(request, 'x-clickhouse-key') ?? searchParams.get('password'));
  return password || undefined;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
