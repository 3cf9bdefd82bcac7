import { setTimeout as sleep } from 'node:timers/promises';
import { readConfiguration } from '@callsight/query-service';
import { createClient } from '@clickhouse/client';
import { startCallsight, variables } from 'callsight';
import { z } from 'zod';
import { median } from '../statistics.js';
import { type Question, toApiQuestions, toDashboardQuestions, toExporterQuestions } from './questions.js';

// node ask.js DIRECTORY END ROUNDS ONLY [QUESTION as JSON]
// The standalone on a data set, in a process of its own: every question with ONLY in its name is asked, or the one that is given. Prints a line of JSON each: the
// question, and the median of the rounds in milliseconds.
const [directory = '', end = '', rounds = '1', only = '', given] = process.argv.slice(2);
const question = z.union([z.object({ name: z.string(), path: z.string() }), z.object({ name: z.string(), sql: z.string() })]);
const callsight = await startCallsight(
  readConfiguration(variables, {
    CALLSIGHT_DATA_DIR: directory,
    CALLSIGHT_PORT: '0',
    CALLSIGHT_OTLP_PORT: '0',
    CALLSIGHT_CLICKHOUSE_PORT: '0',
    CALLSIGHT_RETENTION_DAYS: '400',
    CALLSIGHT_CONTENT_RETENTION_DAYS: '400',
  }),
);
const client = createClient({ url: callsight.sqlUrl ?? '', database: 'callsight' });

async function get(path: string): Promise<unknown> {
  const response = await fetch(`${callsight.pageUrl}${path}`);
  if (!response.ok) throw new Error(`${path}: expected an answer, got ${response.status}: ${await response.text()}`);
  return response.json();
}

async function ask(asked: Question): Promise<unknown> {
  if ('path' in asked) return get(asked.path);
  return (await client.query({ query: asked.sql, format: 'JSONEachRow' })).json();
}

/** Merges and mutations that follow the start, such as those of a changed retention, are no part of an answer. */
async function waitForRest(): Promise<void> {
  const deadline = Date.now() + 600_000;
  const busy = 'SELECT count()::UInt32 AS n FROM system.merges UNION ALL SELECT count()::UInt32 FROM system.mutations WHERE NOT is_done';
  for (let quiet = 0; quiet < 3 && Date.now() < deadline; ) {
    const rows = await (await client.query({ query: busy, format: 'JSONEachRow' })).json<{ n: number }>();
    quiet = rows.every(({ n }) => n === 0) ? quiet + 1 : 0;
    await sleep(500);
  }
}

const to = new Date(end);
if (!given) await waitForRest();
const questions = given
  ? [question.parse(JSON.parse(given))]
  : [...(await toApiQuestions(get, to)), ...toDashboardQuestions(to), ...toExporterQuestions(to)];
for (const each of questions.filter(({ name }) => name.includes(only))) {
  const times: number[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const started = performance.now();
    await ask(each);
    times.push(performance.now() - started);
  }
  process.stdout.write(`${JSON.stringify({ question: each, ms: median(times) })}\n`);
}
await client.close();
await callsight.stop();
