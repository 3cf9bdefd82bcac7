import { z } from 'zod';
import { operationRow } from '../database/operation-row.js';

export const operationsSince = { name: 'live/since', row: operationRow.extend({ ingestedAt: z.string() }) };
