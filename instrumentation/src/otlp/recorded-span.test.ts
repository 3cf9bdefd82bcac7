import {
  type Attributes,
  createTraceState,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { decodeTraces, fieldsOf } from '../testing/otlp-decode.js';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';

import { createRecordingTracer } from './recording-tracer.js';
import { share } from './shared-attributes.js';
import { PagePool, SpanBatch } from './span-batch.js';

const RESOURCE: Attributes = { 'service.name': 'test', 'process.pid': 7 };
const PARENT = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.NONE,
  traceState: createTraceState('vendor=1'),
  isRemote: true,
};
const STARTED = 1_790_000_000_123.456;
const REMOTE = trace.setSpanContext(ROOT_CONTEXT, PARENT);

type Script = (span: Span) => void;

/** The bytes that our span becomes, and those that the SDK's serializer makes of its own. */
function encodeBoth(script: Script, options: SpanOptions, context = REMOTE): [ours: Buffer, sdk: Buffer] {
  const batch = new SpanBatch(new PagePool());
  const ended: ReadableSpan[] = [];
  const provider = new TracerProvider({
    resource: resourceFromAttributes(RESOURCE),
    sampler: new AlwaysOnSampler(),
    spanProcessors: [
      { onStart: () => undefined, onEnd: (span) => ended.push(span), forceFlush: async () => undefined, shutdown: async () => undefined },
    ],
  });
  const tracers = [createRecordingTracer(batch), provider.getTracer(PACKAGE_NAME, PACKAGE_VERSION)];
  for (const tracer of tracers) {
    const span = tracer.startSpan('tools/call échö', { kind: SpanKind.SERVER, startTime: STARTED, ...options }, context);
    script(span);
    span.end(STARTED + 1_234.5);
  }
  const sdk = ProtobufTraceSerializer.serializeRequest(ended) ?? new Uint8Array();
  return [Buffer.concat(batch.serialize(RESOURCE)), Buffer.from(sdk)];
}

/** Every field of the one span, without its random id and in no order. */
function comparable(body: Buffer) {
  const { spanId, ...fields } = fieldsOf(body);
  expect(spanId).toMatch(/^[\da-f]{16}$/);
  return { ...fields, decoded: decodeTraces(body).map(({ spanId: _, ...span }) => span) };
}

describe('a recorded span', () => {
  it.each<[string, Script, SpanOptions]>([
    [
      'with attributes of every kind',
      () => undefined,
      {
        attributes: {
          text: 'é "x"',
          whole: 3,
          big: 2 ** 40,
          most: Number.MAX_SAFE_INTEGER,
          half: 0.5,
          yes: true,
          list: ['a', 'b'],
          constructor: 'x',
        },
      },
    ],
    ['with a long text', (span) => span.setAttribute('long', 'ü'.repeat(50_000)), {}],
    ['with a key that is set twice', (span) => span.setAttribute('key', 1).setAttributes({ key: 2, other: 3 }), { attributes: { key: 0 } }],
    ['with an error', (span) => span.setStatus({ code: SpanStatusCode.ERROR, message: 'out of ink' }), {}],
    [
      'with an error that is taken back',
      (span) => span.setStatus({ code: SpanStatusCode.ERROR }).setStatus({ code: SpanStatusCode.OK }),
      {},
    ],
    ['with events', (span) => span.addEvent('one', { key: 'value' }, STARTED + 1).addEvent('two', STARTED + 2), {}],
    ['with an exception', (span) => span.recordException({ name: 'RangeError', message: 'out of reach', stack: 'at x' }, STARTED + 1), {}],
    ['with links', (span) => span.addLink({ context: { ...PARENT, isRemote: false }, attributes: { key: 'value' } }), {}],
    ['with another name', (span) => span.updateName('renamed'), { kind: SpanKind.CLIENT }],
    ['with nothing', () => undefined, { kind: SpanKind.INTERNAL }],
  ])('%s is encoded as that of the SDK', (_title, script, options) => {
    const [ours, sdk] = encodeBoth(script, options);
    expect(comparable(ours)).toEqual(comparable(sdk));
  });

  it('takes shared attributes as any others, and of a key the last value', () => {
    const [first, second] = [share({ method: 'tools/call', key: 'first' }), share({ key: 'second', session: 's' })];
    const [ours] = encodeBoth((span) => span.setAttributes(second).setAttribute('session', 'own'), { attributes: first });
    const [again] = encodeBoth((span) => span.setAttributes(second), { attributes: first });
    const third = share({ session: 'third', more: true });
    const [last] = encodeBoth((span) => span.setAttributes(second).setAttribute('session', 'own').setAttributes(third), {
      attributes: first,
    });
    expect(decodeTraces(ours)[0]?.attributes).toEqual({ method: 'tools/call', key: 'second', session: 'own' });
    expect(decodeTraces(again)[0]?.attributes).toEqual({ method: 'tools/call', key: 'second', session: 's' });
    expect(decodeTraces(last)[0]?.attributes).toEqual({ method: 'tools/call', key: 'second', session: 'third', more: true });
  });

  it('begins a trace of its own without a parent', () => {
    const [ours] = encodeBoth(() => undefined, {}, ROOT_CONTEXT);
    const [span] = decodeTraces(ours);
    expect(span?.parentSpanId).toBe('');
    expect(span?.traceId).toMatch(/^[\da-f]{32}$/);
  });

  it('tells the ids that it is encoded with', () => {
    let told = { traceId: '', spanId: '' };
    const [ours] = encodeBoth(
      (span) => {
        if (told.spanId === '') told = span.spanContext();
      },
      {},
      ROOT_CONTEXT,
    );
    expect(decodeTraces(ours)[0]).toMatchObject({ traceId: told.traceId, spanId: told.spanId });
  });

  it('ends once, and takes nothing after that', () => {
    const ended: string[] = [];
    const span = createRecordingTracer({ add: ({ name }) => ended.push(name), lend: () => undefined }).startSpan('span', {}, ROOT_CONTEXT);
    span.end();
    span.updateName('later').end();
    expect(span.isRecording()).toBe(false);
    expect(ended).toEqual(['span']);
  });

  it('is none where tracing is suppressed', () => {
    const tracer = createRecordingTracer(new SpanBatch(new PagePool()));
    expect(tracer.startSpan('span', {}, suppressTracing(ROOT_CONTEXT)).isRecording()).toBe(false);
  });
});
