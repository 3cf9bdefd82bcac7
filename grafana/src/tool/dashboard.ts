import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars, createLines } from '../panels/charts.js';
import { createTable } from '../panels/records.js';
import { createTiles } from '../panels/tiles.js';
import { executionColumns, statisticsColumns } from '../tool-calls/columns.js';
import { createTextVariable, filters } from '../variables.js';

export function createToolDashboard(): DashboardBuilder {
  return createDashboard('callsight-tool', 'MCP tool', 'One tool: how it is used, how fast it is and how it fails')
    .withVariable(createTextVariable('tool', 'Tool'))
    .withVariable(filters.service())
    .withVariable(filters.client())
    .withPanel(
      createTiles({
        title: 'Calls of this tool in the period',
        description: 'Success rate: outcome ok, among the calls that were not cancelled. Sizes: average bytes of JSON',
        sqlFile: 'tool/summary.sql',
        width: 24,
        columns: {
          ...statisticsColumns,
          sessions: { label: 'Sessions' },
          arguments_size: { label: 'Input', unit: 'bytes' },
          result_size: { label: 'Output', unit: 'bytes' },
          last_seen: { label: 'Last seen', unit: 'dateTimeFromNow' },
        },
      }),
    )
    .withPanel(
      createBars({
        title: 'Calls by outcome',
        description: 'Calls by the time they began',
        sqlFile: 'tool/by-outcome-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createLines({
        title: 'Latency',
        description: 'Percentiles of the calls that began in each interval',
        sqlFile: 'tool/latency-over-time.sql',
        unit: 'ms',
        width: 12,
      }),
    )
    .withPanel(
      createTable({
        title: 'Clients',
        description: 'Who calls it, and with what success',
        sqlFile: 'tool/clients.sql',
        width: 12,
        columns: {
          client: { label: 'Client' },
          calls: { label: 'Calls' },
          failed: { label: 'Failed' },
          error_rate: { label: 'Error rate', unit: 'percentunit', warnFrom: { orange: 0.05, red: 0.2 } },
          p95: { label: 'p95', unit: 'ms' },
          sessions: { label: 'Sessions' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Arguments',
        description: 'The keys and types that callers gave, and with what success',
        sqlFile: 'tool/arguments.sql',
        width: 12,
        columns: {
          shape: { label: 'Keys and types' },
          calls: { label: 'Calls' },
          failed: { label: 'Failed' },
          error_rate: { label: 'Error rate', unit: 'percentunit', warnFrom: { orange: 0.05, red: 0.2 } },
          arguments_size: { label: 'Average size', unit: 'bytes' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Executions',
        description: 'The 200 calls of this tool that began last',
        sqlFile: 'tool/history.sql',
        width: 24,
        height: 14,
        columns: executionColumns,
      }),
    );
}
