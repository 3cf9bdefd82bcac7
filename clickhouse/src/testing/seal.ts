import type { ClickHouseClient } from '@clickhouse/client';

/** The views that seal what has been quiet for a while, in the order in which they stand on each other. */
const sealers = ['mcp_rollup_sealer', 'mcp_rollup_seals_from_rollup', 'mcp_session_sealer', 'mcp_session_watermark_from_slots'];

/** Arrivals that are not sealed yet, and the time until which sessions are sealed, as if they were an hour older. Before 1971: not known. */
const age = [
  'ALTER TABLE mcp_hour_arrivals UPDATE arrived = arrived - INTERVAL 1 HOUR WHERE true',
  `ALTER TABLE mcp_session_slots UPDATE arrived = arrived - INTERVAL 1 HOUR
    WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark) AND arrived > toDateTime64('1971-01-01 00:00:00', 3, 'UTC')`,
  'ALTER TABLE mcp_session_watermark UPDATE until = until - INTERVAL 1 HOUR WHERE true',
];

/** Makes everything that is not sealed yet look as if it had arrived an hour earlier than it did, and seals what is quiet then. */
export async function sealArrivals(admin: ClickHouseClient): Promise<void> {
  // A refresh that reads half of what has aged, and writes after, would vouch for sessions that were never sealed.
  for (const view of sealers) await admin.command({ query: `SYSTEM STOP VIEW ${view}` });
  for (const query of age) await admin.command({ query: `${query} SETTINGS mutations_sync = 2` });
  for (const view of sealers) await admin.command({ query: `SYSTEM START VIEW ${view}` });
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
