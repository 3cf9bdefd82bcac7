// Runs an emitter's recorder against the real receiver, and keeps the spans it sent as rows of the landing table.
// In an emitter's folder: node ../record.mjs COMMAND…   writes spans.jsonl there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
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
  return {
    ...columns,
    ResourceAttributes: scrub(ResourceAttributes),
    SpanAttributes: scrub(SpanAttributes),
    ...(events === undefined ? {} : { 'Events.Attributes': events.map(scrub) }),
  };
}

const rows = [];
const receiver = createOtlpReceiver({
  host: '127.0.0.1',
  port: 0,
  insert: async (table, bytes) => {
    if (table !== 'otel_traces_landing') return;
    for (const line of bytes.toString().trim().split('\n')) rows.push(toScrubbed(parseRow(line)));
  },
});

/** Times in nanoseconds and durations exceed a number's precision: they become strings. */
function parseRow(line) {
  return JSON.parse(line.replace(/"(Timestamp|Duration)":([\d.]+)/g, '"$1":"$2"'));
}

const { url } = await receiver.listen();
const [command, ...args] = process.argv.slice(2);
const recorder = spawn(command, args, { stdio: 'inherit', env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: url } });
const [code] = await once(recorder, 'exit');
await receiver.close();
if (code !== 0) throw new Error(`Expected the recorder to end with 0, got ${code}`);
const isMcp = (row) =>
  /(?<!\/)mcp|modelcontextprotocol|ResponseStreamWriter/.test(`${row.SpanName} ${row.ScopeName} ${JSON.stringify(row.SpanAttributes)}`);
rows.sort((a, b) => a.Timestamp.localeCompare(b.Timestamp));
// The spans around them, of HTTP mostly, are all alike.
const surroundings = rows.filter((row) => !isMcp(row)).slice(0, 2);
const kept = rows.filter((row) => isMcp(row) || surroundings.includes(row));
await writeFile('spans.jsonl', kept.map((row) => `${JSON.stringify(row)}\n`).join(''));
