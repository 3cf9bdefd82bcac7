import type { Attributes } from '@opentelemetry/api';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';
import { ByteWriter } from './byte-writer.js';
import { BYTES, writeAttributes } from './encode-attributes.js';
import { writeSpan } from './encode-span.js';
import type { RecordedSpan } from './recorded-span.js';

const SPANS = 2;

/** Spans that are sent together: ours, which are bytes already, and those that the host's own code started. */
export class SpanBatch {
  readonly #ours: ByteWriter;
  readonly #others: ReadableSpan[] = [];
  #ourCount = 0;

  /** `ours` is empty, and the batch's until that is sent. */
  constructor(ours: ByteWriter) {
    this.#ours = ours;
  }

  get size(): number {
    return this.#ourCount + this.#others.length;
  }

  add(span: RecordedSpan): void {
    const { length } = this.#ours;
    try {
      writeSpan(this.#ours, SPANS, span);
      this.#ourCount++;
    } catch (error) {
      this.#ours.rewind(length);
      throw error;
    }
  }

  addOther(span: ReadableSpan): void {
    this.#others.push(span);
  }

  /**
   * The parts of the body of an `ExportTraceServiceRequest`. Messages of protobuf that follow each other are one, so each kind of spans
   * is encoded apart.
   */
  serialize(resource: Attributes): Uint8Array[] {
    const spans = this.#ours.written();
    const parts: Uint8Array[] = this.#ourCount === 0 ? [] : [frameOf(spans.length, resource), spans];
    const others = this.#others.length === 0 ? undefined : ProtobufTraceSerializer.serializeRequest(this.#others);
    if (others !== undefined) parts.push(others);
    return parts;
  }

  /** Gives back the bytes of a batch that nobody needs any more. */
  release(): ByteWriter {
    this.#ours.rewind(0);
    return this.#ours;
  }
}

/** What stands before so many bytes of spans: one `ResourceSpans` with one `ScopeSpans`, which both end with them. */
function frameOf(spansLength: number, resource: Attributes): Uint8Array {
  const scopeSpans = new ByteWriter(256);
  scopeSpans.byte((1 << 3) | BYTES);
  const scope = scopeSpans.begin(0);
  scopeSpans.byte((1 << 3) | BYTES);
  scopeSpans.text(PACKAGE_NAME);
  scopeSpans.byte((2 << 3) | BYTES);
  scopeSpans.text(PACKAGE_VERSION);
  scopeSpans.finish(scope, 0);
  const resourceSpans = new ByteWriter(2_048);
  resourceSpans.byte((1 << 3) | BYTES);
  const described = resourceSpans.begin(0);
  writeAttributes(resourceSpans, 1, resource);
  resourceSpans.finish(described, 0);
  resourceSpans.byte((2 << 3) | BYTES);
  resourceSpans.varint(scopeSpans.length + spansLength);
  resourceSpans.copy(scopeSpans.written());
  const frame = new ByteWriter(resourceSpans.length + 16);
  frame.byte((1 << 3) | BYTES);
  frame.varint(resourceSpans.length + spansLength);
  frame.copy(resourceSpans.written());
  return frame.written();
}
