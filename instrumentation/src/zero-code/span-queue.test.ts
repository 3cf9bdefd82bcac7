import { SpanStatusCode } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import type { SendResult } from './otlp-sender.js';
import { SpanQueue } from './span-queue.js';

const LIMITS = { delayMs: 60_000, size: 10, batchSize: 4 };

function startQueue(result: () => SendResult) {
  const reports: string[] = [];
  let sent = 0;
  const endpoint = {
    url: 'http://backend',
    timeoutMs: 1_000,
    send: async () => {
      sent++;
      return { result: result(), detail: 'status 500' };
    },
  };
  const queue = new SpanQueue(endpoint, resourceFromAttributes({}), LIMITS, (key, message) => reports.push(`${key}: ${message}`));
  const tracer = new TracerProvider({ sampler: new AlwaysOnSampler(), spanProcessors: [queue] }).getTracer('test');
  const add = (count: number) => {
    for (let index = 0; index < count; index++) tracer.startSpan('span').setStatus({ code: SpanStatusCode.OK }).end();
  };
  return { queue, add, reports, sent: () => sent };
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
    const { queue, add, sent } = startQueue(() => 'refused');
    add(4);
    await queue.flush(1_000, false);
    expect([queue.size, sent()]).toEqual([0, 1]);
  });
});
