import type { OtlpReceiver, ReceiverMetrics } from '@callsight/collector';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

const signals = ['traces', 'logs', 'metrics'] as const;
const results = ['accepted', 'rejected', 'refused'] as const;

/** Metrics of the process and of its receiver, read when they are asked for. */
export function createRegistry(receiver: OtlpReceiver): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, read: (metrics: ReceiverMetrics) => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read(receiver.metrics()));
      },
    });
  new Counter({
    name: 'callsight_receiver_records_total',
    help: 'Spans, log records and data points: accepted into the tables, rejected as bad data, refused to be sent again',
    labelNames: ['signal', 'result'],
    registers: [registry],
    collect() {
      this.reset();
      const metrics = receiver.metrics();
      for (const signal of signals) for (const result of results) this.inc({ signal, result }, metrics[signal][result]);
    },
  });
  counter('callsight_receiver_received_bytes_total', 'Bytes of request bodies as they arrived', (metrics) => metrics.receivedBytes);
  counter('callsight_receiver_inserts_total', 'Inserts into the engine that succeeded', (metrics) => metrics.inserts);
  counter('callsight_receiver_failed_inserts_total', 'Inserts into the engine that failed', (metrics) => metrics.failedInserts);
  new Gauge({
    name: 'callsight_receiver_queued_bytes',
    help: 'Bytes of requests under way',
    registers: [registry],
    collect() {
      this.set(receiver.metrics().queuedBytes);
    },
  });
  return registry;
}
