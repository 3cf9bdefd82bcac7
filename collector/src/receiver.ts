import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { create } from '@bufbuild/protobuf';
import { createAuthorization } from './authorization.js';
import { createCors, PREFLIGHT_HEADERS } from './cors.js';
import { CONTENT_TYPES, type Encoding, parseContentType, toBody } from './encoding.js';
import { RpcStatusSchema } from './generated/status_pb.js';
import { createPipeline, type InsertRows } from './pipeline.js';
import type { ReceiverStatus } from './receiver-status.js';
import { Refusal, toRefusal } from './refusal.js';
import { readBody } from './request-body.js';
import { createSignals, DEFAULT_TABLES, type SignalTables } from './signals.js';

const MEBIBYTE = 1024 * 1024;
const DAY_MS = 86_400_000;
/** How long bodies that are still being uploaded hold up a close. */
const UPLOAD_GRACE_MS = 5_000;

export interface OtlpReceiverOptions {
  /** Address to bind; everything but loopback wants `tokens`. */
  host: string;
  /** OTLP/HTTP's own port is 4318; 0 takes any free one. */
  port: number;
  /** Writes rows with the columns of the Collector's clickhouse exporter: spans as Native blocks, the rest as JSONEachRow. */
  insert: InsertRows;
  tables?: Partial<SignalTables>;
  /** Bearer tokens, one of which every request must carry. None by default. */
  tokens?: readonly string[];
  /** Origins of pages, such as `https://app.example`, whose scripts may send here; `*` for all. None by default: no CORS. */
  allowedOrigins?: readonly string[];
  /**
   * Limit of one body, in bytes after decompression; beyond it 413.
   * @default 20 MiB
   */
  maxBodyBytes?: number;
  /**
   * Bytes that all requests under way may hold: bodies, then rows that wait for their insert. Beyond it 429.
   * @default 64 MiB
   */
  maxQueuedBytes?: number;
  /**
   * An insert carries no more bytes than this, unless one request does.
   * @default 16 MiB
   */
  maxInsertBytes?: number;
  /**
   * How long rows wait for those of other requests before their insert, in milliseconds.
   * @default 5
   */
  lingerMs?: number;
  /**
   * Inserts into one table begin no sooner after each other, in milliseconds, unless there is a full one to make.
   * @default 250
   */
  insertIntervalMs?: number;
  /**
   * Older data is rejected, in milliseconds.
   * @default 400 days
   */
  maxAgeMs?: number;
  /**
   * Data from further ahead is rejected, in milliseconds.
   * @default 1 day
   */
  maxAheadMs?: number;
  /** Told of each insert that failed; its requests were answered with 503. */
  onInsertError?: (error: unknown, table: string) => void;
}

/** An OTLP/HTTP server for traces, logs and metrics (opentelemetry-proto 1.11). A request is answered once its rows are durable. */
export interface OtlpReceiver {
  /** @throws when the address cannot be bound. */
  listen(): Promise<{ url: string; port: number }>;
  /** Takes no more requests, and resolves when those under way have been inserted and answered. */
  close(): Promise<void>;
  status(): Promise<ReceiverStatus>;
}

interface Reply {
  status: number;
  body: Buffer;
  headers: Readonly<Record<string, string>>;
}

export function createOtlpReceiver(options: OtlpReceiverOptions): OtlpReceiver {
  const { host, port, insert, maxBodyBytes = 20 * MEBIBYTE, maxQueuedBytes = 64 * MEBIBYTE } = options;
  const { maxInsertBytes = 16 * MEBIBYTE, lingerMs = 5, insertIntervalMs = 250, maxAgeMs = 400 * DAY_MS, maxAheadMs = DAY_MS } = options;
  const authorize = options.tokens ? createAuthorization(options.tokens) : () => {};
  const signals = createSignals({ ...DEFAULT_TABLES, ...options.tables });
  const { onInsertError } = options;
  const pipeline = createPipeline({
    insert,
    maxQueuedBytes,
    maxInsertBytes,
    lingerMs,
    insertIntervalMs,
    maxAgeMs,
    maxAheadMs,
    onInsertError,
  });
  const { budget, counters } = pipeline;
  const allowOrigin = createCors(options.allowedOrigins ?? []);
  const answering = new Set<Promise<void>>();
  let closing: Promise<void> | undefined;

  const server = createServer((request, response) => {
    const answer = respond(request, response).finally(() => answering.delete(answer));
    answering.add(answer);
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encoding = parseContentType(request.headers['content-type']);
    const cors = allowOrigin(request.headers.origin);
    if (request.method === 'OPTIONS' && cors) {
      response.writeHead(204, { ...cors, ...PREFLIGHT_HEADERS }).end();
      return;
    }
    const reply = await receive(request, encoding).catch((error: unknown) => refuse(toRefusal(error), encoding ?? 'json'));
    response.writeHead(reply.status, {
      'content-type': CONTENT_TYPES[encoding ?? 'json'],
      'content-length': reply.body.length,
      ...(closing === undefined ? {} : { connection: 'close' }),
      ...cors,
      ...reply.headers,
    });
    response.end(reply.body);
    if (!response.closed) await new Promise<void>((resolve) => response.once('close', resolve));
  }

  async function receive(request: IncomingMessage, encoding: Encoding | undefined): Promise<Reply> {
    const path = request.url?.split('?', 1)[0] ?? '';
    const signal = signals.get(path);
    if (!signal) throw new Refusal('unknown_path', `Expected ${[...signals.keys()].join(', ')}; got ${path}`);
    if (request.method !== 'POST') throw new Refusal('wrong_method', `Expected POST, got ${request.method}`, { allow: 'POST' });
    authorize(request.headers.authorization);
    if (!encoding) {
      throw new Refusal(
        'unsupported_type',
        `Expected Content-Type ${Object.values(CONTENT_TYPES).join(' or ')}, got ${request.headers['content-type'] ?? 'none'}`,
      );
    }
    if (closing !== undefined) throw new Refusal('closing', 'The receiver is closing; send this request again later');
    const started = performance.now();
    const hold = budget.open();
    try {
      const { body, receivedBytes } = await readBody(request, { maxBytes: maxBodyBytes, hold });
      counters.bodyRead(receivedBytes, body.length);
      const batch = await pipeline.store(signal, body, encoding, hold);
      counters.answered(performance.now() - started);
      return { status: 200, body: signal.toResponse(batch, encoding), headers: {} };
    } finally {
      hold.release();
    }
  }

  function refuse(refusal: Refusal, encoding: Encoding): Reply {
    counters.refused(refusal.reason);
    const status = create(RpcStatusSchema, { code: refusal.rpcCode, message: refusal.message });
    return { status: refusal.status, body: toBody(RpcStatusSchema, status, encoding), headers: refusal.headers };
  }

  async function close(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    const answered = Promise.all(answering);
    await Promise.race([answered, sleep(UPLOAD_GRACE_MS, undefined, { ref: false })]);
    server.closeAllConnections();
    await Promise.all([answered, closed]);
  }

  return {
    async listen() {
      server.listen(port, host);
      await once(server, 'listening');
      const { port: bound } = server.address() as AddressInfo;
      return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, port: bound };
    },
    close() {
      closing ??= close();
      return closing;
    },
    status: async () => counters.read({ requests: budget.holders, bytes: budget.used, maxBytes: maxQueuedBytes }),
  };
}
