import { z } from 'zod';
import { count } from '../database/columns.js';

export const rollupSeals = {
  name: 'rollup/seals',
  row: z.object({ width: count, begin: count, sealedMs: count, countedMs: count }),
};
export const hourArrivals = { name: 'rollup/arrivals', row: z.object({ begin: count, arrivedMs: count }) };
