import type { Server } from '../ingest/processes.js';
import { quantile } from '../statistics.js';
import { ask } from './ask.js';
import { readKnown, toQuestions } from './questions.js';
import { type Report, toMebibytes, toReport } from './report.js';

const readers = 20;
const warmUpSeconds = 15;
const seconds = Number(process.env.SECONDS ?? 45);
const limitMs = 150;

/** 20 readers without a pause between answer and next question, each in an order of its own: p95 of each endpoint, and the memory. */
export async function measureReaders(server: Server): Promise<Report> {
  const known = await readKnown(server.pageUrl);
  const asked = Array.from({ length: readers }, (_, reader) => toQuestions(known, reader));
  const distinct = new Set(asked.flat().map(({ path }) => path)).size;
  await ask(server, asked, { seconds: warmUpSeconds });
  const before = await server.readUsage();
  const latencies = await ask(server, asked, { seconds });
  const after = await server.readUsage();
  const total = [...latencies.values()].reduce((sum, each) => sum + each.length, 0);
  const rows = [...latencies].map(([endpoint, each]) => {
    const [p50, p95, max] = [0.5, 0.95, 1].map((share) => quantile(each, share));
    const text = `${endpoint.padEnd(32)}${format(p50)}${format(p95)}${format(max)}${String(each.length).padStart(8)}`;
    return { text, kept: (p95 ?? 0) <= limitMs };
  });
  return toReport([
    {
      text: `${readers} readers, no think time, ${distinct} distinct questions, ${(total / seconds).toFixed(0)} answers/s, ${total} in all`,
    },
    { text: `${'endpoint'.padEnd(32)}     p50     p95     max  ms  answers (p95 at most ${limitMs})` },
    ...rows,
    { text: `cores busy in the server, of 2: ${((after.cpuSeconds - before.cpuSeconds) / seconds).toFixed(2)}` },
    { text: `RSS at most: ${toMebibytes(before.mostRssBytes)} MiB until warm, then ${toMebibytes(after.mostRssBytes)} MiB` },
  ]);
}

function format(milliseconds = 0): string {
  return milliseconds.toFixed(1).padStart(8);
}
