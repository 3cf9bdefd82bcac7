import { z } from 'zod';
import { outcome } from '../contract/index.js';
import { count, optionalText } from '../database/columns.js';
import { operationRow } from '../database/operation-row.js';

/** Columns of the fragment `errors/group-columns`. */
const groupRow = z.object({
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
  exampleExchange: z.string(),
});

export const listErrors = { name: 'errors/list', row: groupRow };
export const oneError = {
  name: 'errors/one',
  row: groupRow.extend({
    series: z
      .tuple([z.array(count), z.array(count)])
      .transform(([times, numbers]) => times.map((time, index) => ({ time, number: numbers[index] ?? 0 }))),
  }),
};

export const errorExamples = {
  name: 'errors/examples',
  row: z.object({ fingerprint: z.string(), traceId: z.string(), spanId: z.string(), startedAt: z.string(), message: optionalText }),
};
export const errorOccurrences = { name: 'errors/occurrences', row: operationRow };
