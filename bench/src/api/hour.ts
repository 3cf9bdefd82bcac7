import type { Server } from '../ingest/processes.js';
import { ask } from './ask.js';
import { readKnown, toQuestions } from './questions.js';
import { type Report, toMebibytes, toReport } from './report.js';

const readers = 20;
/** An hour's worth: each reader asks every two seconds. */
const requests = Number(process.env.REQUESTS ?? (readers * 3_600) / 2);
const parts = 6;
/** The engine's caches and the answers that are kept fill in the first parts. */
const fillingParts = 2;
const mostRssGrowth = 1.1;
const mostHeapGrowthBytes = 8 * 2 ** 20;

/** What 20 readers ask in an hour, as fast as it is answered: memory of the process and of its heap after a collection stay where they are. */
export async function measureHour(server: Server): Promise<Report> {
  const known = await readKnown(server.pageUrl);
  const asked = Array.from({ length: readers }, (_, reader) => toQuestions(known, reader));
  const rss: number[] = [];
  const heap: number[] = [];
  const started = performance.now();
  for (let part = 0; part < parts; part += 1) {
    await ask(server, asked, { requests: requests / parts });
    const { mostRssBytes, heapBytes } = await server.readUsage();
    rss.push(mostRssBytes);
    heap.push(heapBytes);
  }
  const elapsed = (performance.now() - started) / 1_000;
  const before = { rss: rss[fillingParts - 1] ?? 0, heap: heap[fillingParts - 1] ?? 0 };
  const last = { rss: rss.at(-1) ?? 0, heap: heap.at(-1) ?? 0 };
  return toReport([
    { text: `${requests} requests of ${readers} readers, an hour's worth, in ${elapsed.toFixed(0)} s` },
    {
      text: `RSS at most, MiB, part by part: ${rss.map(toMebibytes).join(', ')} (the last at most ${mostRssGrowth} times part ${fillingParts})`,
      kept: last.rss <= mostRssGrowth * before.rss,
    },
    {
      text: `heap after a collection, MiB: ${heap.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(', ')} (the last at most ${toMebibytes(mostHeapGrowthBytes)} above part ${fillingParts})`,
      kept: last.heap <= before.heap + mostHeapGrowthBytes,
    },
  ]);
}
