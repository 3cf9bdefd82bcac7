import type { Latencies } from './recent-latencies.js';
import type { RefusalReason } from './refusal.js';
import type { DropReason } from './row-batch.js';
import type { SignalName } from './signals.js';

/** What became of the spans, log records or data points of one signal. */
export interface SignalStatus {
  /** Inserted, and durable before the client was told so. */
  accepted: number;
  /** Bad data: left out, and reported to the client as OTLP's partial success. They do not come again. */
  dropped: Record<DropReason, number>;
  /** Decoded, but not inserted: the client was told to send them again. */
  refused: number;
  /** Time of the newest accepted one (a span's end) by its emitter's clock, at most the time of its arrival. */
  newestAt: string | null;
}

/** What the receiver does, for metrics and a health view; a copy. Counts since the start; times in RFC 3339, null before the first. */
export interface ReceiverStatus {
  startedAt: string;
  signals: Record<SignalName, SignalStatus>;
  queue: {
    /** Requests under way: being read, or waiting for their insert. */
    requests: number;
    /** Bytes that they hold: bodies, then rows. */
    bytes: number;
    /** Where `bytes` stops and 429 begins. */
    maxBytes: number;
  };
  /** Requests that were refused, by reason. */
  refusedRequests: Record<RefusalReason, number>;
  /** Bytes of bodies as they arrived. */
  receivedBytes: number;
  /** Bytes of bodies after decompression. */
  decompressedBytes: number;
  /** One insert carries the rows of many requests. */
  inserts: {
    succeeded: number;
    failed: number;
    /** Bytes of the rows that were inserted. */
    bytes: number;
    lastAt: string | null;
    lastFailedAt: string | null;
    milliseconds: Latencies;
  };
  /** From a request's headers to its 200, in milliseconds. */
  answerMilliseconds: Latencies;
}
