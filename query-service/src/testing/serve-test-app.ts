import { openTestEngine, type TestEngine } from '@callsight/clickhouse/testing';
import { pino } from 'pino';
import { createApp } from '../app.js';
import { auditTable } from '../audit/audit-log.js';
import { readApiTokens } from '../configuration/api-tokens.js';
import { listen } from '../http/listen.js';

export interface TestApp {
  engine: TestEngine;
  url: string;
  /** Queries that were sent to the engine so far. */
  queries(): number;
  /** Status and body of a GET below `/api/v1`. */
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  /** Body of a GET below `/api/v1` that must be answered with 200. */
  read<Body>(path: string): Promise<Body>;
  close(): Promise<void>;
}

/** The API over the real engine, on a port of its own. */
export async function serveTestApp(options: { tokens?: string[]; rateLimit?: number; pageDirectory?: string } = {}): Promise<TestApp> {
  const engine = await openTestEngine();
  let queries = 0;
  const client = new Proxy(engine.reader, {
    get(reader, name) {
      if (name === 'query' || name === 'exec') queries += 1;
      const value: unknown = Reflect.get(reader, name);
      return typeof value === 'function' ? value.bind(reader) : value;
    },
  });
  const { app, close } = createApp({
    client,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    tokens: readApiTokens(options.tokens?.join(), undefined),
    rateLimit: options.rateLimit,
    insertReveal: (row) => engine.insert(auditTable, Buffer.from(JSON.stringify(row))),
    connect: () => ({ otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: false }),
    pageDirectory: options.pageDirectory ?? '/nonexistent',
    version: '0.0.0',
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0, variable: 'CALLSIGHT_PORT' });
  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${server.url}/api/v1${path}`, { headers });
    return { status: response.status, body: (await response.json()) as unknown };
  }
  return {
    engine,
    url: server.url,
    queries: () => queries,
    get,
    async read<Body>(path: string) {
      const { status, body } = await get(path);
      if (status !== 200) throw new Error(`expected GET ${path} to be answered with 200, got ${status}: ${JSON.stringify(body)}`);
      return body as Body;
    },
    async close() {
      close();
      await server.close();
      await engine.close();
    },
  };
}
