import { quantile } from '../statistics.js';
import { runLoad, startServer } from './processes.js';

const minutes = Number(process.env.MINUTES ?? 20);
const rate = Number(process.env.RATE ?? 10_000);
const connections = 8;
/** Memory of the last quarter over that of the second, beyond which it is not flat: the engine's caches fill in the first. */
const mostGrowth = 1.1;

/** Part of RATE that must have been sent, for the run to be one at that rate. */
const leastRate = 0.95;

/**
 * A steady load for MINUTES at RATE spans a second; fails when a span is lost or counted twice in operations, contents, tool calls or sessions, when
 * memory grows, or when the rate was not held. The load runs a
 * minute at a time, and memory is the most of each.
 */
export async function printSoak(): Promise<void> {
  const server = await startServer();
  const url = `${server.otlpUrl}/v1/traces`;
  const rss: number[] = [];
  let spans = 0;
  let retries = 0;
  let seconds = 0;
  let slowest = 0;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const load = await runLoad({ url, connections, seconds: 60, rate });
    const usage = await server.readUsage();
    spans += load.spans;
    seconds += load.seconds;
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
  const toolCalls = await server.query(`${counts} mcp_tool_calls`);
  const ofSessions = await server.query('SELECT sum(operations), sum(tool_calls) FROM mcp_sessions');
  await server.stop();
  const quarter = (index: number) =>
    quantile(rss.slice(Math.floor((rss.length * index) / 4), Math.ceil((rss.length * (index + 1)) / 4)), 0.5);
  const growth = quarter(3) / quarter(1);
  const rateHeld = spans / seconds / rate;
  process.stdout.write(
    `${spans} spans acknowledged; operations stored and distinct: ${operations}; contents: ${contents}; tool calls: ${toolCalls}\n` +
      `operations and tool calls of all sessions: ${ofSessions}\n` +
      `memory of the last quarter over the second: ${growth.toFixed(2)}; part of the rate that was held: ${rateHeld.toFixed(2)}; ` +
      `requests told to wait: ${retries}; worst p99 of a minute: ${slowest.toFixed(0)} ms\n`,
  );
  const expected = `${spans}\t${spans}`;
  for (const [name, found] of Object.entries({ operations, contents, toolCalls, ofSessions })) {
    if (found !== expected) throw new Error(`Expected ${expected}, got ${found}: ${name}`);
  }
  if (growth > mostGrowth) throw new Error(`Expected memory to grow by less than ${mostGrowth}`);
  if (rateHeld < leastRate) throw new Error(`Expected ${rate} spans/s, held ${rateHeld.toFixed(2)} of it`);
}
