import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics.js';
import { ingestToken } from './ingest-token.js';
import { createRequestTemplate, type RequestTemplate, SPANS_PER_REQUEST } from './request-template.js';

/** What the load process is told, as JSON in its first argument. */
export interface LoadOptions {
  /** Full address of the traces endpoint. */
  url: string;
  /** Requests under way at once, each with the next behind it. */
  connections: number;
  seconds: number;
  /** Spans a second at most, over all connections; 0 for as fast as they are acknowledged. */
  rate: number;
}

export interface LoadResult {
  /** Acknowledged with 200. */
  spans: number;
  seconds: number;
  /** Requests that were answered with 429 or 503 and sent again. */
  retries: number;
  /** Milliseconds from the first byte sent until the 200 was read. */
  answer: { p50: number; p99: number; max: number };
  cpuSeconds: number;
}

const options = JSON.parse(process.argv[2] ?? '{}') as LoadOptions;
const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
const latencies: number[] = [];
let retries = 0;

/** Sends one request until it is acknowledged. */
async function send({ body }: RequestTemplate): Promise<void> {
  for (;;) {
    const started = performance.now();
    const outgoing = request(options.url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/x-protobuf', 'content-length': body.length, authorization: `Bearer ${ingestToken}` },
    });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    if (response.statusCode === 200) {
      latencies.push(performance.now() - started);
      return;
    }
    if (response.statusCode !== 429 && response.statusCode !== 503) throw new Error(`Expected 200, 429 or 503, got ${response.statusCode}`);
    retries += 1;
    await sleep(1_000 * Number(response.headers['retry-after'] ?? 1));
  }
}

const templates = Array.from({ length: options.connections }, createRequestTemplate);
const usage = process.cpuUsage();
const started = performance.now();
const isOver = () => performance.now() - started > options.seconds * 1_000;
const msPerRequest = options.rate === 0 ? 0 : (options.connections * SPANS_PER_REQUEST * 1_000) / options.rate;

await Promise.all(
  templates.map(async (template, index) => {
    let due = performance.now() + (index / options.connections) * msPerRequest;
    while (!isOver()) {
      const early = due - performance.now();
      if (early > 1) await sleep(early);
      due += msPerRequest;
      template.renew();
      await send(template);
    }
  }),
);
const seconds = (performance.now() - started) / 1_000;
const { user, system } = process.cpuUsage(usage);
const result: LoadResult = {
  spans: latencies.length * SPANS_PER_REQUEST,
  seconds,
  retries,
  answer: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), max: quantile(latencies, 1) },
  cpuSeconds: (user + system) / 1e6,
};
agent.destroy();
process.send?.(result);
