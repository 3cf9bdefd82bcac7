import { z } from 'zod';
import { filterQuery, tool, toolList } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { toPeriod } from '../period/period.js';
import { readTools } from './reads.js';

export const toolEndpoints = [
  defineEndpoint({
    name: 'listTools',
    path: '/tools',
    summary: 'Every tool that was called in the period',
    query: filterQuery,
    response: toolList,
    handle: ({ query }, { reader, signal }) => readTools(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'getTool',
    path: '/tools/{name}',
    summary: 'One tool over the period, by each service that has it',
    parameters: z.object({ name: z.string().min(1).max(256).describe('Name of the tool') }),
    query: filterQuery.omit({ tool: true }),
    response: z.object({ period: toolList.shape.period, items: z.array(tool) }),
    handle: async ({ parameters, query }, { reader, signal }) => {
      const found = await readTools(reader, { ...query, tool: parameters.name }, toPeriod(query), signal);
      if (found.items.length === 0) throw notFound(`A call of tool ${parameters.name} in this period`);
      return found;
    },
  }),
];
