import { z } from 'zod';
import { operation, problem } from '../contract/index.js';
import { endpoints } from '../endpoints.js';
import { exportMediaTypes } from '../export/export-list.js';
import type { Endpoint } from '../http/endpoint.js';
import { version } from '../version.js';

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
    security: [{}, { token: [] }],
    paths: {
      ...Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { get: toOperation(endpoint) }])),
      '/live': { get: live },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        problem: {
          description: 'What was expected, what arrived, what to do',
          content: { 'application/problem+json': { schema: toSchema(problem) } },
        },
      },
    },
  };
}

const live = {
  operationId: 'listen',
  summary: 'Operations as they arrive, as server-sent events named `operation`; resumes after the header Last-Event-ID',
  responses: {
    200: { description: 'The stream', content: { 'text/event-stream': { schema: toSchema(operation) } } },
    default: { $ref: '#/components/responses/problem' },
  },
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

function toSchema(schema: z.ZodType, io: 'input' | 'output' = 'output') {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
