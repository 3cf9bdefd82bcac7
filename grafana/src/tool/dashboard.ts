import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { errorGroupColumns } from '../errors/columns.js';
import { createBars, createLines } from '../panels/charts.js';
import { sessionLinks } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { createTiles } from '../panels/tiles.js';
import { executionColumns, outcomeColumns, statisticsColumns } from '../tool-calls/columns.js';
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
        width: 24,
        columns: { ...statisticsColumns, last_seen: { label: 'Last seen', unit: 'dateTimeFromNow' } },
      }),
    )
    .withPanel(
      createTable({
        title: 'At each server',
        description:
          'Its calls by outcome, who called it, bytes of JSON that it was given and gave back, and what its definition costs a caller to read',
        sqlFile: { joined: { calls: 'tool/servers.sql', sizes: 'tool/server-sizes.sql' } },
        width: 24,
        height: 6,
        columns: {
          key: { hidden: true },
          server: { label: 'Server' },
          calls: { label: 'Calls' },
          ...outcomeColumns,
          sessions: { label: 'Sessions' },
          clients: { label: 'Clients' },
          input_p50: { label: 'Input, p50', unit: 'bytes' },
          input_max: { label: 'Input, most', unit: 'bytes' },
          output_p50: { label: 'Output, p50', unit: 'bytes' },
          output_max: { label: 'Output, most', unit: 'bytes' },
          definition_tokens: { label: 'Definition, tokens' },
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
        title: 'Errors',
        description:
          'The ten most frequent kinds: messages that differ only in numbers, ids, paths and quoted text are one. The links lead to the newest example',
        sqlFile: 'tool/errors.sql',
        width: 24,
        height: 8,
        columns: errorGroupColumns,
      }),
    )
    .withPanel(
      createTable({
        title: 'Arguments',
        description: 'How many calls had each argument, and how many of these failed',
        sqlFile: 'tool/argument-names.sql',
        width: 12,
        columns: { name: { label: 'Argument' }, type: { label: 'Type' }, calls: { label: 'Calls' }, failed: { label: 'Failed' } },
      }),
    )
    .withPanel(
      createTable({
        title: 'Shapes of arguments',
        description: 'The keys and types that callers gave together, and with what success',
        sqlFile: 'tool/arguments.sql',
        width: 12,
        columns: {
          shape: { label: 'Keys and types' },
          calls: { label: 'Calls' },
          failed: { label: 'Failed' },
          success_rate: { label: 'Success rate', unit: 'percentunit', warnBelow: { orange: 0.95, red: 0.8 } },
          p95: { label: 'p95', unit: 'ms' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Clients',
        description: 'Who calls it, and with what success',
        sqlFile: 'tool/clients.sql',
        width: 12,
        columns: { client: { label: 'Client' }, ...statisticsColumns },
      }),
    )
    .withPanel(
      createTable({
        title: 'Sessions with the most calls',
        description: 'The ten sessions that called it most often in the period',
        sqlFile: 'tool/sessions.sql',
        width: 12,
        columns: {
          session: { label: 'Session', links: sessionLinks() },
          calls: { label: 'Calls' },
          failed: { label: 'Failed' },
          last_call: { label: 'Last call' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Its definition over time',
        description: 'As tools/list showed it to callers, and how calls of the period went with each',
        sqlFile: 'tool/definitions.sql',
        width: 24,
        height: 6,
        columns: {
          definition: { label: 'Definition' },
          server: { label: 'Server' },
          first_listed_at: { label: 'First listed' },
          last_listed_at: { label: 'Last listed' },
          bytes: { label: 'Size', unit: 'bytes' },
          tokens: { label: 'Tokens, about' },
          calls: { label: 'Calls' },
          success_rate: { label: 'Success rate', unit: 'percentunit', warnBelow: { orange: 0.95, red: 0.8 } },
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
