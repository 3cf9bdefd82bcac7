import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, writerSettings } from '@callsight/clickhouse';
import { openEngine } from '@callsight/clickhouse/embedded';
import { median } from '../statistics.js';
import { generateSpans } from './generate.js';
import { readSql } from './sql.js';

const rounds = 9;
const batch = 10_000;
const hourMs = 3_600_000;

/** Time of inserting batches of the same spans, with content: into the landing table with all of its views, and into the exporter's table. */
export async function printInsertCost(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'callsight-bench-'));
  const engine = await openEngine({ dataDirectory, database: 'callsight' });
  const run = (query: string) => engine.admin.command({ query });
  await migrate(engine.admin);
  for (const [name, value] of Object.entries(writerSettings)) await run(`SET ${name} = ${value}`);
  // The spans are made once: making them costs neither side anything.
  await run('CREATE TABLE spans AS otel_traces_landing ENGINE = Memory');
  await run('CREATE MATERIALIZED VIEW spans_from_landing TO spans AS SELECT * FROM otel_traces_landing');
  const to = new Date(Math.floor(Date.now() / hourMs) * hourMs);
  const from = new Date(to.getTime() - hourMs);
  await generateSpans(engine.admin, { spans: rounds * batch * 1.3, from, to, contentFrom: from });
  await run('DROP VIEW spans_from_landing');
  for (const query of readSql('exporter-schema').split(/;\n/)) await run(query);
  await run('DROP VIEW exporter_otel_traces_from_landing');
  const times: Record<string, number[]> = { landing: [], exporter: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, table] of [
      ['exporter', 'exporter_otel_traces'],
      ['landing', 'otel_traces_landing'],
    ] as const) {
      const started = performance.now();
      await run(`INSERT INTO ${table} SELECT * FROM spans LIMIT ${batch} OFFSET ${round * batch}`);
      times[name]?.push(performance.now() - started);
    }
  }
  await engine.close();
  await rm(dataDirectory, { recursive: true });
  const of = (name: string) => (median(times[name] ?? []) * 1_000) / batch;
  process.stdout.write(
    `Insert of ${batch} spans with content, µs a span: exporter's table ${of('exporter').toFixed(1)}, landing with all views ${of('landing').toFixed(1)}, ` +
      `ratio ${(of('landing') / of('exporter')).toFixed(2)} (limit 2)\n`,
  );
}
