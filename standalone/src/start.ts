import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyRetention, migrate } from '@callsight/clickhouse';
import { createSqlInterface, type EmbeddedEngine, openEngine } from '@callsight/clickhouse/embedded';
import { createOtlpReceiverThread, createTokenCheck } from '@callsight/collector';
import {
  type ApiToken,
  auditTable,
  ConfigurationError,
  createApp,
  createAuditLog,
  createAuthenticate,
  createHostCheck,
  createSelfTelemetry,
  type InsertReveal,
  isLoopback,
  type Listening,
  listen,
  readApiTokens,
  readTokens,
  toListenError,
} from '@callsight/query-service';
import { pageDirectory } from '@callsight/web';
import { destination, pino } from 'pino';
import { z } from 'zod';
import { createRegistry } from './metrics.js';
import { toReceiverHealth } from './receiver-health.js';
import type { Configuration } from './variables.js';

/** A running Callsight; the addresses are those that were bound. */
export interface Callsight {
  pageUrl: string;
  otlpUrl: string;
  /** Undefined when the SQL interface is off. */
  sqlUrl: string | undefined;
  /** Stops taking spans, inserts what was accepted, ends open streams and closes the engine. */
  stop(): Promise<void>;
}

export const database = 'callsight';

const manifest = z.object({ version: z.string() });
export const { version } = manifest.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

/**
 * Composes the rooms in this process: embedded receiver, embedded engine, query service and page.
 *
 * @throws ConfigurationError, DataDirectoryError or SchemaError with a message for the operator.
 */
export async function startCallsight(configuration: Configuration): Promise<Callsight> {
  const host = configuration.CALLSIGHT_HOST;
  const tokens = toTokens(configuration);
  const log = pino({ level: configuration.CALLSIGHT_LOG_LEVEL }, destination(2));
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const engine = await openEngine({
      dataDirectory: resolve(configuration.CALLSIGHT_DATA_DIR),
      database,
      memoryBytes: toMemoryBytes(configuration),
    });
    undo.push(() => engine.close());
    await prepareSchema(engine, configuration);
    const receiver = createOtlpReceiverThread({
      host,
      port: configuration.CALLSIGHT_OTLP_PORT,
      ...(tokens.ingest.length > 0 ? { tokens: tokens.ingest } : {}),
      allowedOrigins: configuration.CALLSIGHT_OTLP_ALLOWED_ORIGINS,
      insert: engine.insert,
      onInsertError: (error, table) => log.error({ err: error, table }, 'an insert failed; its senders were told to try again'),
    });
    undo.push(() => receiver.close());
    const otlp = await receiver.listen().catch((error: NodeJS.ErrnoException) => {
      throw toListenError(error, { host, port: configuration.CALLSIGHT_OTLP_PORT, variable: 'CALLSIGHT_OTLP_PORT' });
    });
    const telemetry = createSelfTelemetry(otlp.url, tokens.ingest[0]);
    undo.push(() => telemetry.close());
    const insertReveal: InsertReveal = (row) => engine.insert(auditTable, Buffer.from(JSON.stringify(row)));
    const { app, close } = createApp({
      client: engine.reader,
      log,
      host,
      tokens: tokens.api,
      rateLimit: configuration.CALLSIGHT_RATE_LIMIT,
      insertReveal,
      receiver: async () => toReceiverHealth(await receiver.status()),
      connect: () => ({ otlpEndpoint: otlp.url, tokenRequired: tokens.ingest.length > 0 }),
      pageDirectory,
      version,
      registry: createRegistry(receiver),
      tracerProvider: telemetry.tracerProvider,
    });
    const page = await listen(app, { host, port: configuration.CALLSIGHT_PORT, variable: 'CALLSIGHT_PORT' });
    undo.push(() => page.close(), close);
    const sql = await openSql(engine, configuration, { tokens, insertReveal });
    if (sql) undo.push(() => sql.close());
    return { pageUrl: page.url, otlpUrl: otlp.url, sqlUrl: sql?.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export function toMemoryBytes({ CALLSIGHT_MEMORY_MB }: Configuration): number {
  return CALLSIGHT_MEMORY_MB * 1_048_576;
}

interface Tokens {
  api: ApiToken[];
  ingest: string[];
}

/** @throws ConfigurationError when others can reach the process and one of its doors has no token. */
function toTokens(configuration: Configuration): Tokens {
  const tokens = {
    api: readApiTokens(configuration.CALLSIGHT_API_TOKENS, configuration.CALLSIGHT_API_TOKENS_FILE),
    ingest: readTokens(configuration.CALLSIGHT_INGEST_TOKENS, configuration.CALLSIGHT_INGEST_TOKENS_FILE),
  };
  const host = configuration.CALLSIGHT_HOST;
  if (!isLoopback(host) && (tokens.api.length === 0 || tokens.ingest.length === 0)) {
    throw new ConfigurationError(
      `CALLSIGHT_HOST is ${host}, which others can reach: set CALLSIGHT_API_TOKENS and CALLSIGHT_INGEST_TOKENS, or listen on 127.0.0.1.`,
    );
  }
  return tokens;
}

async function prepareSchema(engine: EmbeddedEngine, configuration: Configuration): Promise<void> {
  await migrate(engine.admin);
  await applyRetention(engine.admin, {
    operationsDays: configuration.CALLSIGHT_RETENTION_DAYS,
    contentDays: configuration.CALLSIGHT_CONTENT_RETENTION_DAYS,
    tracesDays: configuration.CALLSIGHT_TRACE_RETENTION_DAYS,
  });
}

/** Inserting over SQL needs an ingest token even on loopback: any page in a browser can post to a port of this machine. */
async function openSql(
  engine: EmbeddedEngine,
  configuration: Configuration,
  { tokens, insertReveal }: { tokens: Tokens; insertReveal: InsertReveal },
): Promise<Listening | undefined> {
  const port = configuration.CALLSIGHT_CLICKHOUSE_PORT;
  if (port === null) return undefined;
  const host = configuration.CALLSIGHT_HOST;
  const authenticate = createAuthenticate(tokens.api);
  const mayInsert = createTokenCheck(tokens.ingest);
  const audit = createAuditLog(insertReveal);
  const handler = createSqlInterface({
    engine,
    // SQL reaches content: it is for auditors.
    access: (secret) => {
      const caller = authenticate(secret);
      if (caller?.role !== 'auditor') return { read: false, insert: mayInsert(secret) };
      const { name: actor, role } = caller;
      return {
        read: true,
        insert: mayInsert(secret),
        reveal: ({ address, queryId }) =>
          audit.record({ actor, role, address, door: 'sql', traceId: null, spanId: null, requestId: queryId }),
      };
    },
    acceptsHost: createHostCheck(host),
  });
  return listen(handler, { host, port, variable: 'CALLSIGHT_CLICKHOUSE_PORT' });
}
