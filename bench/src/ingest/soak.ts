import { quantile } from '../statistics.js';
import { runLoad, startServer } from './processes.js';

const minutes = Number(process.env.MINUTES ?? 20);
const rate = Number(process.env.RATE ?? 10_000);
const connections = 8;
/** Memory of the last quarter over that of the second, beyond which it is not flat: the engine's caches fill in the first. */
const mostGrowth = 1.1;

/**
 * A steady load for MINUTES at RATE spans a second; fails when a span is lost or counted twice, or when memory grows. The load runs a
 * minute at a time, and memory is the most of each.
 */
export async function printSoak(): Promise<void> {
  const server = await startServer();
  const url = `${server.otlpUrl}/v1/traces`;
  const rss: number[] = [];
  let spans = 0;
  let retries = 0;
  let slowest = 0;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const load = await runLoad({ url, connections, seconds: 60, rate });
    const usage = await server.readUsage();
    spans += load.spans;
    retries += load.retries;
    slowest = Math.max(slowest, load.answer.p99);
    rss.push(usage.mostRssBytes / 2 ** 20);
    process.stdout.write(
      `minute ${minute}: ${(load.spans / load.seconds).toFixed(0)} spans/s, RSS ${rss.at(-1)?.toFixed(0)} MiB, 200 p99 ${load.answer.p99.toFixed(0)} ms, ` +
        `event-loop delay p99 ${usage.eventLoopDelay.p99.toFixed(1)} ms\n`,
    );
  }
  const counts = 'SELECT count(), uniqExact(trace_id, span_id) FROM';
  const operations = await server.query(`${counts} mcp_operations`);
  const contents = await server.query(`${counts} mcp_content`);
  await server.stop();
  const quarter = (index: number) =>
    quantile(rss.slice(Math.floor((rss.length * index) / 4), Math.ceil((rss.length * (index + 1)) / 4)), 0.5);
  const growth = quarter(3) / quarter(1);
  process.stdout.write(
    `${spans} spans acknowledged; operations stored and distinct: ${operations}; contents: ${contents}\n` +
      `memory of the last quarter over the second: ${growth.toFixed(2)}; requests told to wait: ${retries}; worst p99 of a minute: ${slowest.toFixed(0)} ms\n`,
  );
  const expected = `${spans}\t${spans}`;
  if (operations !== expected || contents !== expected) throw new Error(`Expected ${expected} operations and contents`);
  if (growth > mostGrowth) throw new Error(`Expected memory to grow by less than ${mostGrowth}`);
}
