import type { ReceiverMetrics } from '@callsight/collector';
import type { PipelineHealth } from '@callsight/query-service/contract';

/** Why a request was not accepted, by its HTTP status. */
const refusals: Record<number, string> = {
  400: 'not readable as OTLP',
  401: 'no accepted token',
  404: 'no such path',
  405: 'not a POST',
  413: 'too large',
  415: 'neither protobuf nor JSON',
  429: 'the queue was full',
  503: 'the engine did not take the rows',
};

/** The receiver's counters as the pipeline's health shows them. */
export function toReceiverHealth(metrics: ReceiverMetrics): NonNullable<PipelineHealth['receiver']> {
  const { queuedBytes, maxQueuedBytes, receivedBytes, inserts, failedInserts, traces, logs, metrics: points } = metrics;
  return {
    queuedBytes,
    maxQueuedBytes,
    receivedBytes,
    inserts,
    failedInserts,
    signals: { traces, logs, metrics: points },
    refusals: Object.entries(metrics.responses)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, count]) => ({ reason: refusals[Number(status)] ?? `HTTP ${status}`, count })),
  };
}
