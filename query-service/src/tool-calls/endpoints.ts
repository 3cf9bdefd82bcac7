import { z } from 'zod';
import { operationPath } from '../activity/endpoints.js';
import { readOperation } from '../activity/reads.js';
import { showContent } from '../audit/show-content.js';
import { filterQuery, listQuery, operationDetail, toolCallPage, toolCallSeries, toolCallSummary } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { toPeriod } from '../period/period.js';
import { readToolCallSeries, readToolCallSummary, readToolCalls } from './reads.js';

export const toolCallEndpoints = [
  defineEndpoint({
    name: 'listToolCalls',
    path: '/tool-calls',
    summary: 'Tool calls that started in the period, newest first',
    query: listQuery,
    response: toolCallPage,
    handle: ({ query }, { reader, signal }) => readToolCalls(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'summarizeToolCalls',
    path: '/tool-calls/summary',
    summary: 'Counts, success rate and latency of tool calls',
    query: filterQuery,
    response: toolCallSummary,
    handle: ({ query }, { reader, signal }) => readToolCallSummary(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'toolCallsOverTime',
    path: '/tool-calls/timeseries',
    summary: 'Counts, success rate and latency of tool calls over time',
    query: filterQuery,
    response: toolCallSeries,
    handle: ({ query }, { reader, signal }) => readToolCallSeries(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'getToolCall',
    personal: true,
    path: '/tool-calls/{traceId}/{spanId}',
    summary: 'One tool call with input, output, error and trace',
    parameters: operationPath,
    query: z.object({}),
    response: operationDetail,
    handle: async ({ parameters }, context) => {
      const found = await readOperation(context.reader, parameters, context.signal);
      if (found?.method !== 'tools/call') throw notFound(`Tool call ${parameters.traceId}/${parameters.spanId}`);
      return showContent(found, context);
    },
  }),
];
