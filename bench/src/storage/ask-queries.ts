import { openEngine } from '@callsight/clickhouse/embedded';
import { createApp, listen } from '@callsight/query-service';
import type { ClickHouseClient } from '@clickhouse/client';
import { pino } from 'pino';
import { median } from '../statistics.js';
import { toApiQuestions } from './questions.js';

type Asked = Parameters<ClickHouseClient['query']>[0];

// node ask-queries.js DIRECTORY END ROUNDS ONLY
// The API on a data set, in a process of its own: every question with ONLY in its name is asked once, and then each query behind its answer, one by one, so many
// times. Prints a line of JSON each: the question, and the longest median of its queries in milliseconds.
const [directory = '', end = '', rounds = '1', only = ''] = process.argv.slice(2);
const engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
const recorded: Asked[] = [];
const { app, close } = createApp({
  client: record(engine.reader),
  log: pino({ level: 'silent' }),
  host: '127.0.0.1',
  tokens: [],
  insertReveal: async () => {},
  connect: () => ({ otlpEndpoint: '', tokenRequired: false }),
  pageDirectory: directory,
  version: '0.0.0',
});
const server = await listen(app, { host: '127.0.0.1', port: 0, variable: 'CALLSIGHT_PORT' });
const questions = await toApiQuestions(get, new Date(end));
for (const question of questions.filter(({ name }) => name.includes(only))) {
  if (!('path' in question)) continue;
  recorded.length = 0;
  await get(question.path);
  const times: number[] = [];
  for (const { abort_signal: _, ...asked } of [...recorded]) times.push(await time(asked));
  process.stdout.write(`${JSON.stringify({ question, ms: Math.max(0, ...times) })}\n`);
}
close();
await server.close();
await engine.close();

async function get(path: string): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`);
  if (!response.ok) throw new Error(`${path}: expected an answer, got ${response.status}: ${await response.text()}`);
  return response.json();
}

/** The client, with each of its queries kept. */
function record(client: ClickHouseClient): ClickHouseClient {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'query') return value.bind(target);
      return (asked: Asked) => {
        recorded.push(asked);
        return target.query(asked);
      };
    },
  });
}

async function time(asked: Asked): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const started = performance.now();
    await (await engine.reader.query(asked)).text();
    times.push(performance.now() - started);
  }
  return median(times);
}
