import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createReader } from './database/query.js';
import { endpoints } from './endpoints.js';
import { createHealthRoutes } from './health/health-routes.js';
import { requireHost, requireSameOrigin, requireToken, securityHeaders } from './http/access.js';
import { createApiRouter } from './http/api-router.js';
import type { ApiContext } from './http/endpoint.js';
import { problemHandler, unknownPath } from './http/problems.js';
import { createLiveFeed } from './live/live-feed.js';
import { createLiveRoute } from './live/live-route.js';
import { createMcpRoute } from './mcp/mcp-route.js';
import { describeApi } from './openapi/document.js';

export interface AppOptions {
  /** Reads as a reader: FINAL, read-only, with limits. */
  client: ClickHouseClient;
  log: Logger;
  /** Address that the server is bound to. */
  host: string;
  /** Bearer tokens of the API; none on loopback. */
  tokens: readonly string[];
  connect: ApiContext['connect'];
  /** The receiver in this process, for the health of the pipeline; none by default. */
  receiver?: ApiContext['receiver'];
  /** Directory of the built page. */
  pageDirectory: string;
  version: string;
  /** Metrics of the process, for `/metrics`. */
  registry?: Registry;
}

/** The page, the API and the live feed as an express app; `close` ends what runs in the background. */
export function createApp(options: AppOptions): { app: Express; close(): void } {
  const { client, log, tokens } = options;
  const reader = createReader(client);
  const context = { reader, connect: options.connect, receiver: options.receiver ?? (async () => null) };
  const feed = createLiveFeed(reader, log);
  const openApi = describeApi();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(securityHeaders, requireHost(options.host), requireSameOrigin);
  app.use(createHealthRoutes(client, options.registry ?? new Registry()));
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(openApi);
  });
  app.use('/api/v1', requireToken(tokens));
  app.get('/api/v1/live', createLiveRoute(feed));
  app.use('/api/v1', createApiRouter(endpoints, context));
  app.use('/api', unknownPath);
  app.all('/mcp', requireToken(tokens), createMcpRoute({ endpoints, context, version: options.version, log }));
  servePage(app, options.pageDirectory);
  app.use(unknownPath);
  app.use(problemHandler(log));
  return { app, close: () => feed.close() };
}

/** Built files carry a hash in their names and never change; every other path is a route of the page. */
function servePage(app: Express, directory: string): void {
  const entry = join(directory, 'index.html');
  app.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(directory, { index: false }));
  app.get('/{*route}', (request, response, next) => {
    if (!request.accepts('html') || !existsSync(entry)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(entry);
  });
}
