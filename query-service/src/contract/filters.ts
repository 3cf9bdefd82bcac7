import { z } from 'zod';
import { outcome, side } from './outcome.js';
import { parseSearch } from './search.js';
import { SearchError } from './search-error.js';
import { sessionBasis, sessionFlag, sessionStatus } from './session-terms.js';

/** A point in time as the API accepts it: RFC 3339, or relative to now: `now`, `now-15m`, `now-24h`, `now-7d`. */
export const timeExpression = z
  .string()
  .regex(/^(now(-\d{1,5}[smhdw])?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))$/, {
    error: 'expected RFC 3339 such as 2026-11-22T08:00:00Z, or now, now-15m, now-24h, now-7d',
  });

/** The half-open period [from, to) that an answer covers. */
export const periodQuery = z.object({
  from: timeExpression
    .default('now-24h')
    .describe('Start of the period, inclusive')
    .meta({ examples: ['now-24h', '2026-11-22T08:00:00Z'] }),
  to: timeExpression.default('now').describe('End of the period, exclusive'),
});

const search = z
  .string()
  .max(1_024)
  .superRefine((text, context) => {
    try {
      parseSearch(text);
    } catch (error) {
      if (!(error instanceof SearchError)) throw error;
      context.addIssue({ code: 'custom', message: error.message, params: { position: error.position } });
    }
  });

/** Names are what emitters made of them: nothing that a list shows may be too long to ask for. */
const name = z.string().max(2_048);

/** Filters that every list, summary and series understands; all that are given must fit. */
export const filterQuery = periodQuery.extend({
  service: name
    .optional()
    .describe('service.name of the instrumented process')
    .meta({ examples: ['files'] }),
  tool: name
    .optional()
    .describe('Name of a tool')
    .meta({ examples: ['read_file'] }),
  method: name
    .optional()
    .describe('MCP method such as tools/call')
    .meta({ examples: ['tools/call'] }),
  outcome: outcome
    .optional()
    .describe('Only operations with this outcome')
    .meta({ examples: ['tool_error'] }),
  client: name
    .optional()
    .describe('Name of an MCP client, as it gave it at initialize')
    .meta({ examples: ['claude-code'] }),
  session: z
    .string()
    .max(2_048)
    .optional()
    .describe('Session key')
    .meta({ examples: ['7a3f2c1e-5b0d-4a6f-9c8e-1d2b3a4c5e6f'] }),
  user: name
    .optional()
    .describe('User as recorded: a salted hash, unless the operator chose otherwise')
    .meta({ examples: ['u-1f8a2b'] }),
  status: sessionStatus
    .optional()
    .describe('Only sessions with this status, and what belongs to them')
    .meta({ examples: ['connected'] }),
  flag: sessionFlag
    .optional()
    .describe('Only sessions that are worth a look for this reason, and what belongs to them')
    .meta({ examples: ['loop'] }),
  transport: name
    .optional()
    .describe('stdio, http, sse, websocket or in_memory')
    .meta({ examples: ['stdio'] }),
  protocol: name
    .optional()
    .describe('Protocol version such as 2025-11-25')
    .meta({ examples: ['2025-11-25'] }),
  basis: sessionBasis
    .optional()
    .describe('Only sessions whose key rests on this')
    .meta({ examples: ['protocol'] }),
  side: side
    .optional()
    .describe('Vantage point: the server’s or the client’s view of the operations')
    .meta({ examples: ['server'] }),
  q: search
    .optional()
    .describe(
      'Words to find in session keys, tools, clients and error messages, and terms: `tool:search outcome:tool_error,timeout latency:>2s client:claude* error:"disk full" -user:x`',
    )
    .meta({
      examples: [
        'disk full',
        'tool:search outcome:tool_error,timeout latency:>2s',
        'client:claude* -tool:ping error:"no such file"',
        'flag:loop -status:closed',
      ],
    }),
});

/** How finely a series is cut. */
export const seriesQuery = filterQuery.extend({
  tz: z
    .string()
    .max(64)
    .refine(isTimeZone, { error: 'expected an IANA time zone such as UTC or Europe/Berlin' })
    .default('UTC')
    .describe('IANA time zone in which buckets start: days at local midnight, hours at the full local hour')
    .meta({ examples: ['Europe/Berlin'] }),
  buckets: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(120)
    .describe('At most this many buckets')
    .meta({ examples: [60] }),
});

export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe('Rows in one page')
    .meta({ examples: [20] }),
  cursor: z.string().max(2_048).optional().describe('`nextCursor` of the page before; opaque. It keeps the period of the first page'),
});

/** Lists can be had whole: the format streams every row that fits the filters, whatever `limit` and `cursor` say. */
export const formatQuery = z.object({
  format: z
    .enum(['json', 'ndjson', 'csv'])
    .default('json')
    .describe('`json` answers one page; `ndjson` and `csv` stream every row that fits the filters')
    .meta({ examples: ['ndjson'] }),
});

export const order = z
  .enum(['asc', 'desc'])
  .default('desc')
  .meta({ examples: ['asc'] });

export const listQuery = filterQuery.extend(pageQuery.shape).extend(formatQuery.shape);

/** The period as it was understood: both ends as RFC 3339 in UTC. */
export const period = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

export type FilterQuery = z.infer<typeof filterQuery>;
export type SeriesQuery = z.infer<typeof seriesQuery>;
export type ListQuery = z.infer<typeof listQuery>;
export type Period = z.infer<typeof period>;

function isTimeZone(text: string): boolean {
  try {
    // Offsets such as +05:30 are accepted by Intl, but know no daylight saving: the engine and readers expect names.
    return /^[A-Za-z]/.test(text) && new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}
