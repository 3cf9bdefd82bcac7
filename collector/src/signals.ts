import { create, toBinary } from '@bufbuild/protobuf';
import { type Encoding, parseMessage, refusingMalformed, toBody } from './encoding.js';
import { ExportLogsServiceRequestSchema, ExportLogsServiceResponseSchema } from './generated/logs_pb.js';
import { ExportMetricsServiceRequestSchema, ExportMetricsServiceResponseSchema } from './generated/metrics_pb.js';
import { ExportTraceServiceRequestSchema, ExportTraceServiceResponseSchema } from './generated/trace_pb.js';
import { addLogRows } from './log-rows.js';
import { addMetricRows, type MetricTables } from './metric-rows.js';
import type { RowBatch } from './row-batch.js';
import type { TimeWindow } from './time-window.js';
import { TraceEncoder } from './traces/trace-encoder.js';

export type SignalName = 'traces' | 'logs' | 'metrics';

/** Where each signal's rows go. */
export interface SignalTables {
  /** @default 'otel_traces_landing' */
  traces: string;
  /** @default 'otel_logs' */
  logs: string;
  /** @default 'otel_metrics_gauge', …_sum, …_histogram, …_exponential_histogram, …_summary */
  metrics: MetricTables;
}

export const DEFAULT_TABLES: SignalTables = {
  traces: 'otel_traces_landing',
  logs: 'otel_logs',
  metrics: {
    gauge: 'otel_metrics_gauge',
    sum: 'otel_metrics_sum',
    histogram: 'otel_metrics_histogram',
    exponentialHistogram: 'otel_metrics_exponential_histogram',
    summary: 'otel_metrics_summary',
  },
};

/** How one signal's requests become rows, and what answers them. */
export interface Signal {
  name: SignalName;
  /** @throws Refusal with status 400 when the body is not this signal's request. */
  addRows(body: Buffer, encoding: Encoding, window: TimeWindow, batch: RowBatch): void;
  toResponse(batch: RowBatch, encoding: Encoding): Buffer;
}

/** The signals by the path that receives them. */
export function createSignals(tables: SignalTables): ReadonlyMap<string, Signal> {
  return new Map([
    ['/v1/traces', createTraces(tables.traces)],
    ['/v1/logs', createLogs(tables.logs)],
    ['/v1/metrics', createMetrics(tables.metrics)],
  ]);
}

function createTraces(table: string): Signal {
  const encoder = new TraceEncoder();
  const schema = ExportTraceServiceRequestSchema;
  return {
    name: 'traces',
    addRows(body, encoding, window, batch) {
      // One way to rows for both encodings: JSON is rare where there are many spans.
      const bytes = encoding === 'protobuf' ? body : Buffer.from(toBinary(schema, parseMessage(schema, body, encoding)));
      refusingMalformed(schema, encoding, () => encoder.addRows(bytes, table, window, batch));
    },
    toResponse: ({ rejected, errorMessage }, encoding) =>
      toBody(
        ExportTraceServiceResponseSchema,
        create(
          ExportTraceServiceResponseSchema,
          rejected === 0 ? {} : { partialSuccess: { rejectedSpans: BigInt(rejected), errorMessage } },
        ),
        encoding,
      ),
  };
}

function createLogs(table: string): Signal {
  return {
    name: 'logs',
    addRows: (body, encoding, window, batch) =>
      addLogRows(parseMessage(ExportLogsServiceRequestSchema, body, encoding), table, window, batch),
    toResponse: ({ rejected, errorMessage }, encoding) =>
      toBody(
        ExportLogsServiceResponseSchema,
        create(
          ExportLogsServiceResponseSchema,
          rejected === 0 ? {} : { partialSuccess: { rejectedLogRecords: BigInt(rejected), errorMessage } },
        ),
        encoding,
      ),
  };
}

function createMetrics(tables: MetricTables): Signal {
  return {
    name: 'metrics',
    addRows: (body, encoding, window, batch) =>
      addMetricRows(parseMessage(ExportMetricsServiceRequestSchema, body, encoding), tables, window, batch),
    toResponse: ({ rejected, errorMessage }, encoding) =>
      toBody(
        ExportMetricsServiceResponseSchema,
        create(
          ExportMetricsServiceResponseSchema,
          rejected === 0 ? {} : { partialSuccess: { rejectedDataPoints: BigInt(rejected), errorMessage } },
        ),
        encoding,
      ),
  };
}
