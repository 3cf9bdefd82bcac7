import { z } from 'zod';
import { pipelineHealth } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { readPipelineHealth } from './reads.js';

export const healthEndpoints = [
  defineEndpoint({
    name: 'getPipelineHealth',
    path: '/health',
    summary: 'Whether data arrives, what became of it on its way, and what it takes',
    query: z.object({}),
    response: pipelineHealth,
    handle: async (_input, { reader, receiver, signal }) => readPipelineHealth(reader, await receiver(), signal),
  }),
];
