import { readMigrations } from '@callsight/clickhouse';
import type { PipelineHealth } from '../contract/index.js';
import { type Reader, readOne } from '../database/query.js';
import { version } from '../version.js';
import { toFindings } from './findings.js';
import { arrivals, collectors, databaseVersions, newestOperation, rejectedSpans, tableStorage } from './queries.js';

/** Whether data arrives, what became of it, and what it takes; `receiver` is what this process’s own one tells of itself. */
export async function readPipelineHealth(
  reader: Reader,
  receiver: PipelineHealth['receiver'],
  signal?: AbortSignal,
): Promise<PipelineHealth> {
  const [arrived, [newest], rejected, tables, database, [collector], migrations] = await Promise.all([
    readOne(reader, arrivals, {}, signal),
    reader.rows(newestOperation, {}, signal),
    reader.rows(rejectedSpans, {}, signal),
    reader.rows(tableStorage, {}, signal),
    readOne(reader, databaseVersions, {}, signal),
    reader.rows(collectors, {}, signal),
    readMigrations(),
  ]);
  const storage = tables.map((table) => ({ ...table, ratio: table.bytes > 0 ? table.uncompressedBytes / table.bytes : null }));
  const retentionOf = (name: string) => storage.find((table) => table.name === name)?.retentionDays ?? null;
  const observed = {
    freshness: {
      newestOperationAt: newest?.startedAt ?? null,
      ...arrived,
      newestArrivalAt: arrived.newestArrivalAt ?? newest?.arrivedAt ?? null,
    },
    receiver,
    collector: collector && collector.instances > 0 ? collector : null,
    rejected,
    storage,
    retention: { operationsDays: retentionOf('mcp_operations'), contentDays: retentionOf('mcp_content') },
    schema: { version: database.schemaVersion, expected: migrations.length },
    versions: { callsight: version, clickhouse: database.clickhouse, node: process.versions.node },
  };
  return { checkedAt: new Date().toISOString(), findings: toFindings(observed), ...observed };
}
