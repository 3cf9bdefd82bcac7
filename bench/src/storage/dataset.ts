import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '@callsight/clickhouse';
import { type EmbeddedEngine, openEngine } from '@callsight/clickhouse/embedded';
import { sealArrivals } from '@callsight/clickhouse/testing';
import { generateSpans } from './generate.js';
import { readSql } from './sql.js';

const dayMs = 86_400_000;
/** Days of operations, and the newest of them, which have content: the default retention. */
const days = 30;
const contentDays = 7;

export interface Dataset {
  engine: EmbeddedEngine;
  operations: number;
  /** When the newest operation started. */
  to: Date;
}

/** Opens the data set of so many operations below a directory; makes it, the exporter's tables beside ours, where it is missing. */
export async function openDataset(directory: string, operations: number): Promise<Dataset> {
  const dataDirectory = join(directory, String(operations));
  await mkdir(dataDirectory, { recursive: true });
  const engine = await openEngine({ dataDirectory, database: 'callsight' });
  await migrate(engine.admin);
  if ((await count(engine)) === 0) await generate(engine, operations);
  const [row] = await select<{ n: string; newest: string }>(
    engine,
    'SELECT count() AS n, max(ts) AS newest FROM mcp_operations WHERE ts < now()',
  );
  return { engine, operations: Number(row?.n), to: new Date(row?.newest ?? 0) };
}

/** Seals what is still open, and merges what was sealed, as the engine does in the background within an hour on a running system. */
export async function sealDataset({ engine }: Dataset): Promise<void> {
  const countOpen = async () => {
    const [row] = await select<{ n: number }>(
      engine,
      `SELECT toInt32((SELECT count() FROM mcp_bucket_arrivals WHERE start + toIntervalSecond(seconds) < now())
        - (SELECT count() FROM mcp_sealed_buckets) + (SELECT count() FROM mcp_open_sessions)) AS n`,
    );
    return row?.n ?? 0;
  };
  for (let before = Number.POSITIVE_INFINITY, open = await countOpen(); open > 0 && open < before; ) {
    await sealArrivals(engine.admin);
    before = open;
    open = await countOpen();
  }
  for (const table of ['mcp_rollup', 'mcp_failed_operations', 'mcp_sealed_sessions'])
    await engine.admin.command({ query: `OPTIMIZE TABLE ${table} FINAL` });
}

async function generate(engine: EmbeddedEngine, operations: number): Promise<void> {
  for (const query of readSql('exporter-schema').split(/;\n/)) await engine.admin.command({ query });
  const to = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
  const period = { from: new Date(to.getTime() - days * dayMs), to };
  await generateSpans(engine.admin, { ...period, spans: operations, contentFrom: new Date(to.getTime() - contentDays * dayMs) });
}

async function count(engine: EmbeddedEngine): Promise<number> {
  const [row] = await select<{ n: string }>(engine, 'SELECT count() AS n FROM mcp_operations');
  return Number(row?.n);
}

export async function select<Row>(engine: EmbeddedEngine, query: string): Promise<Row[]> {
  const result = await engine.reader.query({ query, format: 'JSONEachRow' });
  return result.json<Row>();
}
