import { z } from 'zod';
import { count, optionalText } from '../database/columns.js';

export const newestOperation = { name: 'overview/newest', row: z.object({ lastOperationAt: z.string() }) };

/** Columns of the fragment `overview/traffic`. */
const traffic = { sessions: count, operations: count, toolCalls: count, errors: count, lastSeenAt: z.string() };

export const listServices = { name: 'overview/services', row: z.object({ name: z.string(), ...traffic }) };

export const listClients = {
  name: 'overview/clients',
  row: z.object({
    name: optionalText,
    version: optionalText,
    transportKind: optionalText,
    protocolVersion: optionalText,
    ...traffic,
  }),
};
