import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@callsight/clickhouse';
import { openEngine } from '@callsight/clickhouse/embedded';
import { generateSpans } from '../storage/index.js';

const days = 30;
const dayMs = 86_400_000;

/** A data directory with so many operations of the last 30 days, made where it is missing; `named` is taken as it is. */
export async function prepareOperations(named: string | undefined, operations: number): Promise<string> {
  if (named !== undefined) return named;
  const directory = join(import.meta.dirname, '../../.cache', `operations-${operations}-${new Date().toISOString().slice(0, 10)}`);
  if (existsSync(directory)) return directory;
  process.stdout.write(`Generating ${operations} operations into ${directory}, once a day …\n`);
  const engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
  await migrate(engine.admin);
  const to = new Date();
  const from = new Date(to.getTime() - days * dayMs);
  await generateSpans(engine.admin, { spans: operations, from, to, contentFrom: new Date(to.getTime() - 7 * dayMs) });
  await engine.close();
  return directory;
}
