import type { Latencies, OtlpReceiver, ReceiverStatus } from '@callsight/collector';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** One value of a metric, told apart by its labels. */
interface Sample {
  value: number;
  labels?: Record<string, string>;
}

/** Metrics of the process and of its receiver, read when they are asked for. */
export function createRegistry(receiver: Pick<OtlpReceiver, 'status'>): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  function add(Metric: typeof Counter | typeof Gauge, name: string, help: string, read: (status: ReceiverStatus) => Sample[]): void {
    const labelNames = ['signal', 'result', 'reason', 'quantile'];
    const registers = [registry];
    new Metric({
      name: `callsight_receiver_${name}`,
      help,
      labelNames,
      registers,
      async collect() {
        const samples = read(await receiver.status());
        this.reset();
        for (const { labels = {}, value } of samples) this.inc(labels, value);
      },
    });
  }
  const counter = (name: string, help: string, read: (status: ReceiverStatus) => number | Sample[]) =>
    add(Counter, name, help, (status) => toSamples(read(status)));
  const gauge = (name: string, help: string, read: (status: ReceiverStatus) => number | Sample[]) =>
    add(Gauge, name, help, (status) => toSamples(read(status)));
  const latency = (name: string, help: string, read: (status: ReceiverStatus) => Latencies) => {
    counter(`${name}_seconds_sum`, `${help}, added up`, (status) => read(status).sum / 1_000);
    counter(`${name}_seconds_count`, `${help}, counted`, (status) => read(status).count);
    gauge(`${name}_recent_seconds`, `${help}, of the newest 1024`, (status) => toQuantiles(read(status)));
  };

  counter(
    'records_total',
    'Spans, log records and data points: accepted (inserted), dropped as bad data, refused to be sent again',
    toRecords,
  );
  counter('refused_requests_total', 'Requests that were refused', ({ refusedRequests }) =>
    Object.entries(refusedRequests).map(([reason, value]) => ({ labels: { reason }, value })),
  );
  counter('received_bytes_total', 'Bytes of request bodies as they arrived', ({ receivedBytes }) => receivedBytes);
  counter('decompressed_bytes_total', 'Bytes of request bodies after decompression', ({ decompressedBytes }) => decompressedBytes);
  counter('inserts_total', 'Inserts into the engine that succeeded', ({ inserts }) => inserts.succeeded);
  counter('inserted_bytes_total', 'Bytes of rows that were inserted', ({ inserts }) => inserts.bytes);
  counter('failed_inserts_total', 'Inserts into the engine that failed', ({ inserts }) => inserts.failed);
  gauge('queued_requests', 'Requests under way', ({ queue }) => queue.requests);
  gauge('queued_bytes', 'Bytes of requests under way', ({ queue }) => queue.bytes);
  gauge('queue_limit_bytes', 'Bytes of requests under way from which on requests are refused with 429', ({ queue }) => queue.maxBytes);
  gauge('last_insert_timestamp_seconds', 'When the newest insert ended', ({ inserts }) => toTime(inserts.lastAt));
  gauge('newest_timestamp_seconds', 'Time of the newest accepted span, log record or data point', ({ signals }) =>
    Object.entries(signals).flatMap(([signal, { newestAt }]) => toTime(newestAt).map(({ value }) => ({ labels: { signal }, value }))),
  );
  latency('insert', 'Time of an insert', ({ inserts }) => inserts.milliseconds);
  latency('answer', 'Time from a request to its 200', ({ answerMilliseconds }) => answerMilliseconds);
  return registry;
}

function toSamples(value: number | Sample[]): Sample[] {
  return typeof value === 'number' ? [{ value }] : value;
}

function toRecords({ signals }: ReceiverStatus): Sample[] {
  return Object.entries(signals).flatMap(([signal, { accepted, dropped, refused }]) => [
    { labels: { signal, result: 'accepted', reason: '' }, value: accepted },
    { labels: { signal, result: 'refused', reason: '' }, value: refused },
    ...Object.entries(dropped).map(([reason, value]) => ({ labels: { signal, result: 'dropped', reason }, value })),
  ]);
}

function toQuantiles({ p50, p99 }: Latencies): Sample[] {
  if (p50 === null || p99 === null) return [];
  return [
    { labels: { quantile: '0.5' }, value: p50 / 1_000 },
    { labels: { quantile: '0.99' }, value: p99 / 1_000 },
  ];
}

/** No sample before the first: a time of 0 would read as a pipeline that stalled in 1970. */
function toTime(at: string | null): Sample[] {
  return at === null ? [] : [{ value: Date.parse(at) / 1_000 }];
}
