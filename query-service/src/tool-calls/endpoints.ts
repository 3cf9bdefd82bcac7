import { z } from 'zod';
import { operationPath } from '../activity/endpoints.js';
import { readOperation } from '../activity/reads.js';
import { showContent } from '../audit/show-content.js';
import {
  filterQuery,
  latencyHeatmap,
  operationDetail,
  seriesQuery,
  toolCallListQuery,
  toolCallPage,
  toolCallSeries,
  toolCallSeriesQuery,
  toolCallSummary,
} from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { toPeriod } from '../period/period.js';
import { exportCalls } from './export.js';
import { readToolCallSummary, readToolCalls } from './reads.js';
import { readLatencyHeatmap, readToolCallSeries } from './series.js';

export const toolCallEndpoints = [
  defineEndpoint({
    name: 'listToolCalls',
    path: '/tool-calls',
    summary: 'Tool calls that started in the period, in the order that is asked for',
    query: toolCallListQuery,
    response: toolCallPage,
    handle: ({ query }, { reader, signal }) => readToolCalls(reader, query, signal),
    exportText: ({ query }, format, { reader, signal }) => exportCalls(reader, query, format, signal),
  }),
  defineEndpoint({
    name: 'summarizeToolCalls',
    path: '/tool-calls/summary',
    summary: 'Counts, success rate and latency of tool calls, compared with the period before',
    query: filterQuery,
    response: toolCallSummary,
    handle: ({ query }, { reader, signal }) => readToolCallSummary(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'toolCallsOverTime',
    path: '/tool-calls/timeseries',
    summary: 'Counts, success rate and latency of tool calls over time, also by tool, outcome, client or service',
    query: toolCallSeriesQuery,
    response: toolCallSeries,
    handle: ({ query }, { reader, signal }) => readToolCallSeries(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'toolCallLatencies',
    path: '/tool-calls/heatmap',
    summary: 'How many tool calls took how long, over time',
    query: seriesQuery,
    response: latencyHeatmap,
    handle: ({ query }, { reader, signal }) => readLatencyHeatmap(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'getToolCall',
    path: '/tool-calls/{traceId}/{spanId}',
    summary: 'One tool call with input, output, error, trace, logs and the calls beside it',
    parameters: operationPath,
    query: z.object({}),
    response: operationDetail,
    handle: async ({ parameters }, context) => {
      const found = await readOperation(context.reader, parameters, context.signal);
      if (found?.method !== 'tools/call') throw notFound(`Tool call ${parameters.traceId}/${parameters.spanId}`);
      return found;
    },
    reveal: showContent,
  }),
];
