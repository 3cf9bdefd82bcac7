import type { Columns } from '../panels/column.js';

/** The columns of `sessions/session-columns.sql`. */
export const sessionColumns: Columns = {
  session_status: { label: 'Status', width: 110 },
  ended_by: { label: 'Ended by', width: 110 },
  client: { label: 'Client' },
  service_name: { label: 'Service' },
  transport_name: { label: 'Transport', width: 100 },
  protocol: { label: 'Protocol', width: 110 },
  key_basis: { label: 'Basis', width: 110 },
  created_at: { label: 'Created', width: 180 },
  last_activity_at: { label: 'Last activity', width: 180 },
  duration: { label: 'Duration', unit: 'ms', width: 110 },
  operations: { label: 'Operations', width: 100 },
  tool_calls: { label: 'Calls', width: 80 },
  errors: { label: 'Errors', width: 80, warnFrom: { orange: 1, red: 10 } },
};
