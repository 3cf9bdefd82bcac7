import type { Columns } from '../panels/column.js';
import { executionLinks, sessionLinks, toolLinks } from '../panels/links.js';

/** The columns of `tool-calls/statistics.sql`. */
export const statisticsColumns: Columns = {
  calls: { label: 'Calls' },
  success_rate: { label: 'Success rate', unit: 'percentunit', warnBelow: { orange: 0.95, red: 0.8 } },
  failed: { label: 'Failed' },
  average: { label: 'Average', unit: 'ms' },
  p50: { label: 'p50', unit: 'ms' },
  p95: { label: 'p95', unit: 'ms' },
  p99: { label: 'p99', unit: 'ms' },
};

/** How many calls had each outcome, under its own name: Grafana would add the name of the query to that of a column from a joined one. */
export const outcomeColumns: Columns = Object.fromEntries(
  ['ok', 'tool_error', 'invalid_request', 'server_error', 'timeout', 'lost', 'cancelled'].map((outcome) => [outcome, { label: outcome }]),
);

/** The columns of lists of executions. */
export const executionColumns: Columns = {
  time: { label: 'Time', links: executionLinks, width: 190 },
  tool: { label: 'Tool', links: toolLinks() },
  outcome_name: { label: 'Outcome', width: 130 },
  duration: { label: 'Latency', unit: 'ms', width: 110 },
  error: { label: 'Error' },
  session: { label: 'Session', links: sessionLinks(), width: 220 },
  client: { label: 'Client' },
  service: { label: 'Service' },
  trace_id: { hidden: true },
  span_id: { hidden: true },
};
