import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import type { TracerProvider } from '@opentelemetry/api';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createAuditLog, type InsertReveal } from './audit/audit-log.js';
import type { ApiToken } from './configuration/api-tokens.js';
import { createReader } from './database/query.js';
import { endpoints } from './endpoints.js';
import { createHealthRoutes } from './health/health-routes.js';
import { createSchemaState, requireSchema } from './health/schema-state.js';
import { refuseCrossSite, requireHost, requireSameOrigin, securityHeaders } from './http/access.js';
import { createAnswerCache } from './http/answer-cache.js';
import { createApiRouter } from './http/api-router.js';
import type { ApiContext } from './http/endpoint.js';
import { createAuthenticate, identify, requireCaller } from './http/identity.js';
import { createLoginRoutes } from './http/login-routes.js';
import { createPageSessions } from './http/page-sessions.js';
import { problemHandler, unknownPath } from './http/problems.js';
import { limitRate } from './http/rate-limit.js';
import { logRequests } from './http/request-log.js';
import { createLiveFeed } from './live/live-feed.js';
import { createLiveRoute } from './live/live-route.js';
import { createMcpRoute } from './mcp/mcp-route.js';
import { docsStyle, toDocsPage } from './openapi/docs-page.js';
import { describeApi } from './openapi/document.js';

export interface AppOptions {
  /** Reads as a reader: FINAL, read-only, with limits. */
  client: ClickHouseClient;
  log: Logger;
  /** Address that the server is bound to. */
  host: string;
  /** Tokens of the API; none on loopback. */
  tokens: readonly ApiToken[];
  /** Requests that each token may send in a minute; unlimited by default. */
  rateLimit?: number | undefined;
  /** Writes one reveal of content into the table `mcp_audit`. */
  insertReveal: InsertReveal;
  connect: ApiContext['connect'];
  /** The receiver in this process, for the health of the pipeline; none by default. */
  receiver?: ApiContext['receiver'];
  /** Directory of the built page. */
  pageDirectory: string;
  version: string;
  /** Where the spans of the MCP endpoint go; without it, it is not observed. */
  tracerProvider?: TracerProvider | undefined;
  /** Metrics of the process, for `/metrics`. */
  registry?: Registry;
}

/** The page, the API and the live feed as an express app; `close` ends what runs in the background. */
export function createApp(options: AppOptions): { app: Express; close(): void } {
  const { client, log, tokens } = options;
  const reader = createReader(client);
  const context = { reader, connect: options.connect, receiver: options.receiver ?? (async () => null) };
  const audit = createAuditLog(options.insertReveal);
  const readMissing = createSchemaState(client);
  const authenticate = createAuthenticate(tokens);
  const sessions = createPageSessions();
  const feed = createLiveFeed(reader, log);
  const openApi = describeApi();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(logRequests(log), securityHeaders, requireHost(options.host), requireSameOrigin);
  app.use(createHealthRoutes(readMissing, options.registry ?? new Registry()));
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(openApi);
  });
  const docs = toDocsPage(openApi);
  app.get('/api/docs', (_request, response) => {
    response.type('html').send(docs);
  });
  app.get('/api/docs.css', (_request, response) => {
    response.type('css').send(docsStyle);
  });
  const limit = options.rateLimit && tokens.length > 0 ? [limitRate(options.rateLimit)] : [];
  app.use(['/api/v1', '/mcp'], refuseCrossSite, identify(authenticate, sessions), ...limit);
  app.use('/api/v1', createLoginRoutes({ authenticate, sessions, required: tokens.length > 0 }));
  app.use(['/api/v1', '/mcp'], requireCaller, requireSchema(readMissing));
  app.get('/api/v1/live', createLiveRoute(feed));
  app.use('/api/v1', createApiRouter({ endpoints, context, audit, answers: createAnswerCache() }));
  app.use('/api', unknownPath);
  app.all('/mcp', createMcpRoute({ context, audit, version: options.version, log, tracerProvider: options.tracerProvider }));
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
