import { setTimeout as sleep } from 'node:timers/promises';
import { readConfiguration } from '@callsight/query-service';
import { createClient } from '@clickhouse/client';
import { startCallsight, variables } from 'callsight';
import { z } from 'zod';
import { median } from '../statistics.js';
import { type Question, toApiQuestions, toDashboardQuestions, toExporterQuestions } from './questions.js';

// node ask.js DIRECTORY END ROUNDS ONLY [QUESTION as JSON]
// The standalone on a data set, in a process of its own: every question with ONLY in its name is asked, or the one that is given. Prints a line of JSON each: the
// question, the median of the rounds, and the longest query behind the last answer as it tells of it (its waits included), in milliseconds; without numbers where there was
// no answer, with the reason.
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

/** After so long an answer is no longer waited for: the other questions are to be asked as well. */
const patienceMs = 20_000;

async function get(path: string, signal = AbortSignal.timeout(patienceMs)): Promise<unknown> {
  const response = await fetch(`${callsight.pageUrl}${path}`, { signal });
  if (!response.ok) throw new Error(`${path}: expected an answer, got ${response.status}: ${await response.text()}`);
  timing = response.headers.get('server-timing') ?? '';
  return response.json();
}

/** What the last answer told of its queries. */
let timing = '';

/** The longest duration of a Server-Timing header; of an answer that names no queries, as of a panel's, its own. */
function longestQuery(answer: number): number {
  const durations = [...timing.matchAll(/;dur=([\d.]+)/g)].map(([, duration]) => Number(duration));
  return durations.length > 0 ? Math.max(...durations) : answer;
}

async function ask(asked: Question): Promise<unknown> {
  const signal = AbortSignal.timeout(patienceMs);
  if ('path' in asked) return get(asked.path, signal);
  return (await client.query({ query: asked.sql, format: 'JSONEachRow', abort_signal: signal })).json();
}

/** The median of the rounds, in milliseconds. */
async function time(asked: Question): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const started = performance.now();
    await ask(asked);
    times.push(performance.now() - started);
  }
  return median(times);
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
  : [...(await toApiQuestions(get, to)), ...(await toDashboardQuestions(get, to)), ...toExporterQuestions(to)];
for (const each of questions.filter(({ name }) => name.includes(only))) {
  timing = '';
  const answer = await time(each).then(
    (ms) => ({ ms, queryMs: longestQuery(ms) }),
    (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
  );
  process.stdout.write(`${JSON.stringify({ question: each, ...answer })}\n`);
}
await client.close();
await callsight.stop();
