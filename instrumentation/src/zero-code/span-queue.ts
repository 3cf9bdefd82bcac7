import { context, TraceFlags } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { QueueLimits } from '../config.js';
import type { Report } from '../report.js';
import type { OtlpEndpoint } from './otlp-sender.js';

const LONGEST_BACKOFF_MS = 30_000;

/**
 * Ended spans on their way to the backend: bounded, in batches, one request at a time. Nothing here keeps the process alive, except
 * `flush` for as long as it is told.
 */
export class SpanQueue implements SpanProcessor {
  #waiting: ReadableSpan[] = [];
  #sending: ReadableSpan[] = [];
  #timer: NodeJS.Timeout | undefined;
  #request: Promise<void> | undefined;
  #failures = 0;
  #dropped = 0;
  readonly #endpoint: OtlpEndpoint;
  readonly #limits: QueueLimits;
  readonly #report: Report;

  constructor(endpoint: OtlpEndpoint, limits: QueueLimits, report: Report) {
    this.#endpoint = endpoint;
    this.#limits = limits;
    this.#report = report;
  }

  /** Spans that the backend has not accepted. */
  get size(): number {
    return this.#waiting.length + this.#sending.length;
  }

  /** Whether the last request failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Spans that found the queue full. */
  get dropped(): number {
    return this.#dropped;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (this.size >= this.#limits.size) {
      this.#dropped++;
      return;
    }
    this.#waiting.push(span);
    this.#schedule();
  }

  /** Sends what is there, for at most so long; with `hold`, the process waits for it. Never rejects. */
  async flush(withinMs: number, hold: boolean): Promise<void> {
    const deadline = performance.now() + withinMs;
    const left = () => deadline - performance.now();
    let expire: () => void = () => undefined;
    const expired = new Promise<void>((resolve) => {
      expire = resolve;
    });
    const timer = setTimeout(expire, withinMs);
    if (!hold) timer.unref();
    const sendAll = async () => {
      await this.#request;
      do await this.#send(Math.max(1, left()));
      while (this.#waiting.length > 0 && !this.isFailing && left() > 0);
    };
    await Promise.race([sendAll(), expired]);
    clearTimeout(timer);
  }

  /** The request bodies of all spans that were not accepted, which the caller now answers for. */
  drain(): Uint8Array[] {
    const spans = [...this.#sending, ...this.#waiting];
    this.#sending = [];
    this.#waiting = [];
    const bodies: Uint8Array[] = [];
    for (let from = 0; from < spans.length; from += this.#limits.batchSize) {
      const body = ProtobufTraceSerializer.serializeRequest(spans.slice(from, from + this.#limits.batchSize));
      if (body !== undefined) bodies.push(body);
    }
    return bodies;
  }

  forceFlush(): Promise<void> {
    return this.flush(this.#endpoint.timeoutMs, true);
  }

  shutdown(): Promise<void> {
    return this.forceFlush();
  }

  #schedule(): void {
    if (this.#request !== undefined) return;
    const full = this.#waiting.length >= this.#limits.batchSize && !this.isFailing;
    if (full) void this.#send(this.#endpoint.timeoutMs);
    else this.#timer ??= setTimeout(() => void this.#send(this.#endpoint.timeoutMs), this.#delay()).unref();
  }

  #delay(): number {
    const { delayMs } = this.#limits;
    return this.isFailing ? Math.max(delayMs, Math.min(LONGEST_BACKOFF_MS, 1_000 * 2 ** this.#failures)) : delayMs;
  }

  #send(timeoutMs: number): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return Promise.resolve();
    this.#request ??= this.#sendBatch(timeoutMs).finally(() => {
      this.#request = undefined;
      if (this.#waiting.length > 0) this.#schedule();
    });
    return this.#request;
  }

  async #sendBatch(timeoutMs: number): Promise<void> {
    this.#sending = this.#waiting.splice(0, this.#limits.batchSize);
    const body = ProtobufTraceSerializer.serializeRequest(this.#sending);
    if (body === undefined) return;
    // Spans of our own requests would beget requests.
    const { result, detail } = await context.with(suppressTracing(context.active()), () => this.#endpoint.send(body, timeoutMs));
    const { url } = this.#endpoint;
    if (result === 'retry') {
      this.#failures++;
      this.#waiting = [...this.#sending, ...this.#waiting];
      this.#report('backend', `cannot send telemetry to ${url} (${detail}); trying again, and dropping what exceeds the queue`);
    } else {
      this.#failures = 0;
      if (result === 'refused')
        this.#report('backend', `${url} refuses telemetry (${detail}); check OTEL_EXPORTER_OTLP_ENDPOINT and _HEADERS`);
    }
    this.#sending = [];
  }
}
