import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars } from '../panels/charts.js';
import { executionLinks, sessionLinks } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { filters } from '../variables.js';

export function createErrorsDashboard(): DashboardBuilder {
  return createDashboard('callsight-errors', 'MCP errors', 'What fails, how often, since when, and an example of each')
    .withVariable(filters.service())
    .withVariable(filters.tool())
    .withVariable(filters.client())
    .withVariable(filters.outcome())
    .withPanel(
      createBars({
        title: 'Errors by outcome',
        description: 'Operations that neither succeeded nor were cancelled, by the time they began',
        sqlFile: 'errors/over-time.sql',
        width: 24,
      }),
    )
    .withPanel(
      createTable({
        title: 'Error groups',
        description:
          'The 200 most frequent kinds: messages that differ only in numbers, ids, paths and quoted text are one. The links lead to the newest example',
        sqlFile: 'errors/groups.sql',
        width: 24,
        columns: {
          errors: { label: 'Errors', width: 90 },
          message: { label: 'Message', links: executionLinks },
          outcome_name: { label: 'Outcome', width: 130 },
          code: { label: 'Code', width: 90 },
          tools: { label: 'Tools' },
          sessions: { label: 'Sessions', width: 90 },
          first_seen: { label: 'First seen', width: 180 },
          last_seen: { label: 'Last seen', width: 180 },
          fingerprint: { label: 'Fingerprint', width: 160 },
          trace_id: { hidden: true },
          span_id: { hidden: true },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Newest errors',
        description: 'The 200 failed operations that began last',
        sqlFile: 'errors/newest.sql',
        width: 24,
        height: 14,
        columns: {
          time: { label: 'Time', links: executionLinks, width: 190 },
          name: { label: 'Operation' },
          outcome_name: { label: 'Outcome', width: 130 },
          error_code: { label: 'Code', width: 90 },
          error_type: { label: 'Type' },
          error: { label: 'Error' },
          session: { label: 'Session', links: sessionLinks(), width: 220 },
          client: { label: 'Client' },
          service: { label: 'Service' },
          trace_id: { hidden: true },
          span_id: { hidden: true },
        },
      }),
    );
}
