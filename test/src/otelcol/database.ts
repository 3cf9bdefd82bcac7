import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StandaloneProcess, startStandalone } from '../standalone-process.js';
import { findFreePorts } from './free-ports.js';

export const ingestToken = 'a-long-enough-ingest-token';

/** A database process that can go away and come back: the same data, the same port. */
export interface Database {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Operations of a service: all, and how many different ones. */
  count(service: string): Promise<{ rows: number; spans: number }>;
  remove(): Promise<void>;
}

export async function createDatabase(): Promise<Database> {
  const [port = 0] = await findFreePorts(1);
  const folder = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  const url = `http://127.0.0.1:${port}`;
  let running: StandaloneProcess | undefined;
  const stop = async () => {
    await running?.stop('SIGTERM');
    running = undefined;
  };
  return {
    url,
    async start() {
      running = await startStandalone({
        CALLSIGHT_DATA_DIR: folder,
        CALLSIGHT_CLICKHOUSE_PORT: String(port),
        CALLSIGHT_INGEST_TOKENS: ingestToken,
      });
    },
    stop,
    async count(service) {
      const query = `SELECT count() AS rows, uniqExact(span_id) AS spans FROM mcp_operations WHERE service = {service:String} FORMAT JSONEachRow`;
      const response = await fetch(`${url}/?param_service=${service}`, { method: 'POST', body: query });
      const row = (await response.json()) as Record<'rows' | 'spans', string>;
      return { rows: Number(row.rows), spans: Number(row.spans) };
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
