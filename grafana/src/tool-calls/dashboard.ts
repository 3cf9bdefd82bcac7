import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars, createHeatmap, createLines } from '../panels/charts.js';
import { toolLinks } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { createTiles } from '../panels/tiles.js';
import { createSplitVariable, filters } from '../variables.js';
import { executionColumns, statisticsColumns } from './columns.js';

export function createToolCallsDashboard(): DashboardBuilder {
  return createDashboard('callsight-tool-calls', 'MCP tool calls', 'Which tools are called, how often, how fast, and how many calls fail')
    .withVariable(filters.service())
    .withVariable(filters.tool())
    .withVariable(filters.client())
    .withVariable(filters.outcome())
    .withVariable(createSplitVariable())
    .withPanel(
      createTiles({
        title: 'Calls that began in the period',
        description:
          'Success rate: outcome ok, among the calls that were not cancelled. Latency: from request to response. The change is against the period before, of equal length',
        sqlFile: { appended: { before: 'tool-calls/summary-before.sql', now: 'tool-calls/summary.sql' } },
        width: 24,
        compared: true,
        columns: statisticsColumns,
      }),
    )
    .withPanel(
      createBars({
        title: 'Calls by outcome',
        description: 'Calls by the time they began',
        sqlFile: 'tool-calls/by-outcome-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createBars({
        title: 'Calls by $split',
        description: 'The ten tools, outcomes, clients or services with the most calls, as Split by says, and the others',
        sqlFile: 'tool-calls/by-split-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createLines({
        title: 'Latency',
        description: 'Percentiles of the calls that began in each interval',
        sqlFile: 'tool-calls/latency-over-time.sql',
        unit: 'ms',
        width: 12,
      }),
    )
    .withPanel(
      createLines({
        title: 'p95 by $split',
        description: '95th percentile of the ten tools, outcomes, clients or services with the most calls, as Split by says',
        sqlFile: 'tool-calls/latency-by-split-over-time.sql',
        unit: 'ms',
        width: 12,
      }),
    )
    .withPanel(
      createHeatmap({
        title: 'Latency by band',
        description: 'How many calls took at least as long as a band says, and less than the next',
        sqlFile: 'tool-calls/heatmap.sql',
        width: 24,
      }),
    )
    .withPanel(
      createTable({
        title: 'Tools',
        description: 'The 200 tools that were called most',
        sqlFile: { joined: { calls: 'tool-calls/by-tool.sql', sessions: 'tool-calls/by-tool-sessions.sql' } },
        width: 24,
        columns: {
          key: { hidden: true },
          tool: { label: 'Tool', links: toolLinks() },
          service: { label: 'Service' },
          ...statisticsColumns,
          sessions: { label: 'Sessions' },
          last_seen: { label: 'Last seen' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Tools never called',
        description: 'Tools of the current lists without a call in the period, and what their definitions cost each caller to read',
        sqlFile: 'tool-calls/never-called.sql',
        width: 24,
        height: 8,
        columns: {
          tool: { label: 'Tool' },
          service: { label: 'Service' },
          tokens: { label: 'Tokens, about' },
          bytes: { label: 'Size', unit: 'bytes' },
          listed_at: { label: 'Last listed' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Executions',
        description: 'The 200 calls that began last',
        sqlFile: 'tool-calls/history.sql',
        width: 24,
        height: 14,
        columns: executionColumns,
      }),
    );
}
