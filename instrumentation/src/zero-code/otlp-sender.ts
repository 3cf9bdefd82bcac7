import * as http from 'node:http';
import * as https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { gzipSync } from 'node:zlib';
import { convertLegacyHttpOptions } from '@opentelemetry/otlp-exporter-base/node-http';

export type SendResult = 'accepted' | 'retry' | 'refused';

export interface Sent {
  result: SendResult;
  /** Why it was not accepted, for the operator. */
  detail: string;
}

/** Sends one OTLP request body, in parts. Never throws; its socket does not keep the process alive. */
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
  const { request } = url.protocol === 'https:' ? https : http;
  const zipped = options.compression === 'gzip';
  /** What all requests have in common: requests are rare enough for the engine to interpret all that is done for each. */
  let common: http.RequestOptions | undefined;

  async function prepare(): Promise<http.RequestOptions> {
    const headers = { ...(await options.headers()), ...(zipped ? { 'Content-Encoding': 'gzip' } : {}) };
    // One agent, because it keeps the connection between requests.
    return { ...urlToHttpOptions(url), method: 'POST', headers, agent: await options.agentFactory(url.protocol) };
  }

  async function send(parts: readonly Uint8Array[], timeoutMs: number): Promise<Sent> {
    const body = zipped ? [gzipSync(Buffer.concat(parts))] : parts;
    common ??= await prepare();
    return await post(common, body, timeoutMs);
  }

  function post(to: http.RequestOptions, body: readonly Uint8Array[], timeoutMs: number): Promise<Sent> {
    const length = body.reduce((sum, part) => sum + part.length, 0);
    return new Promise((resolve) => {
      const call = request({ ...to, headers: { ...to.headers, 'Content-Length': length } }, (response) => {
        response.resume();
        response.once('close', () => resolve(judge(response.statusCode ?? 0)));
      });
      call.once('socket', (socket) => socket.unref());
      let isLate = false;
      call.once('error', (error) => {
        // The backend may close a connection that was kept just as it is used again.
        if (call.reusedSocket && !isLate) resolve(post(to, body, timeoutMs));
        else resolve({ result: 'retry', detail: error.message || String(Reflect.get(error, 'code')) });
      });
      const timer = setTimeout(() => {
        isLate = true;
        resolve({ result: 'retry', detail: `no answer within ${timeoutMs} ms` });
        call.destroy();
      }, timeoutMs).unref();
      call.once('close', () => clearTimeout(timer));
      for (const part of body) call.write(part);
      call.end();
    });
  }
  return { url: options.url, timeoutMs: options.timeoutMillis, send: (body, timeoutMs) => send(body, timeoutMs).catch(toSent) };
}

function judge(status: number): Sent {
  if (status >= 200 && status < 300) return { result: 'accepted', detail: '' };
  return { result: RETRYABLE.has(status) ? 'retry' : 'refused', detail: `status ${status}` };
}

function toSent(error: unknown): Sent {
  return { result: 'refused', detail: String(error) };
}
