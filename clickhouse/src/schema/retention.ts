import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';

/** How long rows are kept, in days. */
export interface Retention {
  /** What the model knows of operations and sessions. */
  operationsDays: number;
  /** Arguments and results. */
  contentDays: number;
  /** Spans, log records and metric points of any kind, as they came. */
  tracesDays: number;
}

/** The time that a row's age is counted from, by table, for each period. */
const timeColumns: Record<keyof Retention, Record<string, string>> = {
  operationsDays: {
    mcp_operations: 'ts',
    mcp_snapshots: 'ts',
    mcp_client_calls: 'ts',
    mcp_hour_arrivals: 'hour',
    mcp_rollup: 'start',
    mcp_rollup_seals: 'start',
    mcp_failed_operations: 'ts',
    mcp_session_hours: 'hour',
    mcp_surfaces: 'day',
    mcp_session_slots: 'greatest(last_activity, last_heartbeat, ended)',
    mcp_sealed_sessions: 'greatest(last_activity, last_heartbeat, ended)',
  },
  contentDays: { mcp_content: 'ts' },
  tracesDays: {
    otel_traces: 'Timestamp',
    otel_logs: 'Timestamp',
    otel_metrics_gauge: 'TimeUnix',
    otel_metrics_sum: 'TimeUnix',
    otel_metrics_histogram: 'TimeUnix',
    otel_metrics_exponential_histogram: 'TimeUnix',
    otel_metrics_summary: 'TimeUnix',
  },
};

/** The period that a table's rows are kept for, if it has one. */
export function findPeriod(table: string): keyof Retention | undefined {
  return (Object.keys(timeColumns) as (keyof Retention)[]).find((period) => table in timeColumns[period]);
}

/** Applies the retention to every table whose TTL differs, on a cluster if one is named; rows leave with the next merges, whole parts at a time. */
export async function applyRetention(client: ClickHouseClient, retention: Retention, cluster?: string): Promise<void> {
  const wanted = (Object.keys(timeColumns) as (keyof Retention)[]).flatMap((period) =>
    Object.entries(timeColumns[period]).map(([table, time]) => ({ table, ttl: toTtl(time, retention[period]) })),
  );
  const result = await client.query({
    query: 'SELECT name, create_table_query AS ddl FROM system.tables WHERE database = currentDatabase()',
    format: 'JSONEachRow',
  });
  const rows = z.array(z.object({ name: z.string(), ddl: z.string() })).parse(await result.json());
  const ddl = new Map(rows.map((row) => [row.name, row.ddl]));
  for (const { table, ttl } of wanted) {
    if (ddl.get(table)?.includes(`TTL ${ttl}`)) continue;
    await client.command({ query: `ALTER TABLE ${table}${cluster ? ` ON CLUSTER \`${cluster}\`` : ''} MODIFY TTL ${ttl}` });
  }
}

/** Written as the engine prints it in `create_table_query`, so that an unchanged TTL is recognised. */
function toTtl(time: string, days: number): string {
  return `toDateTime(${time}) + toIntervalDay(${days})`;
}
