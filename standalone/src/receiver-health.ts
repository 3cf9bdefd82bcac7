import type { ReceiverStatus, RefusalReason, SignalStatus } from '@callsight/collector';
import type { PipelineHealth } from '@callsight/query-service/contract';

const reasons: Record<RefusalReason, string> = {
  malformed: 'not readable as OTLP',
  unauthorized: 'no accepted token',
  unknown_path: 'no such path',
  wrong_method: 'not a POST',
  too_large: 'too large',
  unsupported_type: 'neither protobuf nor JSON, or an unknown compression',
  queue_full: 'the queue was full',
  defect: 'the receiver failed',
  insert_failed: 'the engine did not take the rows',
  closing: 'the receiver was closing',
};

/** The receiver's status as the pipeline's health shows it. */
export function toReceiverHealth({
  queue,
  receivedBytes,
  inserts,
  signals,
  refusedRequests,
}: ReceiverStatus): NonNullable<PipelineHealth['receiver']> {
  return {
    queuedBytes: queue.bytes,
    maxQueuedBytes: queue.maxBytes,
    receivedBytes,
    inserts: inserts.succeeded,
    failedInserts: inserts.failed,
    signals: { traces: toCounts(signals.traces), logs: toCounts(signals.logs), metrics: toCounts(signals.metrics) },
    refusals: (Object.keys(reasons) as RefusalReason[])
      .map((reason) => ({ reason: reasons[reason], count: refusedRequests[reason] }))
      .filter(({ count }) => count > 0),
  };
}

function toCounts({ accepted, dropped, refused }: SignalStatus) {
  return { accepted, rejected: dropped.invalid_id + dropped.outside_time_window, refused };
}
