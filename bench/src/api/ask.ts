import { Agent, get } from 'node:http';
import type { Server } from '../ingest/processes.js';
import type { Question } from './questions.js';

/**
 * Readers without a pause between answer and next question, each in an order of its own, for so many seconds or until they have asked so many
 * times together. Returns the milliseconds that each endpoint took.
 */
export async function ask(
  server: Server,
  asked: readonly Question[][],
  until: { seconds?: number; requests?: number },
): Promise<Map<string, number[]>> {
  const agent = new Agent({ keepAlive: true, maxSockets: asked.length });
  const end = performance.now() + (until.seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  let left = until.requests ?? Number.POSITIVE_INFINITY;
  const latencies = new Map<string, number[]>();
  await Promise.all(
    asked.map(async (questions, reader) => {
      // Steps that share no factor with the number of questions: every reader takes another way through all of them.
      const steps = [1, 5, 7, 11, 13, 17];
      const step = steps[reader % steps.length] ?? 1;
      for (let turn = reader; performance.now() < end && left > 0; turn += step) {
        const question = questions[turn % questions.length];
        if (!question) continue;
        left -= 1;
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
