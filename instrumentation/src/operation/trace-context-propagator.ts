import { type Context, type TextMapGetter, type TextMapSetter, TraceFlags, trace } from '@opentelemetry/api';
import { isTracingSuppressed, TRACE_PARENT_HEADER, TRACE_STATE_HEADER, W3CTraceContextPropagator } from '@opentelemetry/core';
import { withSpan } from './span-context.js';
import { ValidSpanContext } from './valid-span-context.js';

/** `00-`, the trace id, `-`, the span id, `-0` and a digit: https://www.w3.org/TR/trace-context/#version-format. */
const LENGTH = 55;
const TRACE_ID = 3;
const SPAN_ID = 36;
const FLAGS = 53;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
const REMOTE = { isRemote: true };

/** The SDK's, which reads by a regular expression, with a shorter way for what nearly all callers send. */
export class TraceContextPropagator extends W3CTraceContextPropagator {
  override inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span = trace.getSpanContext(context);
    const isUsual = span instanceof ValidSpanContext && span.traceFlags === TraceFlags.SAMPLED && span.traceState === undefined;
    if (!isUsual) super.inject(context, carrier, setter);
    else if (!isTracingSuppressed(context)) setter.set(carrier, TRACE_PARENT_HEADER, `00-${span.traceId}-${span.spanId}-01`);
  }

  override extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const text = getter.get(carrier, TRACE_PARENT_HEADER);
    const remote = typeof text === 'string' ? parseUsual(text) : undefined;
    if (remote === undefined || getter.get(carrier, TRACE_STATE_HEADER)) return super.extract(context, carrier, getter);
    return withSpan(context, trace.wrapSpanContext(remote));
  }
}

/** Nothing for what is of another version, has other flags than those for sampled and not, or is invalid. */
function parseUsual(text: string): ValidSpanContext | undefined {
  if (text.length !== LENGTH || !text.startsWith('00-') || text[SPAN_ID - 1] !== '-' || !text.startsWith('-0', FLAGS - 1)) return undefined;
  const flag = text[LENGTH - 1];
  if ((flag !== '0' && flag !== '1') || !isHex(text, TRACE_ID, SPAN_ID - 1) || !isHex(text, SPAN_ID, FLAGS - 1)) return undefined;
  const traceId = text.slice(TRACE_ID, SPAN_ID - 1);
  const spanId = text.slice(SPAN_ID, FLAGS - 1);
  if (traceId === NO_TRACE || spanId === NO_SPAN) return undefined;
  return new ValidSpanContext(traceId, spanId, flag === '1' ? TraceFlags.SAMPLED : TraceFlags.NONE, REMOTE);
}

/** In lower case, as the format has it. */
function isHex(text: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}
