import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createStackedBars, createStat, createTable, withLink, withUnit } from '../panels.js';
import { createListVariable } from '../variables.js';

export function createSessionsDashboard(): DashboardBuilder {
  return new DashboardBuilder('MCP sessions')
    .uid('callsight-sessions')
    .description('Who is connected, how many sessions there were, and what they did')
    .tags(['callsight', 'mcp'])
    .timezone('browser')
    .time({ from: 'now-24h', to: 'now' })
    .refresh('30s')
    .readonly()
    .withVariable(createListVariable('service', 'Service', 'sessions/services.sql'))
    .withPanel(
      createStat({
        title: 'Active sessions',
        description: 'Sessions that are connected now: activity or a heartbeat within 5 minutes, and no end seen',
        sqlFile: 'sessions/active.sql',
        width: 6,
      }),
    )
    .withPanel(
      createStat({ title: 'Sessions', description: 'Sessions with any activity in the period', sqlFile: 'sessions/total.sql', width: 6 }),
    )
    .withPanel(
      createStat({
        title: 'Average duration',
        description: 'From the first to the last activity of these sessions',
        sqlFile: 'sessions/average-duration.sql',
        unit: 'ms',
        width: 6,
      }),
    )
    .withPanel(
      createStat({
        title: 'Sessions with errors',
        description: 'The share of these sessions in which at least one operation failed',
        sqlFile: 'sessions/error-share.sql',
        unit: 'percentunit',
        width: 6,
      }),
    )
    .withPanel(
      createStackedBars({
        title: 'Sessions started',
        description: 'Sessions by the time they were created, by client',
        sqlFile: 'sessions/over-time.sql',
        width: 24,
      }),
    )
    .withPanel(
      createTable(
        {
          title: 'Sessions',
          description: 'The 500 sessions with the latest activity',
          sqlFile: 'sessions/list.sql',
          width: 24,
        },
        {
          session: [withLink('Tool calls of this session', 'callsight-tool-calls', 'session')],
          duration: [withUnit('ms')],
        },
      ),
    );
}
