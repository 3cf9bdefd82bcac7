import { z } from 'zod';
import { outcome, side } from './outcome.js';

/** A point in time as the API accepts it: RFC 3339, or relative to now: `now`, `now-15m`, `now-24h`, `now-7d`. */
export const timeExpression = z
  .string()
  .regex(/^(now(-\d{1,5}[smhdw])?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))$/, {
    error: 'expected RFC 3339 such as 2026-11-22T08:00:00Z, or now, now-15m, now-24h, now-7d',
  });

/** The half-open period [from, to) that an answer covers. */
export const periodQuery = z.object({
  from: timeExpression.default('now-24h').describe('Start of the period, inclusive'),
  to: timeExpression.default('now').describe('End of the period, exclusive'),
});

/** Filters that every list, summary and series understands. */
export const filterQuery = periodQuery.extend({
  service: z.string().max(256).optional().describe('service.name of the instrumented process'),
  tool: z.string().max(256).optional().describe('Name of a tool'),
  outcome: outcome.optional().describe('Only operations with this outcome'),
  client: z.string().max(256).optional().describe('Name of an MCP client, as it gave it at initialize'),
  session: z.string().max(512).optional().describe('Session key'),
  side: side.optional().describe('Vantage point: the server’s or the client’s view of the operations'),
  q: z.string().max(256).optional().describe('Free text: part of a session key, tool, client or error message'),
});

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('Rows in one page'),
  cursor: z.string().max(512).optional().describe('`nextCursor` of the page before; opaque'),
});

export const listQuery = filterQuery.extend(pageQuery.shape);

/** The period as it was understood: both ends as RFC 3339 in UTC. */
export const period = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

export type FilterQuery = z.infer<typeof filterQuery>;
export type ListQuery = z.infer<typeof listQuery>;
export type Period = z.infer<typeof period>;
