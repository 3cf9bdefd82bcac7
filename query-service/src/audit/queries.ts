import { z } from 'zod';
import { optionalText } from '../database/columns.js';

export const listReveals = {
  name: 'audit/list',
  row: z.object({
    at: z.string(),
    actor: z.string(),
    address: z.string(),
    door: z.enum(['api', 'mcp', 'sql']),
    traceId: optionalText,
    spanId: optionalText,
    requestId: z.string(),
  }),
};
