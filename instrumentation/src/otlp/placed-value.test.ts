import { ROOT_CONTEXT, type Span, SpanKind } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { type AttributeSink, ContentDescriber } from '../content/describe-content.js';
import { createRedactor } from '../content/redact.js';
import { textMemory } from '../content/shared-text-memory.js';
import { ATTR } from '../semconv.js';
import { decodeTraces } from '../testing/otlp-decode.js';
import { ByteWriter } from './byte-writer.js';
import type { SpanTaker } from './recorded-span.js';
import { createRecordingTracer } from './recording-tracer.js';
import { PagePool, SpanBatch } from './span-batch.js';

const LIMIT = 16_384;
const RESULT = ATTR.GEN_AI_TOOL_CALL_RESULT;
const memory = textMemory(LIMIT);
const pool = new PagePool(memory);
const describer = new ContentDescriber(createRedactor([]), LIMIT);

const bodyOf = (batch: SpanBatch) => Buffer.concat(batch.serialize({}));

/** Batches of the one pool, of which the last takes spans and the others are sent. */
function startBatches() {
  const batches = [new SpanBatch(pool)];
  const sent: Buffer[] = [];
  const send = () => sent.push(...batches.slice(sent.length).map(bodyOf));
  const taker: SpanTaker = {
    add: (span) => batches.at(-1)?.add(span),
    lend: (...room) => batches.at(-1)?.lend(...room),
  };
  return {
    tracer: createRecordingTracer(taker),
    next() {
      send();
      batches.push(new SpanBatch(pool));
    },
    /** All of them, once nothing is added any more. */
    bodies() {
      send();
      return sent;
    },
    parts: () => batches.flatMap((batch) => batch.serialize({})),
    release: () => batches.map((batch) => batch.release()),
  };
}

type Batches = ReturnType<typeof startBatches>;

/** A span that ends with the content of this result. */
function record({ tracer }: Batches, name: string, result: unknown, touch: (span: Span) => void = () => undefined): void {
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER }, ROOT_CONTEXT);
  try {
    describer.describe(span as AttributeSink, 'toolArguments', name, { name }, true);
    describer.describe(span as AttributeSink, 'toolResult', name, result, true);
    touch(span);
  } finally {
    span.end();
  }
}

const textOf = (result: unknown) => JSON.stringify(result);

