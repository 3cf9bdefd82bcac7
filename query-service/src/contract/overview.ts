import { z } from 'zod';
import { period } from './filters.js';
import { sessionSummary } from './sessions.js';
import { toolCallSummary } from './tool-calls.js';

/** The first glance: is anything there, and is it healthy. */
export const overview = z.object({
  period,
  sessions: sessionSummary.omit({ period: true }),
  toolCalls: toolCallSummary.omit({ period: true }),
  lastOperationAt: z.iso.datetime().nullable().describe('Newest operation of all time; null in an empty database'),
});

export const service = z.object({
  name: z.string(),
  operations: z.int(),
  sessions: z.int(),
  lastSeenAt: z.iso.datetime(),
});
export const serviceList = z.object({ period, items: z.array(service) });

export const client = z.object({
  name: z.string().nullable(),
  version: z.string().nullable(),
  transport: z.string().nullable(),
  protocolVersion: z.string().nullable(),
  sessions: z.int(),
  operations: z.int(),
  errors: z.int(),
  lastSeenAt: z.iso.datetime(),
});
export const clientList = z.object({ period, items: z.array(client) });

export type Overview = z.infer<typeof overview>;
export type ServiceList = z.infer<typeof serviceList>;
export type ClientList = z.infer<typeof clientList>;
