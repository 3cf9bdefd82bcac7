// Runs an emitter's recorder against the real receiver, and keeps the spans it sent as rows of the landing table.
// In an emitter's folder: node ../record.mjs COMMAND…   writes spans.jsonl there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@callsight/clickhouse';
import { openEngine } from '@callsight/clickhouse/embedded';
import { createOtlpReceiver } from '@callsight/collector';

/** Names this machine (hosts, paths, processes, free ports), or is of no use here. */
const LEFT_OUT =
  /^(host|process|os|_dd)\.|\.host\.|host_?name$|^(process_id|runtime[-_]id|server_name)$|stack(trace)?$|\.port$|^http\.request\.|\burl\b|^http\.(host|target)$/;

function scrub(attributes) {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !LEFT_OUT.test(name)));
}

function toScrubbed(row) {
  const { ResourceAttributes, SpanAttributes, ...columns } = row;
  const events = row['Events.Attributes'];
  const present = Object.entries(columns).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return {
    ...Object.fromEntries(present),
    ResourceAttributes: scrub(ResourceAttributes),
    SpanAttributes: scrub(SpanAttributes),
    ...(events.length === 0 ? {} : { 'Events.Attributes': events.map(scrub) }),
  };
}

/** What arrives, as it arrives: the landing table itself keeps nothing. */
const directory = await mkdtemp(join(tmpdir(), 'callsight-record-'));
const engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
await migrate(engine.admin);
await engine.admin.command({ query: 'CREATE TABLE recorded AS otel_traces_landing ENGINE = Memory' });
const receiver = createOtlpReceiver({ host: '127.0.0.1', port: 0, insert: engine.insert, tables: { traces: 'recorded' } });

const { url } = await receiver.listen();
const [command, ...args] = process.argv.slice(2);
const recorder = spawn(command, args, { stdio: 'inherit', env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: url } });
const [code] = await once(recorder, 'exit');
await receiver.close();
const recorded = await engine.admin.query({
  // Times in nanoseconds and durations exceed a number's precision: they are strings.
  query: `SELECT * REPLACE (toString(toUnixTimestamp64Nano(Timestamp)) AS Timestamp, toString(Duration) AS Duration)
    FROM recorded ORDER BY recorded.Timestamp`,
  format: 'JSONEachRow',
});
const rows = (await recorded.json()).map(toScrubbed);
await engine.close();
await rm(directory, { recursive: true });
if (code !== 0) throw new Error(`Expected the recorder to end with 0, got ${code}`);
const isMcp = (row) =>
  /(?<!\/)mcp|modelcontextprotocol|ResponseStreamWriter/.test(`${row.SpanName} ${row.ScopeName} ${JSON.stringify(row.SpanAttributes)}`);
// The spans around them, of HTTP mostly, are all alike.
const surroundings = rows.filter((row) => !isMcp(row)).slice(0, 2);
const kept = rows.filter((row) => isMcp(row) || surroundings.includes(row));
await writeFile('spans.jsonl', kept.map((row) => `${JSON.stringify(row)}\n`).join(''));
