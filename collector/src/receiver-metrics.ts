/** What became of the spans, log records or data points of one signal, counted since the start. */
export interface SignalCounters {
  /** Inserted. */
  accepted: number;
  /** Bad data: left out and reported to the client, which does not retry. */
  rejected: number;
  /** Decoded, but not inserted: the client was told to send them again. */
  refused: number;
}

/** A copy of the receiver's counters. */
export interface ReceiverMetrics {
  traces: SignalCounters;
  logs: SignalCounters;
  metrics: SignalCounters;
  /** Responses by HTTP status. */
  responses: Record<number, number>;
  /** Bytes of bodies as they arrived, before decompression. */
  receivedBytes: number;
  /** Inserts that succeeded. One insert carries the rows of many requests. */
  inserts: number;
  failedInserts: number;
  /** Bytes of the requests under way: bodies, then rows that wait for their insert. */
  queuedBytes: number;
  /** Where `queuedBytes` stops and 429 begins. */
  maxQueuedBytes: number;
}

export function createReceiverMetrics(maxQueuedBytes: number): ReceiverMetrics {
  return {
    traces: { accepted: 0, rejected: 0, refused: 0 },
    logs: { accepted: 0, rejected: 0, refused: 0 },
    metrics: { accepted: 0, rejected: 0, refused: 0 },
    responses: {},
    receivedBytes: 0,
    inserts: 0,
    failedInserts: 0,
    queuedBytes: 0,
    maxQueuedBytes,
  };
}
