import { z } from 'zod';
import { showContent } from '../audit/show-content.js';
import { operationDetail } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { readOperation } from './reads.js';

const hex = (bytes: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), { error: `expected ${bytes * 2} lowercase hex digits` });

export const operationPath = z.object({
  traceId: hex(16)
    .describe('Trace id, lowercase hex')
    .meta({ examples: ['4bf92f3577b34da6a3ce929d0e0e4736'] }),
  spanId: hex(8)
    .describe('Span id, lowercase hex')
    .meta({ examples: ['00f067aa0ba902b7'] }),
});

export const activityEndpoints = [
  defineEndpoint({
    name: 'getOperation',
    path: '/operations/{traceId}/{spanId}',
    summary: 'One operation with its content, trace, logs and the operations beside it',
    parameters: operationPath,
    query: z.object({}),
    response: operationDetail,
    handle: async ({ parameters }, context) => {
      const found = await readOperation(context.reader, parameters, context.signal);
      if (!found) throw notFound(`Operation ${parameters.traceId}/${parameters.spanId}`);
      return found;
    },
    reveal: showContent,
  }),
];
