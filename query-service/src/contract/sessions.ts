import { z } from 'zod';
import { filterQuery, formatQuery, order, pageQuery, period } from './filters.js';
import { sessionBasis, sessionFlag, sessionStatus } from './session-terms.js';

/** Why a session is worth a look, in words with the numbers behind it. */
export const sessionNote = z.object({ flag: sessionFlag, reason: z.string() });

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
  flags: z.array(sessionNote).describe('Why it is worth a look; empty for most'),
});

export const sessionListQuery = z.object({
  ...filterQuery.shape,
  sort: z
    .enum(['created', 'lastActivity', 'duration', 'calls', 'errors'])
    .default('lastActivity')
    .describe('What the list is ordered by; sessions that are equal in it by their key')
    .meta({ examples: ['errors'] }),
  order: order.describe('`desc`: newest, longest or most first'),
  ...pageQuery.shape,
  ...formatQuery.shape,
});

export const sessionPage = z.object({
  period,
  items: z.array(session),
  nextCursor: z.string().nullable(),
});

/** Totals over the sessions with activity in a period. */
export const sessionTotals = z.object({
  total: z.int(),
  active: z.int().describe('Sessions that were connected at the end of the period: now, where it ends now'),
  averageDurationMs: z.number().nullable(),
  p95DurationMs: z.number().nullable(),
  operations: z.int().describe('Operations of these sessions, over their whole life'),
  toolCalls: z.int(),
  errors: z.int().describe('Operations that neither succeeded nor were cancelled'),
  errorRate: z.number().min(0).max(1).nullable().describe('errors / operations; null without operations'),
});

export const sessionSummary = z.object({
  period,
  ...sessionTotals.shape,
  previous: z.object({ period, ...sessionTotals.shape }).describe('The same for the period before, of equal length'),
});

export const sessionSeries = z.object({
  period,
  tz: z.string(),
  bucketSeconds: z.int().describe('Width of a bucket; those of whole days or hours follow the clock where it changes'),
  points: z.array(
    z.object({
      time: z.iso.datetime().describe('Start of the bucket'),
      created: z.int().describe('Sessions created in the bucket'),
      active: z.int().describe('Sessions with at least one operation in the bucket'),
      open: z.int().describe('Sessions that were open at some time in the bucket'),
      averageDurationMs: z.number().nullable().describe('Of the sessions created in the bucket'),
      operations: z.int().describe('Operations that started in the bucket, as each side reported them'),
      errors: z.int(),
    }),
  ),
});

export type Session = z.infer<typeof session>;
export type SessionNote = z.infer<typeof sessionNote>;
export type SessionListQuery = z.infer<typeof sessionListQuery>;
export type SessionPage = z.infer<typeof sessionPage>;
export type SessionTotals = z.infer<typeof sessionTotals>;
export type SessionSummary = z.infer<typeof sessionSummary>;
export type SessionSeries = z.infer<typeof sessionSeries>;
