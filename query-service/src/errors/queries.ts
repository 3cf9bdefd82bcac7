import { z } from 'zod';
import { outcome } from '../contract/index.js';
import { count, optionalText } from '../database/columns.js';
import { operationRow } from '../database/operation-row.js';

export const listErrors = {
  name: 'errors/list',
  row: z.object({
    fingerprint: z.string(),
    message: optionalText,
    result: outcome,
    code: optionalText,
    number: count,
    sessions: count,
    tools: z.array(z.string()),
    services: z.array(z.string()),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    example: z
      .tuple([z.string(), z.string(), z.string(), optionalText])
      .transform(([traceId, spanId, startedAt, message]) => ({ traceId, spanId, startedAt, message })),
  }),
};

export const errorOccurrences = { name: 'errors/occurrences', row: operationRow };
export const errorSeries = { name: 'errors/series', row: z.object({ time: count, number: count }) };
