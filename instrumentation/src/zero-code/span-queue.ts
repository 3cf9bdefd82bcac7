import { context, TraceFlags } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { QueueLimits } from '../config.js';
import type { TextMemory } from '../content/text-memory.js';
import type { ByteWriter } from '../otlp/byte-writer.js';
import type { RecordedSpan, SpanTaker } from '../otlp/recorded-span.js';
import { PagePool, SpanBatch } from '../otlp/span-batch.js';
import type { Report } from '../report.js';
import type { OtlpEndpoint } from './otlp-sender.js';

const LONGEST_BACKOFF_MS = 30_000;
/** Receivers refuse larger bodies, the Collector from 20 MiB on; one span more may follow. */
const MOST_BATCH_BYTES = 4_194_304;
/** Of our own spans that wait: a bound that captured content meets before their number does. */
const MOST_QUEUED_BYTES = 67_108_864;

/**
 * Ended spans on their way to the backend: bounded, in batches, one request at a time. Nothing here keeps the process alive, except
 * `flush` for as long as it is told.
 */
export class SpanQueue implements SpanProcessor, SpanTaker {
  readonly #pages: PagePool;
  #filling: SpanBatch;
  /** Full ones, and those that have to be sent again; the oldest first. */
  #waiting: SpanBatch[] = [];
  #sending: SpanBatch | undefined;
  #size = 0;
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #request: Promise<void> | undefined;
  #failures = 0;
  #dropped = 0;
  readonly #endpoint: OtlpEndpoint;
  readonly #resource: Resource;
  readonly #limits: QueueLimits;
  readonly #report: Report;

  /** `memory` is that of captured text, if any is captured. */
  constructor(endpoint: OtlpEndpoint, resource: Resource, limits: QueueLimits, report: Report, memory?: TextMemory) {
    this.#pages = new PagePool(memory);
    this.#filling = new SpanBatch(this.#pages);
    this.#endpoint = endpoint;
    this.#resource = resource;
    this.#limits = limits;
    this.#report = report;
  }

  /** Spans that the backend has not accepted. */
  get size(): number {
    return this.#size;
  }

  /** Whether the last request failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Spans that found the queue full. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes one of our own spans, which is bytes from then on. */
  add(span: RecordedSpan): void {
    if (!this.#hasRoom()) return;
    const { bytes } = this.#filling;
    this.#filling.add(span);
    this.#bytes += this.#filling.bytes - bytes;
    this.#added();
  }

  lend(memory: Buffer, size: number): ByteWriter | undefined {
    return this.#filling.lend(memory, size);
  }

  onStart(): void {}

  /** Takes a span of the host's own code. */
  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0 || !this.#hasRoom()) return;
    this.#filling.addOther(span);
    this.#added();
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
      while (this.#size > 0 && !this.isFailing && left() > 0);
    };
    await Promise.race([sendAll(), expired]);
    clearTimeout(timer);
  }

  /** The request bodies of all spans that were not accepted, which the caller now answers for. */
  drain(): Uint8Array[] {
    const batches = [...(this.#sending === undefined ? [] : [this.#sending]), ...this.#waiting, this.#filling];
    this.#sending = undefined;
    this.#waiting = [];
    this.#filling = new SpanBatch(this.#pages);
    this.#size = 0;
    this.#bytes = 0;
    return batches.filter(({ size }) => size > 0).map((batch) => Buffer.concat(batch.serialize(this.#resource.attributes)));
  }

  forceFlush(): Promise<void> {
    return this.flush(this.#endpoint.timeoutMs, true);
  }

  shutdown(): Promise<void> {
    return this.forceFlush();
  }

  #hasRoom(): boolean {
    if (this.#size < this.#limits.size && this.#bytes < MOST_QUEUED_BYTES) return true;
    this.#dropped++;
    return false;
  }

  #added(): void {
    this.#size++;
    if (this.#filling.size >= this.#limits.batchSize || this.#filling.bytes >= MOST_BATCH_BYTES) {
      this.#waiting.push(this.#filling);
      this.#filling = new SpanBatch(this.#pages);
    }
    this.#schedule();
  }

  #schedule(): void {
    if (this.#request !== undefined) return;
    const full = this.#waiting.length > 0 && !this.isFailing;
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
    if (this.#size === 0) return Promise.resolve();
    this.#request ??= this.#sendBatch(timeoutMs).finally(() => {
      this.#request = undefined;
      if (this.#size > 0) this.#schedule();
    });
    return this.#request;
  }

  async #sendBatch(timeoutMs: number): Promise<void> {
    const batch = this.#takeBatch();
    this.#sending = batch;
    const body = batch.serialize(this.#resource.attributes);
    // Spans of our own requests would beget requests.
    const { result, detail } = await context.with(suppressTracing(context.active()), () => this.#endpoint.send(body, timeoutMs));
    const { url } = this.#endpoint;
    // The end of the process has taken it over.
    if (this.#sending !== batch) return;
    this.#sending = undefined;
    if (result === 'retry') {
      this.#failures++;
      this.#waiting.unshift(batch);
      this.#report('backend', `cannot send telemetry to ${url} (${detail}); trying again, and dropping what exceeds the queue`);
      return;
    }
    this.#failures = 0;
    this.#size -= batch.size;
    this.#bytes -= batch.bytes;
    batch.release();
    if (result === 'refused')
      this.#report('backend', `${url} refuses telemetry (${detail}); check OTEL_EXPORTER_OTLP_ENDPOINT and _HEADERS`);
  }

  #takeBatch(): SpanBatch {
    const full = this.#waiting.shift();
    if (full !== undefined) return full;
    const batch = this.#filling;
    this.#filling = new SpanBatch(this.#pages);
    return batch;
  }
}
