import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '@callsight/clickhouse/embedded';
import { sealArrivals } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const rounds = 50;
const batchSize = 40;
const senders = 3;

interface Batch {
  spans: { traceId: string; spanId: string; session: string }[];
  body: string;
}

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'callsight-crash-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Operations of a day that is over, so that the rollup has buckets of every width. */
const dayMs = 86_400_000;
const day = Math.floor(Date.now() / dayMs - 2) * dayMs;

function toTimes(index: number): { startTimeUnixNano: string; endTimeUnixNano: string } {
  const start = BigInt(day + Math.floor((dayMs / batchSize) * (index + Math.random()))) * 1_000_000n;
  return { startTimeUnixNano: String(start), endTimeUnixNano: String(start + 5_000_000n) };
}

function createBatch(): Batch {
  const spans = Array.from({ length: batchSize }, (_, index) => ({
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    session: `session-${Math.floor(Math.random() * 20)}-${index % 5}`,
  }));
  const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
  const rows = spans.map(({ traceId, spanId, session }, index) => ({
    traceId,
    spanId,
    name: 'tools/call echo',
    kind: 2,
    ...toTimes(index),
    attributes: [
      attribute('mcp.method.name', 'tools/call'),
      attribute('gen_ai.tool.name', 'echo'),
      attribute('callsight.session.key', session),
      attribute('gen_ai.tool.call.arguments', '{"message":"kept"}'),
    ],
  }));
  return { spans, body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: rows }] }] }) };
}

async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../dist/crash-process.js'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: `${line.toString().trim()}/v1/traces` };
}

/** Whether the receiver acknowledged the batch. */
async function send(url: string, batch: Batch): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: batch.body });
    return response.status === 200;
  } catch {
    return false;
  }
}

test(`${rounds} kills at random moments lose nothing that was acknowledged, and retries count once everywhere`, {
  timeout: 300_000,
}, async () => {
  const acknowledged: Batch[] = [];
  let unacknowledged: Batch[] = [];
  let killedWhileSending = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { child, url } = await start();
    const open: Batch[] = [...unacknowledged];
    unacknowledged = [];
    let running = true;
    const work = Array.from({ length: senders }, async () => {
      while (running) {
        const batch = open.pop() ?? createBatch();
        if (await send(url, batch)) acknowledged.push(batch);
        else unacknowledged.push(batch);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 250));
    running = false;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await Promise.all([closed, ...work]);
    unacknowledged.push(...open);
    if (unacknowledged.length > 0) killedWhileSending += 1;
  }
  const { child, url } = await start();
  for (const batch of unacknowledged) expect(await send(url, batch)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'close');
  acknowledged.push(...unacknowledged);
  // Otherwise the kills missed the inserts, and the test would prove nothing.
  expect(killedWhileSending).toBeGreaterThan(rounds / 2);

  const engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
  const select = async <Row>(query: string) => (await engine.reader.query({ query, format: 'JSONEachRow' })).json<Row>();
  const sent = acknowledged.flatMap(({ spans }) => spans);
  const ids = new Set((await select<{ id: string }>('SELECT concat(trace_id, span_id) AS id FROM mcp_operations')).map(({ id }) => id));
  expect(sent.filter(({ traceId, spanId }) => !ids.has(traceId + spanId))).toEqual([]);
  const total = { operations: sent.length };
  expect(await select('SELECT count() AS operations FROM mcp_operations')).toEqual([total]);
  expect(await select('SELECT count() AS operations FROM mcp_content')).toEqual([total]);
  expect(await select('SELECT count() AS operations FROM otel_traces')).toEqual([total]);
  expect(await select('SELECT sum(calls) AS operations FROM mcp_tool_stats_1h')).toEqual([total]);
  const period = 'from = now() - INTERVAL 4 DAY, to = now() + INTERVAL 1 DAY';
  const counts = `SELECT sum(call_count) AS operations FROM mcp_tool_call_counts(
    step = 3600, by_client = 0, ${period})`;
  expect(await select(counts)).toEqual([total]);
  const sessions = 'SELECT session_key, toUInt32(operations) AS operations FROM mcp_sessions ORDER BY session_key';
  const recount = await select(
    'SELECT session_key, toUInt32(count()) AS operations FROM mcp_operations GROUP BY session_key ORDER BY session_key',
  );
  expect(await select(sessions)).toEqual(recount);
  // As long after, when rollups and sealed sessions are what is read.
  await sealArrivals(engine.admin);
  expect(await select('SELECT * FROM mcp_open_sessions')).toEqual([]);
  expect(await select(counts)).toEqual([total]);
  expect(await select(sessions)).toEqual(recount);
  await engine.close();
});
