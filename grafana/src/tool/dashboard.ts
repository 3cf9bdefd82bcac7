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
        description: 'Success rate: outcome ok, among the calls that were not cancelled. Latency: from request to response',
        sqlFile: 'tool/summary.sql',
        width: 15,
        columns: { ...statisticsColumns, last_seen: { label: 'Last seen', unit: 'dateTimeFromNow' } },
      }),
    )
    .withPanel(
      createTiles({
        title: 'Sessions and sizes',
        description: 'Sessions that called it; average bytes of JSON that it was given and gave back, and the most that it gave back',
        sqlFile: 'tool/sizes.sql',
        width: 9,
        columns: {
          sessions: { label: 'Sessions' },
          input_size: { label: 'Input', unit: 'bytes' },
          output_size: { label: 'Output', unit: 'bytes' },
          largest_output_size: { label: 'Largest output', unit: 'bytes' },
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
          ...statisticsColumns,
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
