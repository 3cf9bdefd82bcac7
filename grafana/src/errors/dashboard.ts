import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars } from '../panels/charts.js';
import { executionLinks, sessionLinks } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { createTextVariable, filters } from '../variables.js';
import { errorGroupColumns } from './columns.js';

export function createErrorsDashboard(): DashboardBuilder {
  return createDashboard('callsight-errors', 'MCP errors', 'What fails, how often, since when, and an example of each')
    .withVariable(filters.service())
    .withVariable(filters.tool())
    .withVariable(filters.client())
    .withVariable(filters.outcome())
    .withVariable(createTextVariable('fingerprint', 'Kind (fingerprint)'))
    .withPanel(
      createBars({
        title: 'Errors by outcome',
        description:
          'Operations that neither succeeded nor were cancelled, by the time they began, of one kind where its fingerprint is given',
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
        columns: errorGroupColumns,
      }),
    )
    .withPanel(
      createTable({
        title: 'Newest errors',
        description: 'The 200 failed operations that began last, of one kind where its fingerprint is given',
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
