import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars, createLines } from '../panels/charts.js';
import { sessionLinks } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { createTiles } from '../panels/tiles.js';
import { filters } from '../variables.js';
import { sessionColumns } from './columns.js';

export function createSessionsDashboard(): DashboardBuilder {
  return createDashboard('callsight-sessions', 'MCP sessions', 'Who is connected, how many sessions there were, and what they did')
    .withVariable(filters.service())
    .withVariable(filters.client())
    .withPanel(
      createTiles({
        title: 'Sessions with activity in the period',
        description:
          'Active: connected now, with activity or a heartbeat within 5 minutes and no end seen. Duration: from the first activity to the last, or to the end. Lost: heartbeats stopped, or 30 minutes of silence without an end.',
        sqlFile: 'sessions/summary.sql',
        width: 24,
        columns: {
          sessions: { label: 'Sessions' },
          active: { label: 'Active now' },
          average_duration: { label: 'Average duration', unit: 'ms' },
          operation_count: { label: 'Operations' },
          error_rate: { label: 'Error rate', unit: 'percentunit', warnFrom: { orange: 0.05, red: 0.2 } },
          lost: { label: 'Lost' },
        },
      }),
    )
    .withPanel(
      createBars({
        title: 'Sessions created',
        description: 'Sessions by the time of their first activity, by client',
        sqlFile: 'sessions/created-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createLines({
        title: 'Sessions active',
        description: 'Sessions with at least one operation in the interval',
        sqlFile: 'sessions/active-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createTable({
        title: 'Sessions',
        description: 'The 500 sessions with the latest activity',
        sqlFile: 'sessions/list.sql',
        width: 24,
        height: 14,
        columns: {
          session: { label: 'Session', links: sessionLinks(), width: 220 },
          ...sessionColumns,
        },
      }),
    );
}
