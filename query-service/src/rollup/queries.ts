import { z } from 'zod';
import { count } from '../database/columns.js';

/** A sealed bucket with what it counts; or, without a width, an hour with its newest arrival. Seconds and milliseconds since 1970. */
export const rollupState = { name: 'rollup/state', row: z.object({ width: count, begin: count, sealedMs: count, arrivedMs: count }) };
