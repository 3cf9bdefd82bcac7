import { z } from 'zod';
import { filterQuery } from './filters.js';
import { operation } from './operations.js';
import { session } from './sessions.js';

/**
 * What the feed tells, by the name of the event. `operation`: one has ended. `running`: one runs for longer than a second, is still
 * running, or was lost; it ends with its `operation`. `session`: one began, changed, or changed its status. `gap`: events were left out.
 */
export const liveKind = z.enum(['operation', 'running', 'session']);

/** Filters of the feed. Each one applies to the events that have what it names: sessions have no tool. */
export const liveQuery = z.object({
  events: z
    .string()
    .regex(/^(operation|running|session)(,(operation|running|session))*$/, {
      error: 'expected operation, running, session, separated by commas',
    })
    .optional()
    .describe('Kinds of events, separated by commas; all of them where it is not given')
    .meta({ examples: ['operation,session'] }),
  ...filterQuery.pick({ service: true, tool: true, outcome: true, client: true, session: true, side: true }).shape,
  after: z
    .string()
    .max(64)
    .optional()
    .describe('Id of the last event that was seen, for those who cannot send Last-Event-ID')
    .meta({ examples: ['1042-1795334400000-9f86d081884c'] }),
});

/** Data of the event `gap`. */
export const liveGap = z.object({
  missed: z.int().nullable().describe('Events that were left out, before filters; null where nobody can tell'),
  reason: z
    .enum(['slow', 'expired', 'burst'])
    .describe(
      '`slow`: the listener read too slowly; `expired`: it came back too late; `burst`: more arrived at once than the feed carries',
    ),
});

/** A session, without what takes a comparison with others. */
export const liveSession = session.omit({ flags: true });

/** Data of each event, by its name. */
export const liveEvents = { operation, running: operation, session: liveSession, gap: liveGap };

export type LiveKind = z.infer<typeof liveKind>;
export type LiveQuery = z.infer<typeof liveQuery>;
export type LiveSession = z.infer<typeof liveSession>;
export type LiveGap = z.infer<typeof liveGap>;
