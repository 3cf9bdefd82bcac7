import { context, ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { beforeAll, describe, expect, it } from 'vitest';
import { startOpenTelemetry } from '../testing/spans.js';
import { extractParentage, injectContext } from './propagation.js';
import { withSpan } from './span-context.js';

beforeAll(startOpenTelemetry);

const REMOTE = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const META = { traceparent: `00-${REMOTE.traceId}-${REMOTE.spanId}-01` };
const AMBIENT = { traceId: '1af7651916cd43dd8448eb211c80319c', spanId: 'c7ad6b7169203331', traceFlags: TraceFlags.SAMPLED };
const ambient = trace.setSpanContext(ROOT_CONTEXT, AMBIENT);

describe('extractParentage', () => {
  // CONTEXT-2, CONTEXT-3
  it('takes the parent that the caller sent, and links the ambient span', () => {
    const parentage = extractParentage({ _meta: META }, ambient);
    expect(trace.getSpanContext(parentage.context)).toMatchObject({ ...REMOTE, isRemote: true });
    expect(parentage.links).toEqual([{ context: AMBIENT }]);
    expect(parentage.callerTraceId).toBe(REMOTE.traceId);
  });

  // CONTEXT-4
  it.each([[undefined], [{}], [{ _meta: {} }], [{ _meta: { traceparent: 'nonsense' } }]])(
    'takes the ambient span as parent for %j',
    (params) => {
      const parentage = extractParentage(params, ambient);
      expect(trace.getSpanContext(parentage.context)).toEqual(AMBIENT);
      expect(parentage.links).toEqual([]);
    },
  );

  it('has no parent where there is neither', () => {
    expect(trace.getSpanContext(extractParentage(undefined, undefined).context)).toBeUndefined();
  });
});

describe('injectContext', () => {
  // CONTEXT-1
  it('adds the context to a copy, beside what is there', () => {
    const message = Object.freeze({ method: 'ping', params: Object.freeze({ a: 1, _meta: Object.freeze({ own: 'kept' }) }) });
    const sent = injectContext(message, message.params, trace.setSpanContext(ROOT_CONTEXT, { ...REMOTE, traceFlags: 1 }));
    expect(sent).toEqual({ method: 'ping', params: { a: 1, _meta: { own: 'kept', ...META } } });
  });

  it.each([
    [{ method: 'ping' }, { method: 'ping', params: { _meta: META } }],
    [
      { method: 'ping', params: { a: 1 } },
      { method: 'ping', params: { a: 1, _meta: META } },
    ],
    [{ params: { _meta: undefined, a: 1 } }, { params: { a: 1, _meta: META } }],
    [{ params: { _meta: 'nonsense' } }, { params: { _meta: META } }],
    [{ params: { _meta: { traceparent: 'older' } } }, { params: { _meta: META } }],
    [
      JSON.parse('{"params":{"__proto__":{"_meta":1}}}'),
      JSON.parse(`{"params":{"__proto__":{"_meta":1},"_meta":${JSON.stringify(META)}}}`),
    ],
  ])('adds it to %j, which stays as it is', (message: { params?: Record<string, unknown> }, expected) => {
    const before = structuredClone(message);
    const sent = injectContext(message, message.params, trace.setSpanContext(ROOT_CONTEXT, { ...REMOTE, traceFlags: 1 }));
    expect(JSON.parse(JSON.stringify(sent))).toEqual(expected);
    expect(message).toEqual(before);
  });
});

describe('withSpan', () => {
  it('behaves as the context that the API would make', () => {
    const span = trace.getTracer('test').startSpan('one', { kind: SpanKind.SERVER });
    const key = Symbol('key');
    const parent = ROOT_CONTEXT.setValue(key, 'value');
    const made = withSpan(parent, span);
    expect(trace.getSpan(made)).toBe(span);
    expect(made.getValue(key)).toBe('value');
    expect(trace.getSpan(made.setValue(key, 'other'))).toBe(span);
    expect(made.setValue(key, 'other').getValue(key)).toBe('other');
    expect(made.deleteValue(key).getValue(key)).toBeUndefined();
    expect(trace.getSpan(trace.deleteSpan(made))).toBeUndefined();
    expect(trace.getSpan(parent)).toBeUndefined();
    expect(context.with(made, () => trace.getActiveSpan())).toBe(span);
  });
});
