import type { ClickHouseClient } from '@clickhouse/client';

/** What is computed in the background once rows have been quiet for a while: tables of arrivals, and the views that seal. */
const arrivalTables = ['mcp_hour_arrivals'];
const sealers = ['mcp_tool_buckets_sealer'];

/** Makes everything look as if it had arrived an hour earlier than it did, and seals what is quiet then. */
export async function sealArrivals(admin: ClickHouseClient): Promise<void> {
  for (const table of arrivalTables) {
    await admin.command({
      query: `ALTER TABLE ${table} UPDATE arrived = arrived - INTERVAL 1 HOUR WHERE true SETTINGS mutations_sync = 2`,
    });
  }
  await seal(admin);
}

/** Seals what is quiet, at once instead of within a minute. */
export async function seal(admin: ClickHouseClient): Promise<void> {
  for (const view of sealers) {
    // One that has just begun by itself may not see the newest rows.
    await admin.command({ query: `SYSTEM WAIT VIEW ${view}` });
    await admin.command({ query: `SYSTEM REFRESH VIEW ${view}` });
    await admin.command({ query: `SYSTEM WAIT VIEW ${view}` });
  }
}
