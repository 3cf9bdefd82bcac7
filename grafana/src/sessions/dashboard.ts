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
          'Active: connected at the end of the period, with activity or a heartbeat in its last 5 minutes and no end seen. Duration: from the first activity to the last, or to the end. The change is against the period before, of equal length.',
        sqlFile: 'sessions/summary.sql',
        width: 24,
        compared: true,
        columns: {
          sessions: { label: 'Sessions' },
          active: { label: 'Active' },
          average_duration: { label: 'Average duration', unit: 'ms' },
          operation_count: { label: 'Operations' },
          error_rate: { label: 'Error rate', unit: 'percentunit', warnFrom: { orange: 0.05, red: 0.2 } },
        },
      }),
    )
    .withPanel(
      createBars({
        title: 'Sessions created',
        description: 'Sessions by the time of their first activity, by client',
        sqlFile: 'sessions/created-over-time.sql',
        width: 8,
      }),
    )
    .withPanel(
      createLines({
        title: 'Sessions active',
        description: 'Sessions with at least one operation in the interval',
        sqlFile: 'sessions/active-over-time.sql',
        width: 8,
      }),
    )
    .withPanel(
      createLines({
        title: 'Sessions open',
        description: 'Sessions that were open at some time in the interval',
        sqlFile: 'sessions/open-over-time.sql',
        width: 8,
      }),
    )
    .withPanel(
      createLines({
        title: 'Average duration',
        description: 'Of the sessions created in the interval: from the first activity to the last, or to the end',
        sqlFile: 'sessions/duration-over-time.sql',
        unit: 'ms',
        width: 12,
      }),
    )
    .withPanel(
      createBars({
        title: 'Operations',
        description: 'Requests and notifications by the time they began; failed: neither succeeded nor cancelled',
        sqlFile: 'sessions/operations-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createTable({
        title: 'Worth a look',
        description:
          'The 100 newest sessions whose calls all failed, that called one tool with equal arguments again and again, took unusually long, or were lost',
        sqlFile: {
          appended: { sealed: 'sessions/flagged-sealed.sql', open: 'sessions/flagged-open.sql' },
          latest: { column: 'last_activity_at', limit: 100 },
        },
        width: 24,
        columns: {
          session: { label: 'Session', links: sessionLinks(), width: 220 },
          reason: { label: 'Why', width: 420 },
          ...sessionColumns,
        },
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
