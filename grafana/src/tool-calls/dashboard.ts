import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createStackedBars, createStat, createTable, createTimeSeries, withLink, withUnit } from '../panels.js';
import { createListVariable, createTextVariable } from '../variables.js';

const milliseconds = withUnit('ms');

export function createToolCallsDashboard(): DashboardBuilder {
  return new DashboardBuilder('MCP tool calls')
    .uid('callsight-tool-calls')
    .description('Which tools are called, how often, how fast, and how many fail')
    .tags(['callsight', 'mcp'])
    .timezone('browser')
    .time({ from: 'now-24h', to: 'now' })
    .refresh('30s')
    .readonly()
    .withVariable(createListVariable('service', 'Service', 'tool-calls/services.sql'))
    .withVariable(createListVariable('tool', 'Tool', 'tool-calls/tools.sql'))
    .withVariable(createTextVariable('session', 'Session'))
    .withPanel(
      createStat({ title: 'Tool calls', description: 'Executions that began in the period', sqlFile: 'tool-calls/total.sql', width: 6 }),
    )
    .withPanel(
      createStat({
        title: 'Success rate',
        description: 'Outcome ok, among all calls that were not cancelled',
        sqlFile: 'tool-calls/success-rate.sql',
        unit: 'percentunit',
        width: 6,
      }),
    )
    .withPanel(
      createStat({
        title: 'Average duration',
        description: 'From request to response',
        sqlFile: 'tool-calls/average-duration.sql',
        unit: 'ms',
        width: 6,
      }),
    )
    .withPanel(
      createStat({
        title: '95th percentile',
        description: '95 of 100 calls took no longer than this',
        sqlFile: 'tool-calls/p95-duration.sql',
        unit: 'ms',
        width: 6,
      }),
    )
    .withPanel(
      createStackedBars({
        title: 'Calls by outcome',
        description: 'Calls by the time they began',
        sqlFile: 'tool-calls/over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createTimeSeries({
        title: 'Duration',
        description: 'Percentiles of the calls that began in each interval',
        sqlFile: 'tool-calls/duration-over-time.sql',
        unit: 'ms',
        width: 12,
      }),
    )
    .withPanel(
      createTable(
        { title: 'Tools', description: 'The 200 tools that were called most', sqlFile: 'tool-calls/by-tool.sql', width: 24 },
        {
          tool: [withLink('Only this tool', 'callsight-tool-calls', 'tool')],
          success_rate: [withUnit('percentunit')],
          average: [milliseconds],
          p50: [milliseconds],
          p95: [milliseconds],
          p99: [milliseconds],
        },
      ),
    )
    .withPanel(
      createTable(
        { title: 'Newest calls', description: 'The 200 calls that began last', sqlFile: 'tool-calls/newest.sql', width: 24 },
        {
          session: [withLink('Only this session', 'callsight-tool-calls', 'session')],
          duration: [milliseconds],
        },
      ),
    );
}
