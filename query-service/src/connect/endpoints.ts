import { z } from 'zod';
import { connect } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';

export const connectEndpoints = [
  defineEndpoint({
    name: 'getConnection',
    path: '/connect',
    summary: 'Where a server reports to',
    query: z.object({}),
    response: connect,
    handle: async (_input, context) => context.connect(),
  }),
];
