import { create, type DescMessage, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import { type Encoding, parseMessage, toBody } from './encoding.js';
import { ExportLogsServiceRequestSchema, ExportLogsServiceResponseSchema } from './generated/logs_pb.js';
import { ExportMetricsServiceRequestSchema, ExportMetricsServiceResponseSchema } from './generated/metrics_pb.js';
import { ExportTraceServiceRequestSchema, ExportTraceServiceResponseSchema } from './generated/trace_pb.js';
import { addLogRows } from './log-rows.js';
import { addMetricRows, type MetricTables } from './metric-rows.js';
import type { RowBatch } from './row-batch.js';
import type { TimeWindow } from './time-window.js';
import { readTraceRequest } from './trace-reader.js';
import { addTraceRows } from './trace-rows.js';

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
    [
      '/v1/traces',
      createSignal({
        name: 'traces',
        request: ExportTraceServiceRequestSchema,
        readBinary: readTraceRequest,
        addRows: (request, window, batch) => addTraceRows(request, tables.traces, window, batch),
        response: ExportTraceServiceResponseSchema,
        toPartialSuccess: (rejectedSpans, errorMessage) => ({ partialSuccess: { rejectedSpans, errorMessage } }),
      }),
    ],
    [
      '/v1/logs',
      createSignal({
        name: 'logs',
        request: ExportLogsServiceRequestSchema,
        addRows: (request, window, batch) => addLogRows(request, tables.logs, window, batch),
        response: ExportLogsServiceResponseSchema,
        toPartialSuccess: (rejectedLogRecords, errorMessage) => ({ partialSuccess: { rejectedLogRecords, errorMessage } }),
      }),
    ],
    [
      '/v1/metrics',
      createSignal({
        name: 'metrics',
        request: ExportMetricsServiceRequestSchema,
        addRows: (request, window, batch) => addMetricRows(request, tables.metrics, window, batch),
        response: ExportMetricsServiceResponseSchema,
        toPartialSuccess: (rejectedDataPoints, errorMessage) => ({ partialSuccess: { rejectedDataPoints, errorMessage } }),
      }),
    ],
  ]);
}

interface SignalDefinition<Request extends DescMessage, Response extends DescMessage> {
  name: SignalName;
  request: Request;
  /** In place of the general decoder. */
  readBinary?: (bytes: Buffer) => MessageShape<Request>;
  addRows: (request: MessageShape<Request>, window: TimeWindow, batch: RowBatch) => void;
  response: Response;
  toPartialSuccess: (rejected: bigint, errorMessage: string) => MessageInitShape<Response>;
}

function createSignal<Request extends DescMessage, Response extends DescMessage>(definition: SignalDefinition<Request, Response>): Signal {
  const { name, request, readBinary, addRows, response, toPartialSuccess } = definition;
  return {
    name,
    addRows: (body, encoding, window, batch) => addRows(parseMessage(request, body, encoding, readBinary), window, batch),
    toResponse: ({ rejected, errorMessage }, encoding) => {
      const message = rejected === 0 ? create(response) : create(response, toPartialSuccess(BigInt(rejected), errorMessage));
      return toBody(response, message, encoding);
    },
  };
}
