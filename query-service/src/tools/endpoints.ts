import { z } from 'zod';
import { seriesQuery, toolDetail, toolList, wholeListQuery } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { toPeriod } from '../period/period.js';
import { readTool, readTools } from './reads.js';

export const toolEndpoints = [
  defineEndpoint({
    name: 'listTools',
    path: '/tools',
    summary: 'Every tool that was called in the period, and those that are listed but were not called',
    query: wholeListQuery,
    response: toolList,
    handle: ({ query }, { reader, signal }) => readTools(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'getTool',
    path: '/tools/{name}',
    summary: 'One tool over the period: trend, errors, arguments, clients, sessions, and how its definition changed',
    parameters: z.object({
      name: z
        .string()
        .min(1)
        .max(2_048)
        .describe('Name of the tool')
        .meta({ examples: ['read_file'] }),
    }),
    query: seriesQuery.omit({ tool: true }),
    response: toolDetail,
    handle: async ({ parameters, query }, { reader, signal }) => {
      const found = await readTool(reader, { ...query, tool: parameters.name }, toPeriod(query), signal);
      if (!found) throw notFound(`A call of tool ${parameters.name} in this period`);
      return found;
    },
  }),
];
