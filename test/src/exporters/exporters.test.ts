import { openTestEngine, type TestEngine } from '@callsight/clickhouse/testing';
import { createOtlpReceiverThread, type OtlpReceiver } from '@callsight/collector';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programs } from './programs.js';

const installing = 240_000;

/** What every exporter is to deliver, as the table of spans shows it. */
const expected = [
  {
    SpanName: 'child',
    SpanKind: 'Client',
    StatusCode: 'Error',
    StatusMessage: 'the disk is full',
    SpanAttributes: {},
    events: ['retry'],
    eventAttributes: [{ attempt: '2' }],
    ScopeVersion: '1.0',
    isChild: 1,
  },
  {
    SpanName: 'parent',
    SpanKind: 'Server',
    StatusCode: 'Unset',
    StatusMessage: '',
    SpanAttributes: { bool: 'true', double: '0.5', integer: '42', list: '["a","b"]', text: 'grüße' },
    events: [],
    eventAttributes: [],
    ScopeVersion: '1.0',
    isChild: 0,
  },
];

let engine: TestEngine;
let receiver: OtlpReceiver;
let url = '';
beforeAll(async () => {
  engine = await openTestEngine();
  receiver = createOtlpReceiverThread({ host: '127.0.0.1', port: 0, insert: engine.insert });
  ({ url } = await receiver.listen());
});
afterAll(async () => {
  await receiver.close();
  await engine.close();
});

async function readSpans(service: string): Promise<unknown[]> {
  return engine.select(`
    SELECT SpanName, SpanKind, StatusCode, StatusMessage, SpanAttributes, Events.Name AS events, Events.Attributes AS eventAttributes, ScopeVersion,
      ParentSpanId IN (SELECT SpanId FROM otel_traces WHERE ServiceName = '${service}') AS isChild
    FROM otel_traces WHERE ServiceName = '${service}' ORDER BY SpanName`);
}

describe('what an exporter sends is in the table', () => {
  const endpoint = () => ({ url: `${url}/v1/traces` });
  const exporters: Record<string, () => SpanExporter> = {
    'JavaScript, JSON': () => new JsonExporter(endpoint()),
    'JavaScript, JSON, gzip': () => new JsonExporter({ ...endpoint(), compression: CompressionAlgorithm.GZIP }),
    'JavaScript, protobuf': () => new ProtobufExporter(endpoint()),
    'JavaScript, protobuf, gzip': () => new ProtobufExporter({ ...endpoint(), compression: CompressionAlgorithm.GZIP }),
  };
  it.each(Object.entries(exporters))('%s', async (name, createExporter) => {
    await sendSpans(name, createExporter());
    expect(await readSpans(name)).toEqual(expected);
  });

  for (const program of programs) {
    it(`${program.language}, protobuf, gzip`, { timeout: installing }, async ({ skip }) => {
      if (!(await program.isAvailable())) skip(`there is no ${program.language} on this machine`);
      await program.send(url);
      expect(await readSpans(`exporter-${program.language}`)).toEqual(expected);
    });
  }
});

async function sendSpans(service: string, exporter: SpanExporter): Promise<void> {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('exporter', '1.0');
  const attributes = { text: 'grüße', integer: 42, double: 0.5, bool: true, list: ['a', 'b'] };
  const parent = tracer.startSpan('parent', { kind: SpanKind.SERVER, attributes });
  const child = tracer.startSpan('child', { kind: SpanKind.CLIENT }, trace.setSpan(context.active(), parent));
  child.addEvent('retry', { attempt: 2 });
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'the disk is full' });
  child.end();
  parent.end();
  await provider.forceFlush();
  await provider.shutdown();
}
