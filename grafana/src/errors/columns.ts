import type { Columns } from '../panels/column.js';
import { executionLinks, rowValue, toDashboard, toPage } from '../panels/links.js';

/** The columns of `errors/group-columns.sql`. */
export const errorGroupColumns: Columns = {
  errors: { label: 'Errors', width: 90 },
  message: { label: 'Message', links: executionLinks },
  outcome_name: { label: 'Outcome', width: 130 },
  code: { label: 'Code', width: 90 },
  tools: { label: 'Tools' },
  servers: { label: 'Servers' },
  sessions: { label: 'Sessions', width: 90 },
  first_seen: { label: 'First seen', width: 180 },
  last_seen: { label: 'Last seen', width: 180 },
  fingerprint: {
    label: 'Kind',
    width: 160,
    links: [
      toDashboard('This kind of error', 'callsight-errors', { fingerprint: rowValue('fingerprint') }),
      toPage('On the page', `/errors/${rowValue('fingerprint')}`),
    ],
  },
  trace_id: { hidden: true },
  span_id: { hidden: true },
};
