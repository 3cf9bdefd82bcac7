import { z } from 'zod';
import { period } from './filters.js';
import { operation } from './operations.js';
import { outcome } from './outcome.js';

/**
 * Failed operations whose messages differ only in numbers, ids, paths and quoted text. The fingerprint is stable: the same
 * kind of error has the same one in every period and process.
 */
export const errorGroup = z.object({
  fingerprint: z.string().describe('16 hex digits'),
  message: z.string().nullable().describe('What the messages have in common; null where none was recorded'),
  outcome,
  code: z.string().nullable().describe('JSON-RPC error code'),
  count: z.int(),
  sessions: z.int(),
  tools: z.array(z.string()).describe('The ten most affected'),
  services: z.array(z.string()).describe('The ten most affected'),
  firstSeenAt: z.iso.datetime().describe('In the period'),
  lastSeenAt: z.iso.datetime(),
  example: z
    .object({ traceId: z.string(), spanId: z.string(), startedAt: z.iso.datetime(), message: z.string().nullable() })
    .describe('The newest one'),
});

export const errorPage = z.object({
  period,
  items: z.array(errorGroup).describe('Most frequent first'),
  nextCursor: z.string().nullable(),
});

/** One group over time, with the operations in it. */
export const errorDetail = z.object({
  period,
  group: errorGroup,
  bucketSeconds: z.int(),
  points: z.array(z.object({ time: z.iso.datetime(), count: z.int() })),
  items: z.array(operation).describe('Newest first'),
  nextCursor: z.string().nullable(),
});

export type ErrorGroup = z.infer<typeof errorGroup>;
export type ErrorPage = z.infer<typeof errorPage>;
export type ErrorDetail = z.infer<typeof errorDetail>;
