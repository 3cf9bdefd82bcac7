import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { executionLinks, sessionLinks } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { filters } from '../variables.js';

/** Asks again every five seconds: Grafana has no feed of ClickHouse. */
export function createLiveDashboard(): DashboardBuilder {
  return createDashboard('callsight-live', 'MCP live', 'Operations as they arrive, and what is running')
    .time({ from: 'now-15m', to: 'now' })
    .refresh('5s')
    .withVariable(filters.service())
    .withVariable(filters.client())
    .withPanel(
      createTable({
        title: 'Running',
        description: 'Operations that run for longer than a second, and those of the last day whose snapshots stopped without an end',
        sqlFile: 'live/running.sql',
        width: 24,
        height: 7,
        columns: {
          time: { label: 'Began', links: executionLinks, width: 190 },
          name: { label: 'Operation' },
          state: { label: 'State', width: 110 },
          duration: { label: 'Duration so far', unit: 'ms', width: 130 },
          session: { label: 'Session', links: sessionLinks(), width: 220 },
          client: { label: 'Client' },
          service: { label: 'Service' },
          trace_id: { hidden: true },
          span_id: { hidden: true },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Newest operations',
        description: 'The 200 operations that arrived last in the period, newest first',
        sqlFile: 'live/newest.sql',
        width: 24,
        height: 20,
        columns: {
          arrived: { label: 'Arrived', width: 190 },
          time: { label: 'Began', links: executionLinks, width: 190 },
          name: { label: 'Operation' },
          outcome_name: { label: 'Outcome', width: 130 },
          duration: { label: 'Duration', unit: 'ms', width: 110 },
          error: { label: 'Error' },
          session: { label: 'Session', links: sessionLinks(), width: 220 },
          client: { label: 'Client' },
          service: { label: 'Service' },
          side_name: { label: 'Seen from', width: 100 },
          trace_id: { hidden: true },
          span_id: { hidden: true },
        },
      }),
    );
}
