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

/** Seals what is still open, as the engine does in the background on a running system. */
export async function sealDataset({ engine }: Dataset): Promise<void> {
  const pending = async () =>
    (
      await select<{ n: number }>(
        engine,
        'SELECT count()::Int32 AS n FROM mcp_bucket_arrivals WHERE start + toIntervalSecond(seconds) < now()',
      )
    )[0]?.n ?? 0;
  const sealed = async () => (await select<{ n: number }>(engine, 'SELECT count()::Int32 AS n FROM mcp_sealed_buckets'))[0]?.n ?? 0;
  for (let before = -1, after = await sealed(); after < (await pending()) && after > before; ) {
    await sealArrivals(engine.admin);
    before = after;
    after = await sealed();
  }
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
