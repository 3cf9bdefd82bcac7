import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics.js';
import { runLoad, type Server } from './processes.js';

/** What a page asks, over what was stored before: the same rows, whether or not others arrive. */
const paths = [
  'overview',
  'sessions',
  'sessions/timeseries',
  'tool-calls',
  'tool-calls/summary',
  'tool-calls/timeseries',
  'tools',
  'clients',
  'errors',
];

export interface QuestionsMeanwhile {
  /** p95 in milliseconds, with nothing else going on and during ingest. */
  alone: number;
  meanwhile: number;
  asked: number;
}

/**
 * Asks a page's questions one after another for so many seconds, first of a server at rest, then while it takes `rate` spans a second.
 * Both halves ask over the same hour that ends now.
 */
export async function measureQuestions(
  server: Server,
  load: { url: string; connections: number; seconds: number; rate: number },
): Promise<QuestionsMeanwhile> {
  const to = Date.now();
  const ask = createAsker(server, to);
  // What the load before has left to merge is none of theirs.
  await restOf(server);
  await ask(1);
  const alone = await ask(load.seconds);
  const [, meanwhile] = await Promise.all([runLoad(load), ask(load.seconds)]);
  return { alone: quantile(alone, 0.95), meanwhile: quantile(meanwhile, 0.95), asked: meanwhile.length };
}

/** Asks for so many seconds, every path as often as the others; how long each answer took, in milliseconds. */
function createAsker({ pageUrl }: Server, to: number): (seconds: number) => Promise<number[]> {
  const hourMs = 3_600_000;
  let asked = 0;
  return async (seconds) => {
    const times: number[] = [];
    const until = performance.now() + seconds * 1_000;
    while (performance.now() < until || times.length % paths.length !== 0) {
      // Each period is another by a millisecond: no answer is one that was kept.
      asked += 1;
      const period = `from=${new Date(to - hourMs - asked).toISOString()}&to=${new Date(to).toISOString()}`;
      const started = performance.now();
      const response = await fetch(`${pageUrl}/api/v1/${paths[asked % paths.length]}?${period}`);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`Expected ${paths[asked % paths.length]}, got ${response.status}`);
      times.push(performance.now() - started);
    }
    return times;
  };
}

/** Resolves when the engine merges nothing, or after a minute. */
async function restOf(server: Server): Promise<void> {
  for (let quiet = 0, attempt = 0; quiet < 3 && attempt < 120; attempt += 1) {
    quiet = (await server.query('SELECT count() FROM system.merges')) === '0' ? quiet + 1 : 0;
    await sleep(500);
  }
}
