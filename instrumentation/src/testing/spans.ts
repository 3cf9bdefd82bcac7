import { type Attributes, context, propagation, type SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const exporter = new InMemorySpanExporter();

/** Sets up OpenTelemetry in this process; what ends up there is read by `takeSpans`. */
export function startOpenTelemetry(): void {
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }));
}

/** The spans that ended since the last call. */
export function takeSpans(): ReadableSpan[] {
  const spans = exporter.getFinishedSpans();
  exporter.reset();
  return spans;
}

/** The one span of that name and kind. */
export function only(spans: ReadableSpan[], name: string, kind: SpanKind): ReadableSpan {
  const found = spans.filter((span) => span.name === name && span.kind === kind);
  if (found[0] === undefined || found.length > 1)
    throw new Error(`expected one ${name}, got ${found.length} of ${spans.map((s) => s.name)}`);
  return found[0];
}

/** All attributes, with the minted session key replaced: it must be one UUID, and is another for each run. */
export function attributesOf(span: ReadableSpan): Attributes {
  const attributes = { ...span.attributes };
  const key = attributes['callsight.session.key'];
  if (typeof key === 'string' && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/.test(key)) attributes['callsight.session.key'] = 'minted';
  return attributes;
}
