import { z } from 'zod';
import { outcome } from '../contract/index.js';
import { optionalText } from '../database/columns.js';
import { operationRow } from '../database/operation-row.js';

const state = z.enum(['ended', 'running', 'lost']);

export const listActivity = {
  name: 'activity/list',
  row: operationRow.extend({ state, at: z.string(), part: z.enum(['start', 'end']), offsetMs: z.number() }),
};

export const operationDetail = {
  name: 'activity/detail',
  row: operationRow.extend({
    state,
    protocolVersion: optionalText,
    clientVersion: optionalText,
    user: optionalText,
    clientAddress: optionalText,
    argumentsShape: optionalText,
    resultShape: optionalText,
  }),
};

export const operationContent = {
  name: 'activity/content',
  row: z.object({
    arguments: optionalText,
    argumentsTruncated: z.coerce.boolean(),
    result: optionalText,
    resultTruncated: z.coerce.boolean(),
  }),
};

export const neighbours = {
  name: 'activity/neighbours',
  row: z.object({
    place: z.enum(['previous', 'next']),
    traceId: z.string(),
    spanId: z.string(),
    startedAt: z.string(),
    targetName: optionalText,
    result: outcome,
  }),
};

export const traceLogs = {
  name: 'activity/logs',
  row: z.object({
    at: z.string(),
    severity: z.string(),
    service: z.string(),
    body: z.string(),
    spanId: optionalText,
    attributes: z.record(z.string(), z.string()),
  }),
};

export const traceSpans = {
  name: 'activity/trace',
  row: z.object({
    spanId: z.string(),
    parentSpanId: optionalText,
    name: z.string(),
    kind: z.string(),
    service: z.string(),
    startedAt: z.string(),
    durationMs: z.number(),
    error: z.coerce.boolean(),
    message: optionalText,
  }),
};
