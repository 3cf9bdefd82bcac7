import { instrument } from '@callsight/instrumentation';
import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Handler, Wiring } from './sdks.js';

/** A way of instrumenting the two sides of a run. */
export interface Variant {
  /** Whether the process starts with the register flag, and what else it is told. */
  register?: NodeJS.ProcessEnv;
  prepare: Wiring['prepare'];
  wrapHandler(handler: Handler): Handler;
}

const leave = () => {};
const leaveHandler = (handler: Handler) => handler;

/** Exports nothing, so that only making and batching spans is measured. */
const noopSpanExporter: SpanExporter = {
  export: (_spans, done) => done({ code: 0 }),
  shutdown: async () => {},
  forceFlush: async () => {},
};
const noopMetricExporter: PushMetricExporter = {
  export: (_metrics, done) => done({ code: 0 }),
  shutdown: async () => {},
  forceFlush: async () => {},
};

function startTracing(exporter: SpanExporter): void {
  new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] }).register();
}

function startMetrics(): void {
  const reader = new PeriodicExportingMetricReader({ exporter: noopMetricExporter, exportIntervalMillis: 5_000 });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
}

/** A hand-written SERVER span with ten attributes around the tool handler, made active: what anybody would write. */
function spanByHand(handler: Handler): Handler {
  const tracer = trace.getTracer('by-hand');
  return (args, extra) => {
    const attributes = {
      'mcp.method.name': 'tools/call',
      'mcp.session.id': extra.sessionId ?? 'none',
      'mcp.protocol.version': '2025-11-25',
      'gen_ai.tool.name': 'echo',
      'gen_ai.operation.name': 'execute_tool',
      'jsonrpc.request.id': String(extra.requestId),
      'network.transport': 'pipe',
      'network.protocol.name': 'x',
      'client.address': '127.0.0.1',
      'mcp.client.name': 'bench-client',
    };
    return tracer.startActiveSpan('tools/call echo', { kind: SpanKind.SERVER, attributes }, async (span) => {
      try {
        return await handler(args, extra);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  };
}

/** The same with one histogram record. */
function spanAndHistogramByHand(handler: Handler): Handler {
  const traced = spanByHand(handler);
  startMetrics();
  const histogram = metrics.getMeter('by-hand').createHistogram('mcp.server.operation.duration', { unit: 's' });
  const attributes = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': 'echo',
    'gen_ai.operation.name': 'execute_tool',
    'network.transport': 'pipe',
    'mcp.protocol.version': '2025-11-25',
  };
  return async (args, extra) => {
    const start = performance.now();
    try {
      return await traced(args, extra);
    } finally {
      histogram.record((performance.now() - start) / 1_000, attributes);
    }
  };
}

/** What the handler is given and what it returns, each as an attribute of its span, cut where Callsight cuts: what anybody would write. */
function captureByHand(handler: Handler): Handler {
  const toText = (content: unknown) => JSON.stringify(content).slice(0, 16_384);
  return async (args, extra) => {
    const span = trace.getActiveSpan();
    span?.setAttribute('gen_ai.tool.call.arguments', toText(args));
    const result = await handler(args, extra);
    span?.setAttribute('gen_ai.tool.call.result', toText(result));
    return result;
  };
}

function byHand(wrap: Variant['wrapHandler'], createExporter = () => noopSpanExporter): Variant {
  return {
    prepare: leave,
    wrapHandler(handler) {
      startTracing(createExporter());
      return wrap(handler);
    },
  };
}

/** The mark of what is observed already: the flag then leaves the client's side alone. */
const OBSERVED = Symbol.for('callsight.attached');

/** Span and histogram of the server's side by the register flag, encoded and sent to a backend that takes all. */
const callsight: Variant = {
  register: {},
  prepare: ({ clientTransport }) => void Object.defineProperty(clientTransport, OBSERVED, { value: true }),
  wrapHandler: leaveHandler,
};

export const variants: Record<string, Variant> = {
  none: { prepare: leave, wrapHandler: leaveHandler },
  'bare-otel': byHand(spanByHand),
  'bare-otel-metrics': byHand(spanAndHistogramByHand),
  // Sent by OpenTelemetry's own exporter to where Callsight's go.
  'bare-otel-sent': byHand(spanAndHistogramByHand, () => new OTLPTraceExporter()),
  'bare-otel-capture': byHand(
    (handler) => spanAndHistogramByHand(captureByHand(handler)),
    () => new OTLPTraceExporter(),
  ),
  callsight,
  'callsight-both-sides': { ...callsight, prepare: leave },
  'callsight-capture': { ...callsight, register: { CALLSIGHT_CAPTURE: 'all' } },
  // In a host's own OpenTelemetry SDK, set up like that of the variants by hand.
  'callsight-in-host': {
    prepare({ server }) {
      startTracing(noopSpanExporter);
      startMetrics();
      instrument(server);
    },
    wrapHandler: leaveHandler,
  },
};
