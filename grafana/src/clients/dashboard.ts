import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars, createLines } from '../panels/charts.js';
import { rowValue, toDashboard } from '../panels/links.js';
import { createTable } from '../panels/records.js';
import { filters } from '../variables.js';

export function createClientsDashboard(): DashboardBuilder {
  return createDashboard('callsight-clients', 'MCP clients', 'Which clients connect, in which versions and over what, and how they fare')
    .withVariable(filters.service())
    .withVariable(filters.client())
    .withPanel(
      createBars({
        title: 'Operations by client',
        description: 'Requests and notifications by the time they began',
        sqlFile: 'clients/operations-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createLines({
        title: 'Error rate by client',
        description: 'Failed operations among those that were not cancelled',
        sqlFile: 'clients/error-rate-over-time.sql',
        unit: 'percentunit',
        max: 1,
        width: 12,
      }),
    )
    .withPanel(
      createTable({
        title: 'Clients',
        description: 'Client, version, transport and protocol version, with their sessions and operations in the period',
        sqlFile: { joined: { operations: 'clients/matrix.sql', sessions: 'clients/matrix-sessions.sql' } },
        width: 24,
        height: 14,
        columns: {
          key: { hidden: true },
          client: {
            label: 'Client',
            links: [toDashboard('Sessions of this client', 'callsight-sessions', { client: rowValue('client') })],
          },
          version: { label: 'Version' },
          transport: { label: 'Transport' },
          protocol: { label: 'Protocol' },
          operations: { label: 'Operations' },
          errors: { label: 'Errors' },
          error_rate: { label: 'Error rate', unit: 'percentunit', warnFrom: { orange: 0.05, red: 0.2 } },
          last_seen: { label: 'Last seen' },
          sessions: { label: 'Sessions' },
        },
      }),
    );
}
