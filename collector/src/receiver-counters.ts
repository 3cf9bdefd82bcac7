import type { ReceiverStatus, SignalStatus } from './receiver-status.js';
import { RecentLatencies } from './recent-latencies.js';
import { REFUSAL_REASONS, type RefusalReason } from './refusal.js';
import type { RowBatch } from './row-batch.js';
import type { SignalName } from './signals.js';

/** Counts what the receiver does. */
export class ReceiverCounters {
  readonly #startedAt = new Date().toISOString();
  readonly #signals: Record<SignalName, SignalStatus> = { traces: noneYet(), logs: noneYet(), metrics: noneYet() };
  readonly #refused = Object.fromEntries(REFUSAL_REASONS.map((reason) => [reason, 0])) as Record<RefusalReason, number>;
  readonly #inserts = { succeeded: 0, failed: 0, bytes: 0, lastAt: null as string | null, lastFailedAt: null as string | null };
  readonly #insertLatencies = new RecentLatencies();
  readonly #answerLatencies = new RecentLatencies();
  #receivedBytes = 0;
  #decompressedBytes = 0;

  bodyRead(receivedBytes: number, decompressedBytes: number): void {
    this.#receivedBytes += receivedBytes;
    this.#decompressedBytes += decompressedBytes;
  }

  stored(signal: SignalName, { accepted, dropped, newestMs }: RowBatch): void {
    const status = this.#signals[signal];
    status.accepted += accepted;
    status.dropped.invalid_id += dropped.invalid_id;
    status.dropped.outside_time_window += dropped.outside_time_window;
    if (accepted === 0) return;
    const newestAt = new Date(Math.min(newestMs, Date.now())).toISOString();
    if (status.newestAt === null || newestAt > status.newestAt) status.newestAt = newestAt;
  }

  notStored(signal: SignalName, { accepted, rejected }: RowBatch): void {
    this.#signals[signal].refused += accepted + rejected;
  }

  inserted(bytes: number, milliseconds: number): void {
    this.#inserts.succeeded += 1;
    this.#inserts.bytes += bytes;
    this.#inserts.lastAt = new Date().toISOString();
    this.#insertLatencies.add(milliseconds);
  }

  insertFailed(): void {
    this.#inserts.failed += 1;
    this.#inserts.lastFailedAt = new Date().toISOString();
  }

  answered(milliseconds: number): void {
    this.#answerLatencies.add(milliseconds);
  }

  refused(reason: RefusalReason): void {
    this.#refused[reason] += 1;
  }

  read(queue: ReceiverStatus['queue']): ReceiverStatus {
    return structuredClone({
      startedAt: this.#startedAt,
      signals: this.#signals,
      queue,
      refusedRequests: this.#refused,
      receivedBytes: this.#receivedBytes,
      decompressedBytes: this.#decompressedBytes,
      inserts: { ...this.#inserts, milliseconds: this.#insertLatencies.read() },
      answerMilliseconds: this.#answerLatencies.read(),
    });
  }
}

function noneYet(): SignalStatus {
  return { accepted: 0, dropped: { invalid_id: 0, outside_time_window: 0 }, refused: 0, newestAt: null };
}