describe('a value that is written where its span will be sent from', () => {
  it('is the same as one that was copied, whatever its size and whatever is beside it', () => {
    for (let round = 0; round < 3; round++) {
      const batches = startBatches();
      const results = Array.from({ length: 200 }, (_, index) => ({ text: `${'ü"\n7'.repeat((index * 37) % 2_000)}${index}` }));
      for (const [index, result] of results.entries()) {
        record(batches, `span ${index}`, result);
        batches.tracer.startSpan('between', {}, ROOT_CONTEXT).end();
      }
      const spans = batches
        .bodies()
        .flatMap(decodeTraces)
        .filter(({ name }) => name !== 'between');
      expect(spans).toHaveLength(results.length);
      for (const [index, result] of results.entries()) {
        const { name, attributes = {} } = spans[index] ?? {};
        expect(name).toBe(`span ${index}`);
        expect(attributes[ATTR.GEN_AI_TOOL_CALL_ARGUMENTS]).toBe(textOf({ name }));
        const whole = textOf(result);
        if (Buffer.byteLength(whole) <= LIMIT) expect(attributes[RESULT]).toBe(whole);
        else expect(attributes).toMatchObject({ [RESULT]: expect.stringMatching(/…"}$/), [ATTR.RESULT_TRUNCATED]: true });
      }
      batches.release();
    }
  });

  it('is in the memory that it was made in', () => {
    const batches = startBatches();
    record(batches, 'span', { text: 'here' });
    const [frame, page] = batches.parts();
    expect(frame?.buffer).not.toBe(memory.bytes.buffer);
    expect(page?.buffer).toBe(memory.bytes.buffer);
    batches.release();
  });

  it('gives way to a later value of its attribute', () => {
    const batches = startBatches();
    record(batches, 'span', { text: 'first' }, (span) => span.setAttribute(RESULT, 'last'));
    record(batches, 'next', { text: 'only' });
    const bodies = batches.bodies();
    expect(bodies.flatMap(decodeTraces).map(({ attributes }) => attributes[RESULT])).toEqual(['last', '{"text":"only"}']);
    expect(Buffer.concat(bodies).toString('latin1').split(RESULT)).toHaveLength(3);
    batches.release();
  });

  it.each(['in the same batch', 'in the next batch'])('stays what it is while other spans end within it, %s', (where) => {
    const batches = startBatches();
    const foreign = {
      toJSON() {
        for (let index = 0; index < 30; index++) record(batches, `inner ${index}`, { text: 'x'.repeat(12_000) });
        if (where === 'in the next batch') batches.next();
        record(batches, 'last inner', { text: 'y' });
        return 'foreign';
      },
    };
    record(batches, 'before', { text: 'before' });
    record(batches, 'outer', { before: 'b'.repeat(500), foreign, after: 'a'.repeat(500) });
    record(batches, 'after', { text: 'after' });
    const spans = batches.bodies().flatMap(decodeTraces);
    const told = new Map(spans.map(({ name, attributes }) => [name, attributes[RESULT]]));
    expect(told.size).toBe(34);
    for (const { name, attributes } of spans) expect(attributes[ATTR.GEN_AI_TOOL_CALL_ARGUMENTS]).toBe(textOf({ name }));
    expect(told.get('outer')).toBe(textOf({ before: 'b'.repeat(500), foreign: 'foreign', after: 'a'.repeat(500) }));
    expect(told.get('before')).toBe('{"text":"before"}');
    expect(told.get('after')).toBe('{"text":"after"}');
    expect(told.get('last inner')).toBe('{"text":"y"}');
    for (let index = 0; index < 30; index++) expect(told.get(`inner ${index}`)).toBe(textOf({ text: 'x'.repeat(12_000) }));
    batches.release();
  });

  it('is left out with the place that it had when it could not be written', () => {
    const batches = startBatches();
    const bad = {
      toJSON() {
        throw new Error('not today');
      },
    };
    expect(() => record(batches, 'bad', { text: 'x'.repeat(1_000), bad })).toThrow('not today');
    record(batches, 'good', { text: 'fine' });
    expect(
      batches
        .bodies()
        .flatMap(decodeTraces)
        .map(({ name, attributes }) => [name, attributes[RESULT]]),
    ).toEqual([
      ['bad', undefined],
      ['good', '{"text":"fine"}'],
    ]);
    batches.release();
  });

  it('is copied where its page has no room for it, or the span outgrows the page', () => {
    const batches = startBatches();
    const wide = new ContentDescriber(createRedactor([]), 1_048_576);
    const span = batches.tracer.startSpan('wide', {}, ROOT_CONTEXT);
    wide.describe(span as AttributeSink, 'toolResult', 'wide', { text: 'w'.repeat(600_000) }, true);
    span.end();
    record(batches, 'grown', { text: 'g' }, (grown) => grown.setAttribute('own', 'o'.repeat(500_000)));
    record(batches, 'after', { text: 'after' });
    expect(
      batches
        .bodies()
        .flatMap(decodeTraces)
        .map(({ attributes }) => attributes[RESULT]),
    ).toEqual([textOf({ text: 'w'.repeat(600_000) }), '{"text":"g"}', '{"text":"after"}']);
    batches.release();
  });

  it('has its page back once what outgrew it was sent', () => {
    const part = Buffer.alloc(64);
    const page = new ByteWriter(part);
    page.copy(Buffer.alloc(1_000));
    page.reset();
    page.text('again');
    expect(page.length).toBe(6);
    expect(page.written().buffer).toBe(part.buffer);
  });

  it('has pages of its memory for one pool only', () => {
    expect(memory.pages(1, 1_000)).toEqual([]);
  });
});
