import { validateHeaderName, validateHeaderValue } from 'node:http';
import { connect as connectPlain, isIP } from 'node:net';
import { type ConnectionOptions, connect as connectSecure } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { gzipSync } from 'node:zlib';
import { convertLegacyHttpOptions } from '@opentelemetry/otlp-exporter-base/node-http';
import { HttpConnection } from './http-connection.js';

export type SendResult = 'accepted' | 'retry' | 'refused';

export interface Sent {
  result: SendResult;
  /** Why it was not accepted, for the operator. */
  detail: string;
}

/** Sends one OTLP request body, in parts. Never rejects; its connection does not keep the process alive. */
export type Send = (body: readonly Uint8Array[], timeoutMs: number) => Promise<Sent>;

export interface OtlpEndpoint {
  url: string;
  /** OTEL_EXPORTER_OTLP_TIMEOUT. */
  timeoutMs: number;
  send: Send;
}

/** What is sent, as the variables and the paths call it. */
export type Signal = 'traces' | 'metrics';

const RETRYABLE = new Set([408, 429, 502, 503, 504]);

/**
 * The endpoint of a signal that the OTEL_EXPORTER_OTLP_* variables name, by default http://127.0.0.1:4318. The SDK's own exporter is not
 * used because its retries and sockets keep a process with a dead backend alive for ten seconds.
 */
export function createOtlpEndpoint(env: NodeJS.ProcessEnv, signal: Signal): OtlpEndpoint {
  const upper = signal === 'traces' ? 'TRACES' : 'METRICS';
  // "localhost" is the exporter's default and may resolve to an address on which nothing listens.
  const named = env[`OTEL_EXPORTER_OTLP_${upper}_ENDPOINT`]?.trim() || env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim();
  const given = named ? {} : { url: `http://127.0.0.1:4318/v1/${signal}` };
  const options = convertLegacyHttpOptions(given, upper, `v1/${signal}`, { 'Content-Type': 'application/x-protobuf' });
  const url = new URL(options.url);
  const zipped = options.compression === 'gzip';
  /** What all requests have in common. */
  let common: { head: string; connect: () => HttpConnection } | undefined;
  let idle: HttpConnection | undefined;

  async function prepare() {
    const headers = { ...(await options.headers()), ...(zipped ? { 'Content-Encoding': 'gzip' } : {}) };
    const head = headOf(url, headers);
    const { options: tls = {} } = (await options.agentFactory(url.protocol)) as { options?: ConnectionOptions };
    return { head, connect: () => connectTo(url, tls) };
  }

  async function send(parts: readonly Uint8Array[], timeoutMs: number): Promise<Sent> {
    const body = zipped ? [gzipSync(Buffer.concat(parts))] : parts;
    common ??= await prepare();
    const length = body.reduce((sum, part) => sum + part.length, 0);
    const head = Buffer.from(`${common.head}content-length: ${length}\r\n\r\n`, 'latin1');
    return await post(common.connect, [head, ...body], timeoutMs);
  }

  async function post(connect: () => HttpConnection, request: readonly Uint8Array[], timeoutMs: number): Promise<Sent> {
    const connection = idle?.isOpen ? idle : connect();
    idle = undefined;
    const reply = await connection.request(request, timeoutMs);
    if (connection.isOpen && idle === undefined) idle = connection;
    else connection.close();
    if ('status' in reply) return judge(reply.status);
    // The backend may close a connection that was kept just as it is used again.
    if (reply.isStale) return post(connect, request, timeoutMs);
    return { result: 'retry', detail: reply.failure };
  }
  return { url: options.url, timeoutMs: options.timeoutMillis, send: (body, timeoutMs) => send(body, timeoutMs).catch(toSent) };
}

/** All lines of a request's head but that of its length. Throws for what cannot be in a head. */
function headOf(url: URL, given: Record<string, string>): string {
  const { auth, path } = urlToHttpOptions(url);
  const headers = new Map([
    ['host', url.host],
    ['connection', 'keep-alive'],
  ]);
  if (auth) headers.set('authorization', `Basic ${Buffer.from(auth).toString('base64')}`);
  for (const [name, value] of Object.entries(given)) headers.set(name.toLowerCase(), value);
  const lines = [...headers].map(([name, value]) => {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return `${name}: ${value}\r\n`;
  });
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}`;
}

function connectTo(url: URL, { ca, cert, key }: ConnectionOptions): HttpConnection {
  const { hostname, port } = urlToHttpOptions(url);
  const host = hostname ?? '';
  if (url.protocol !== 'https:') return new HttpConnection(connectPlain({ host, port: Number(port ?? 80) }));
  const name = isIP(host) ? {} : { servername: host };
  return new HttpConnection(connectSecure({ host, port: Number(port ?? 443), ca, cert, key, ...name }));
}

function judge(status: number): Sent {
  if (status >= 200 && status < 300) return { result: 'accepted', detail: '' };
  return { result: RETRYABLE.has(status) ? 'retry' : 'refused', detail: `status ${status}` };
}

function toSent(error: unknown): Sent {
  return { result: 'refused', detail: String(error) };
}
