import { z } from 'zod';
import { count } from '../database/columns.js';

/** Of a sealed bucket, of an hour with arrivals, or of one with calls that only clients told of. Seconds and milliseconds since 1970. */
export const rollupState = {
  name: 'rollup/state',
  row: z.object({ of: z.enum(['seal', 'arrival', 'client']), width: count, begin: count, sealedMs: count, arrivedMs: count }),
};

export const sessionsOfText = { name: 'rollup/sessions-of-text', row: z.object({ key: z.string(), begin: count, end: count }) };
