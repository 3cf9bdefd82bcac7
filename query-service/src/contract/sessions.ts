import { z } from 'zod';
import { period } from './filters.js';

/** What the session key rests on, strongest first; it tells how far two operations with one key belong together. */
export const sessionBasis = z.enum(['protocol', 'connection', 'baggage', 'header', 'identity', 'trace', 'none']);

/**
 * `connected`: active within the last 5 minutes and no end seen; `idle`: open but quiet for longer; `closed`: its end was
 * seen; `lost`: its heartbeats stopped, or it was silent past the idle limit.
 */
export const sessionStatus = z.enum(['connected', 'idle', 'closed', 'lost']);

export const session = z.object({
  key: z.string(),
  basis: sessionBasis,
  status: sessionStatus,
  endReason: z.string().nullable().describe('Why it closed, where its end was seen'),
  createdAt: z.iso.datetime(),
  lastActivityAt: z.iso.datetime(),
  durationMs: z.number().describe('From created to its end, or to its last activity'),
  service: z.string(),
  serviceVersion: z.string().nullable(),
  clientName: z.string().nullable(),
  clientVersion: z.string().nullable(),
  transport: z.string().nullable().describe('stdio, http, sse, websocket or in_memory'),
  protocolVersion: z.string().nullable(),
  user: z.string().nullable().describe('Salted hash, unless the operator chose otherwise'),
  operations: z.int(),
  toolCalls: z.int(),
  errors: z.int().describe('Operations that neither succeeded nor were cancelled'),
});

export const sessionPage = z.object({
  period,
  items: z.array(session),
  nextCursor: z.string().nullable(),
});

/** Totals over the sessions with activity in the period. */
export const sessionSummary = z.object({
  period,
  total: z.int(),
  active: z.int().describe('Sessions that are connected now'),
  averageDurationMs: z.number().nullable(),
});

export const sessionSeries = z.object({
  period,
  bucketSeconds: z.int(),
  points: z.array(
    z.object({
      time: z.iso.datetime().describe('Start of the bucket'),
      created: z.int().describe('Sessions created in the bucket'),
      active: z.int().describe('Sessions with at least one operation in the bucket'),
    }),
  ),
});

export type Session = z.infer<typeof session>;
export type SessionBasis = z.infer<typeof sessionBasis>;
export type SessionStatus = z.infer<typeof sessionStatus>;
export type SessionPage = z.infer<typeof sessionPage>;
export type SessionSummary = z.infer<typeof sessionSummary>;
export type SessionSeries = z.infer<typeof sessionSeries>;
