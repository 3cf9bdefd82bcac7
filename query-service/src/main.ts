#!/usr/bin/env node
import { pageDirectory } from '@callsight/web';
import { destination, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createApp } from './app.js';
import { auditTable } from './audit/audit-log.js';
import { readApiTokens } from './configuration/api-tokens.js';
import { ConfigurationError, readConfiguration } from './configuration/configuration.js';
import { queryServiceVariables } from './configuration/variables.js';
import { createReaderClient } from './database/clients.js';
import { isLoopback } from './http/access.js';
import { listen } from './http/listen.js';
import { createSelfTelemetry } from './telemetry/self-telemetry.js';
import { version } from './version.js';

async function main(): Promise<void> {
  const configuration = readConfiguration(queryServiceVariables, process.env);
  const tokens = readApiTokens(configuration.CALLSIGHT_API_TOKENS, configuration.CALLSIGHT_API_TOKENS_FILE);
  const host = configuration.CALLSIGHT_HOST;
  if (!isLoopback(host) && tokens.length === 0) {
    throw new ConfigurationError(`CALLSIGHT_HOST is ${host}, which others can reach: set CALLSIGHT_API_TOKENS, or listen on 127.0.0.1.`);
  }
  const log = pino({ level: configuration.CALLSIGHT_LOG_LEVEL }, destination(2));
  const client = createReaderClient(configuration);
  const { CALLSIGHT_SELF_OTLP_ENDPOINT: selfEndpoint, CALLSIGHT_SELF_OTLP_TOKEN: selfToken } = configuration;
  const telemetry = selfEndpoint === undefined ? undefined : createSelfTelemetry(selfEndpoint, selfToken);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const { app, close } = createApp({
    client,
    log,
    host,
    tokens,
    rateLimit: configuration.CALLSIGHT_RATE_LIMIT,
    insertReveal: async (row) => {
      await client.insert({ table: auditTable, values: [row], format: 'JSONEachRow' });
    },
    connect: () => ({ otlpEndpoint: configuration.CALLSIGHT_OTLP_ENDPOINT, tokenRequired: configuration.CALLSIGHT_OTLP_TOKEN_REQUIRED }),
    pageDirectory,
    version,
    registry,
    tracerProvider: telemetry?.tracerProvider,
  });
  const server = await listen(app, { host, port: configuration.CALLSIGHT_PORT, variable: 'CALLSIGHT_PORT' });
  process.stdout.write(`Callsight query service  ${server.url}\n`);
  const stop = () => {
    close();
    void server
      .close()
      .then(() => telemetry?.close())
      .then(() => client.close())
      .then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
