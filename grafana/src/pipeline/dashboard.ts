import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { createBars, createLines } from '../panels/charts.js';
import { createTable } from '../panels/records.js';
import { createTiles } from '../panels/tiles.js';

export function createPipelineDashboard(): DashboardBuilder {
  return createDashboard(
    'callsight-pipeline',
    'MCP pipeline health',
    'Whether data arrives, what became of it on its way, and what it takes',
  )
    .withPanel(
      createTable({
        title: 'Findings',
        description: 'What deserves attention, worst first: of the last hour, and of the last seven days where spans were refused',
        sqlFile: 'pipeline/findings.sql',
        width: 24,
        height: 5,
        columns: { severity: { label: 'Severity', width: 110 }, message: { label: 'What was seen, and what to do' } },
      }),
    )
    .withPanel(
      createTiles({
        title: 'Arrivals in the period',
        description:
          'In the last day of the period at most. Lag: from the end of an operation until it was stored. Lost: operations whose snapshots stopped and whose end never arrived',
        sqlFile: 'pipeline/freshness.sql',
        width: 24,
        columns: {
          since_newest_arrival: { label: 'Since the newest arrival', unit: 's', warnFrom: { orange: 300, red: 900 } },
          arrivals: { label: 'Operations stored' },
          lag_p50: { label: 'Lag, p50', unit: 'ms' },
          lag_p95: { label: 'Lag, p95', unit: 'ms', warnFrom: { orange: 5000, red: 60_000 } },
          lost: { label: 'Lost operations', warnFrom: { orange: 1, red: 10 } },
        },
      }),
    )
    .withPanel(
      createBars({
        title: 'Operations stored',
        description: 'Operations by the time they were stored, by service, in the last day of the period at most',
        sqlFile: 'pipeline/arrivals-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createLines({
        title: 'Lag',
        description: 'From the end of an operation until it was stored, in the last day of the period at most',
        sqlFile: 'pipeline/lag-over-time.sql',
        unit: 'ms',
        width: 12,
      }),
    )
    .withPanel(
      createTiles({
        title: 'Collectors now',
        description:
          'What those that were heard of in the last 10 minutes counted since their start, and how full their sending queues are',
        sqlFile: 'pipeline/collectors.sql',
        width: 14,
        columns: {
          instances: { label: 'Collectors' },
          accepted: { label: 'Accepted' },
          refused: { label: 'Refused' },
          sent: { label: 'Sent' },
          given_up: { label: 'Given up', warnFrom: { orange: 1, red: 1 } },
          filled: { label: 'Queue', unit: 'percentunit', warnFrom: { orange: 0.5, red: 0.8 } },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Retention and versions',
        description: 'Days that operations and content are kept, the version of the schema and of ClickHouse, and bytes on disk',
        sqlFile: 'pipeline/versions.sql',
        width: 10,
        height: 4,
        columns: {
          schema_version: { label: 'Schema' },
          clickhouse: { label: 'ClickHouse' },
          operations_days: { label: 'Operations', unit: 'd' },
          content_days: { label: 'Content', unit: 'd' },
          total_bytes: { label: 'On disk', unit: 'bytes' },
        },
      }),
    )
    .withPanel(
      createLines({
        title: 'Spans through the Collectors',
        description: 'Spans a second that the Collectors accepted, refused, sent, and gave up on, as they tell of themselves',
        sqlFile: 'pipeline/collectors-over-time.sql',
        width: 12,
      }),
    )
    .withPanel(
      createLines({
        title: 'Queue of the Collectors',
        description: 'The fullest sending queue, as a share of its capacity',
        sqlFile: 'pipeline/collector-queue-over-time.sql',
        unit: 'percentunit',
        max: 1,
        width: 12,
      }),
    )
    .withPanel(
      createTable({
        title: 'Spans refused for their time',
        description: 'Older than 400 days, or more than a day in the future, by day of arrival',
        sqlFile: 'pipeline/rejected.sql',
        width: 12,
        columns: {
          day: { label: 'Day' },
          service: { label: 'Service' },
          reason: { label: 'Reason' },
          rejected: { label: 'Spans' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Storage',
        description: 'Tables that hold rows, with their size on disk; retention in days',
        sqlFile: 'pipeline/storage.sql',
        width: 12,
        columns: {
          table_name: { label: 'Table' },
          row_count: { label: 'Rows' },
          bytes: { label: 'On disk', unit: 'bytes' },
          compression: { label: 'Compression', unit: 'short' },
          retention: { label: 'Retention', unit: 'd' },
        },
      }),
    );
}
