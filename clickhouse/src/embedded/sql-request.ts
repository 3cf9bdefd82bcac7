import type { IncomingMessage } from 'node:http';
import type { ClickHouseSettings } from '@clickhouse/client';

/** What ClickHouse's HTTP interface reads from the URL and headers of a request. */
export interface SqlRequest {
  path: string;
  /** The part of the query that is in the URL. */
  query: string;
  /** Empty for the default. */
  database: string;
  /** Output format where the query names none. */
  format: NonNullable<ClickHouseSettings['default_format']>;
  /** Values of `{name:Type}` placeholders, escaped as ClickHouse wants them in a URL. */
  parameters: Record<string, string>;
  queryId: string;
  /** The caller takes a compressed answer. */
  gzip: boolean;
  /** Password or bearer token. */
  secret: string | undefined;
}

export function parseSqlRequest(request: IncomingMessage): SqlRequest {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const parameters: Record<string, string> = {};
  for (const [name, value] of searchParams) {
    const parameter = /^param_(\w+)$/.exec(name)?.[1];
    if (parameter) parameters[parameter] = value;
  }
  return {
    path: pathname,
    query: searchParams.get('query') ?? '',
    database: searchParams.get('database') ?? header(request, 'x-clickhouse-database') ?? '',
    // The engine rejects a name that it does not know.
    format: (header(request, 'x-clickhouse-format') ?? searchParams.get('default_format') ?? 'TabSeparated') as SqlRequest['format'],
    parameters,
    queryId: searchParams.get('query_id') ?? '',
    gzip: searchParams.get('enable_http_compression') === '1' && /\bgzip\b/.test(header(request, 'accept-encoding') ?? ''),
    secret: toSecret(request, searchParams),
  };
}

function toSecret(request: IncomingMessage, searchParams: URLSearchParams): string | undefined {
  const [scheme, value = ''] = (header(request, 'authorization') ?? '').split(' ');
  if (scheme === 'Bearer') return value;
  if (scheme === 'Basic')
    return Buffer.from(value, 'base64')
      .toString('utf8')
      .replace(/^[^:]*:/, '');
  return header(request, 'x-clickhouse-key') ?? searchParams.get('password') ?? undefined;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
