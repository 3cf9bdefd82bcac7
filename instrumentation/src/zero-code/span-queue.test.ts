import { SpanStatusCode } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { createRecordingTracer } from '../otlp/recording-tracer.js';
import type { SendResult } from './otlp-sender.js';
import { SpanQueue } from './span-queue.js';

const LIMITS = { delayMs: 60_000, size: 10, batchSize: 4 };

function startQueue(result: () => SendResult, limits = LIMITS) {
  const reports: string[] = [];
  const bodies: number[] = [];
  const endpoint = {
    url: 'http://backend',
    timeoutMs: 1_000,
    send: async (body: readonly Uint8Array[]) => {
      bodies.push(body.reduce((sum, { length }) => sum + length, 0));
      return { result: result(), detail: 'status 500' };
    },
  };
  const queue = new SpanQueue(endpoint, resourceFromAttributes({}), limits, (key, message) => reports.push(`${key}: ${message}`));
  const tracer = new TracerProvider({ sampler: new AlwaysOnSampler(), spanProcessors: [queue] }).getTracer('test');
  const add = (count: number) => {
    for (let index = 0; index < count; index++) tracer.startSpan('span').setStatus({ code: SpanStatusCode.OK }).end();
  };
  const recorder = createRecordingTracer(queue);
  const addLarge = (count: number) => {
    for (let index = 0; index < count; index++) recorder.startSpan('span').setAttribute('text', 'x'.repeat(1_048_576)).end();
  };
  return { queue, add, addLarge, reports, bodies };
}

describe('SpanQueue', () => {
  it('keeps no more than its size, and counts what it drops', async () => {
    const { queue, add } = startQueue(() => 'retry');
    add(25);
    await queue.flush(1_000, false);
    add(5);
    expect(queue.size).toBe(10);
    expect(queue.dropped).toBe(20);
    expect(queue.isFailing).toBe(true);
  });

  it('sends what it kept once the backend takes it', async () => {
    let result: SendResult = 'retry';
    const { queue, add, reports } = startQueue(() => result);
    add(6);
    await queue.flush(1_000, false);
    expect(queue.size).toBe(6);
    result = 'accepted';
    await queue.flush(1_000, false);
    expect(queue.size).toBe(0);
    expect(queue.dropped).toBe(0);
    expect(reports[0]).toMatch(/^backend: cannot send telemetry to http:\/\/backend \(status 500\)/);
  });

  it('gives up what the backend refuses', async () => {
    const { queue, add, bodies } = startQueue(() => 'refused');
    add(4);
    await queue.flush(1_000, false);
    expect([queue.size, bodies.length]).toEqual([0, 1]);
  });

  it('sends large spans before a body is larger than receivers take', async () => {
    const { queue, addLarge, bodies } = startQueue(() => 'accepted', { ...LIMITS, size: 1_000, batchSize: 512 });
    addLarge(30);
    await queue.flush(1_000, false);
    expect(queue.size).toBe(0);
    expect(Math.max(...bodies)).toBeLessThan(6_000_000);
    expect(bodies.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(30 * 1_048_576);
  });

  it('keeps no more large spans than it has memory for', async () => {
    const { queue, addLarge } = startQueue(() => 'retry', { ...LIMITS, size: 1_000, batchSize: 512 });
    addLarge(100);
    expect(queue.size).toBe(64);
    expect(queue.dropped).toBe(36);
  });
});
