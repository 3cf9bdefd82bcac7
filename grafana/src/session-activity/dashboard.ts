import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars } from '../panels/charts.js';
import { executionLinks } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { sessionColumns } from '../sessions/columns.js';
import { createTextVariable } from '../variables.js';

export function createSessionActivityDashboard(): DashboardBuilder {
  return createDashboard('callsight-session-activity', 'MCP session activity', 'What one session did, request by request')
    .withVariable(createTextVariable('session', 'Session'))
    .withPanel(
      createTable({
        title: 'Session',
        description: 'Duration: from the first activity to the last, or to the end. Basis: what the session key rests on',
        sqlFile: 'session-activity/facts.sql',
        width: 24,
        height: 5,
        columns: sessionColumns,
      }),
    )
    .withPanel(
      createBars({
        title: 'Operations by outcome',
        description: 'Operations of the session within the period',
        sqlFile: 'session-activity/over-time.sql',
        width: 24,
      }),
    )
    .withPanel(
      createTable({
        title: 'Timeline',
        description:
          'The first 1,000 requests, tool executions and notifications, oldest first, whatever the period. Running and lost ones show what their newest snapshot told',
        sqlFile: 'session-activity/timeline.sql',
        width: 24,
        height: 18,
        columns: {
          time: { label: 'Time', width: 190 },
          offset: { label: 'Offset', unit: 'ms', width: 100 },
          kind: { label: 'Kind', width: 130 },
          name: { label: 'Operation', links: executionLinks },
          outcome_name: { label: 'Outcome', width: 130 },
          duration: { label: 'Duration', unit: 'ms', width: 110 },
          error: { label: 'Error' },
          trace_id: { hidden: true },
          span_id: { hidden: true },
        },
      }),
    );
}
