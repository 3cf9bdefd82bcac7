import { type Context, createTraceState, ROOT_CONTEXT, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';
import { suppressTracing, W3CTraceContextPropagator } from '@opentelemetry/core';
import { describe, expect, it } from 'vitest';
import { TraceContextPropagator } from './trace-context-propagator.js';
import { ValidSpanContext } from './valid-span-context.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const USUAL = `00-${TRACE}-${SPAN}-01`;
const getter = { keys: Object.keys, get: (carrier: Record<string, unknown>, key: string) => carrier[key] as string | string[] | undefined };
const setter = { set: (carrier: Record<string, string>, key: string, value: string) => void Object.assign(carrier, { [key]: value }) };
const key = Symbol('key');
const base = trace.setSpanContext(ROOT_CONTEXT.setValue(key, 'kept'), { traceId: `1${TRACE.slice(1)}`, spanId: SPAN, traceFlags: 1 });
const ours = new TraceContextPropagator();
const sdk = new W3CTraceContextPropagator();

function extracted(propagator: W3CTraceContextPropagator, carrier: Record<string, unknown>): unknown {
  const context = propagator.extract(base, carrier, getter as never);
  const { traceState, ...span } = trace.getSpanContext(context) as SpanContext;
  return { ...span, state: traceState?.serialize(), value: context.getValue(key), isSame: context === base };
}

function injected(propagator: W3CTraceContextPropagator, context: Context): unknown {
  const carrier = {};
  propagator.inject(context, carrier, setter);
  return carrier;
}

describe('the shorter way of W3C trace context', () => {
  it.each<[string, Record<string, unknown>]>([
    ['sampled', { traceparent: USUAL }],
    ['not sampled', { traceparent: `00-${TRACE}-${SPAN}-00` }],
    ['other flags', { traceparent: `00-${TRACE}-${SPAN}-03` }],
    ['flags of two digits', { traceparent: `00-${TRACE}-${SPAN}-ff` }],
    ['another version', { traceparent: `01-${TRACE}-${SPAN}-01` }],
    ['another version with more', { traceparent: `01-${TRACE}-${SPAN}-01-more` }],
    ['an impossible version', { traceparent: `ff-${TRACE}-${SPAN}-01` }],
    ['more than version 00 has', { traceparent: `${USUAL}-more` }],
    ['space around', { traceparent: ` ${USUAL} ` }],
    ['upper case', { traceparent: USUAL.toUpperCase() }],
    ['no trace id', { traceparent: `00-${'0'.repeat(32)}-${SPAN}-01` }],
    ['no span id', { traceparent: `00-${TRACE}-${'0'.repeat(16)}-01` }],
    ['several headers', { traceparent: [USUAL, 'other'] }],
    ['a number', { traceparent: 1 }],
    ['nothing', {}],
    ['an empty text', { traceparent: '' }],
    ['a state', { traceparent: USUAL, tracestate: 'a=1,b=2' }],
    ['several states', { traceparent: USUAL, tracestate: ['a=1', 'b=2'] }],
    ['an empty state', { traceparent: USUAL, tracestate: '' }],
    ['a state alone', { tracestate: 'a=1' }],
  ])('reads %s as the SDK does', (_, carrier) => {
    expect(extracted(ours, carrier)).toEqual(extracted(sdk, carrier));
  });

  it('reads any text of a wrong character as the SDK does', () => {
    for (let at = 0; at < USUAL.length; at++) {
      for (const wrong of ['0', '1', '2', 'f', 'g', 'F', '-', '/', ':', '`', ' ', '\0', 'é', '世', '']) {
        const carrier = { traceparent: USUAL.slice(0, at) + wrong + USUAL.slice(at + 1) };
        expect([carrier, extracted(ours, carrier)]).toEqual([carrier, extracted(sdk, carrier)]);
      }
    }
  });

  it.each<[string, Context]>([
    ['nothing', ROOT_CONTEXT],
    ['a context', trace.setSpanContext(ROOT_CONTEXT, { traceId: TRACE, spanId: SPAN, traceFlags: TraceFlags.SAMPLED })],
    ['an invalid one', trace.setSpanContext(ROOT_CONTEXT, { traceId: 'nonsense', spanId: SPAN, traceFlags: TraceFlags.SAMPLED })],
    ['one known to be valid', known()],
    ['one not sampled', known(TraceFlags.NONE)],
    ['one with a state', known(TraceFlags.SAMPLED, { traceState: createTraceState('a=1') })],
    ['what is suppressed', suppressTracing(known())],
  ])('writes %s as the SDK does', (_, context) => {
    expect(injected(ours, context)).toEqual(injected(sdk, context));
  });
});

function known(flags = TraceFlags.SAMPLED, more: Pick<SpanContext, 'traceState'> = {}): Context {
  return trace.setSpanContext(ROOT_CONTEXT, new ValidSpanContext(TRACE, SPAN, flags, more));
}
