import { z } from 'zod';
import { count, optionalText } from '../database/columns.js';

const traffic = { sessions: count, operations: count, toolCalls: count, errors: count, lastSeenAt: z.string() };

/** `names` and `columns`: what operations are grouped by, as the row calls it and as the tables do. */
export const listServices = {
  name: 'overview/services',
  row: z.object({ name: z.string(), ...traffic }),
  fragments: { names: { sql: 'service AS name' }, columns: { sql: 'service' } },
};

export const listClients = {
  name: 'overview/clients',
  row: z.object({ name: optionalText, version: optionalText, transportKind: optionalText, protocolVersion: optionalText, ...traffic }),
  fragments: {
    names: { sql: 'client_name AS name, client_version AS version, transport AS transportKind, protocol_version AS protocolVersion' },
    columns: { sql: 'client_name, client_version, transport, protocol_version' },
  },
};
