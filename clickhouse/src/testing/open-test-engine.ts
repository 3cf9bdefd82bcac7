import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedEngine, openEngine } from '../embedded/index.js';
import { migrate } from '../schema/migrate.js';
import { type SpanRow, toJsonRows } from './spans.js';

/** The real engine in a directory of its own, with the schema. */
export interface TestEngine extends EmbeddedEngine {
  ingest(rows: readonly SpanRow[]): Promise<void>;
  select<Row>(query: string): Promise<Row[]>;
}

export async function openTestEngine(): Promise<TestEngine> {
  const directory = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  const engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
  await migrate(engine.admin);
  return {
    ...engine,
    ingest: (rows) => engine.insert('otel_traces_landing', toJsonRows(rows)),
    async select<Row>(query: string) {
      const result = await engine.reader.query({ query, format: 'JSONEachRow' });
      return result.json<Row>();
    },
    async close() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
