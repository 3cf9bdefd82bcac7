import { z } from 'zod';
import { identity, liveEvents, liveQuery, login, problem } from '../contract/index.js';
import { endpoints } from '../endpoints.js';
import { exportMediaTypes } from '../export/export-format.js';
import type { Endpoint } from '../http/endpoint.js';
import { sessionCookie } from '../http/page-sessions.js';
import { version } from '../version.js';
import { toComponents, toSchema } from './schemas.js';

/** The OpenAPI 3.1 document of the API, from the schemas that validate it. */
export function describeApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Callsight',
      version,
      description: 'Every session and every tool call of your MCP servers. Errors are RFC 9457 problem details.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{}, { token: [] }, { page: [] }],
    paths: {
      ...Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { get: toOperation(endpoint) }])),
      '/live': { get: live },
      ...identities,
    },
    components: {
      schemas: toComponents(),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        page: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'From POST /login' },
      },
      responses: {
        problem: {
          description: 'What was expected, what arrived, what to do',
          content: { 'application/problem+json': { schema: toSchema(problem) } },
        },
      },
    },
  };
}

/** Media type, form and data of the feed: OpenAPI 3.1 has no words for events of several kinds. */
const live = {
  operationId: 'listen',
  summary: 'Operations, running calls and sessions as they arrive, as server-sent events; resumes after the header Last-Event-ID',
  parameters: [
    ...toParameters('query', liveQuery),
    { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' }, description: 'Id of the last event that was seen' },
  ],
  responses: {
    200: {
      description: `Events named ${Object.keys(liveEvents).join(', ')}; each one’s data is JSON`,
      content: { 'text/event-stream': { schema: toSchema(z.union(Object.values(liveEvents))) } },
    },
    default: { $ref: '#/components/responses/problem' },
  },
};

const done = { 204: { description: 'Done' }, default: { $ref: '#/components/responses/problem' } };

/** What pages use to log in. */
const identities = {
  '/identity': {
    get: {
      operationId: 'getIdentity',
      summary: 'Who asks, and whether this server wants to know',
      responses: { 200: { description: 'The caller', content: { 'application/json': { schema: toSchema(identity) } } } },
    },
  },
  '/login': {
    post: {
      operationId: 'logIn',
      summary: 'Exchanges a token for the cookie of a page',
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(login, 'input') } } },
      responses: done,
    },
  },
  '/logout': { post: { operationId: 'logOut', summary: 'Ends the session of a page', responses: done } },
};

function toOperation(endpoint: Endpoint) {
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    parameters: [...toParameters('path', endpoint.parameters), ...toParameters('query', endpoint.query)],
    responses: {
      200: { description: endpoint.summary, content: toContent(endpoint) },
      default: { $ref: '#/components/responses/problem' },
    },
  };
}

/** Lists with a `format` come in more than one. */
function toContent({ query, response }: Endpoint) {
  const whole = { schema: { type: 'string', description: 'Every row that fits the filters, streamed' } };
  const formats = Object.values(exportMediaTypes).map((type) => [type.split(';')[0], whole]);
  return { 'application/json': { schema: toSchema(response) }, ...('format' in query.shape ? Object.fromEntries(formats) : {}) };
}

function toParameters(place: 'path' | 'query', schema: z.ZodObject | undefined) {
  return Object.entries(schema?.shape ?? {}).map(([name, value]) => {
    const { description, ...rest } = toSchema(value as z.ZodType, 'input');
    return { name, in: place, required: place === 'path', ...(description ? { description } : {}), schema: rest };
  });
}
