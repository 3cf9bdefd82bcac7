import { type Context, context, INVALID_SPAN_CONTEXT, type Span, SpanKind, type SpanOptions, type Tracer, trace } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import { now } from '../clock.js';
import { isValid } from '../operation/valid-span-context.js';
import { RecordedSpan, type SpanTaker } from './recorded-span.js';

/** What this package asks of a tracer. */
export type SpanStarter = Pick<Tracer, 'startSpan'>;

/** A tracer that records every span. */
export function createRecordingTracer(taker: SpanTaker): SpanStarter {
  return {
    startSpan(name: string, options: SpanOptions = {}, given: Context = context.active()): Span {
      if (isTracingSuppressed(given)) return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
      const { kind = SpanKind.INTERNAL, startTime, attributes, links } = options;
      const parent = trace.getSpanContext(given);
      const startedAt = typeof startTime === 'number' ? startTime : now();
      const span = new RecordedSpan(name, kind, startedAt, parent !== undefined && isValid(parent) ? parent : undefined, taker);
      if (attributes !== undefined) span.setAttributes(attributes);
      if (links !== undefined && links.length > 0) span.addLinks(links);
      return span;
    },
  };
}
