import { Agent, get } from 'node:http';
import type { Server } from '../ingest/processes.js';
import { quantile } from '../statistics.js';
import { type Question, readKnown, toQuestions } from './questions.js';

const readers = 20;
const warmUpSeconds = 20;
const seconds = Number(process.env.SECONDS ?? 60);
const limitMs = 150;

/** 20 readers without a pause between answer and next question, each in an order of its own: p95 of each endpoint, and the memory. */
export async function measureReaders(server: Server): Promise<string[]> {
  const known = await readKnown(server.pageUrl);
  const asked = Array.from({ length: readers }, (_, reader) => toQuestions(known, reader));
  const distinct = new Set(asked.flat().map(({ path }) => path)).size;
  await ask(server, asked, warmUpSeconds);
  const before = await server.readUsage();
  const latencies = await ask(server, asked, seconds);
  const after = await server.readUsage();
  const total = [...latencies.values()].reduce((sum, each) => sum + each.length, 0);
  const rows = [...latencies].map(([endpoint, each]) => {
    const [p50, p95, max] = [0.5, 0.95, 1].map((share) => quantile(each, share));
    const verdict = (p95 ?? 0) <= limitMs ? '' : `  above ${limitMs}`;
    return `${endpoint.padEnd(32)}${format(p50)}${format(p95)}${format(max)}${verdict}`;
  });
  return [
    `${readers} readers, no think time, ${distinct} distinct questions, ${(total / seconds).toFixed(0)} answers/s, ${total} in all`,
    `${'endpoint'.padEnd(32)}     p50     p95     max  ms`,
    ...rows,
    `cores busy in the server, of 2: ${((after.cpuSeconds - before.cpuSeconds) / seconds).toFixed(2)}`,
    `RSS at most: ${toMebibytes(before.mostRssBytes)} MiB until warm, then ${toMebibytes(after.mostRssBytes)} MiB`,
  ];
}

async function ask(server: Server, asked: readonly Question[][], forSeconds: number): Promise<Map<string, number[]>> {
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  const end = performance.now() + forSeconds * 1_000;
  const latencies = new Map<string, number[]>();
  await Promise.all(
    asked.map(async (questions, reader) => {
      // Steps that share no factor with the number of questions: every reader takes another way through all of them.
      const steps = [1, 5, 7, 11, 13, 17];
      const step = steps[reader % steps.length] ?? 1;
      for (let turn = reader; performance.now() < end; turn += step) {
        const question = questions[turn % questions.length];
        if (!question) continue;
        const started = performance.now();
        await read(`${server.pageUrl}/api/v1/${question.path}`, agent);
        const known = latencies.get(question.endpoint) ?? [];
        latencies.set(question.endpoint, known);
        known.push(performance.now() - started);
      }
    }),
  );
  agent.destroy();
  return latencies;
}

function read(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode} of ${url}`))));
    }).once('error', reject);
  });
}

function format(milliseconds = 0): string {
  return milliseconds.toFixed(1).padStart(8);
}

function toMebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
