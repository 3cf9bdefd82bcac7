import { toMapJson, toServiceName } from './attributes.js';
import type { ExportTraceServiceRequest, Span, Span_Event, Span_Link } from './generated/trace_pb.js';
import { isSpanId, isTraceId, toHex } from './ids.js';
import type { Flaw, RowBatch } from './row-batch.js';
import { findTimeFlaw, type TimeWindow, toDateTime64 } from './time-window.js';

const KINDS = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'];
const STATUS_CODES = ['Unset', 'Ok', 'Error'];

/** Adds one row of `otel_traces` for each span; a flawed span is rejected alone. */
export function addTraceRows(request: ExportTraceServiceRequest, table: string, window: TimeWindow, batch: RowBatch): void {
  for (const { resource, scopeSpans } of request.resourceSpans) {
    const resourceColumns = `"ServiceName":${JSON.stringify(toServiceName(resource))},"ResourceAttributes":${toMapJson(resource?.attributes ?? [])}`;
    for (const { scope, spans } of scopeSpans) {
      const origin = `${resourceColumns},"ScopeName":${JSON.stringify(scope?.name ?? '')},"ScopeVersion":${JSON.stringify(scope?.version ?? '')}`;
      for (const span of spans) {
        const flaw = findFlaw(span, window);
        if (flaw === undefined) batch.add(table, toRow(span, origin), span.endTimeUnixNano);
        else batch.drop(flaw);
      }
    }
  }
}

function findFlaw(span: Span, window: TimeWindow): Flaw | undefined {
  const { traceId, spanId, parentSpanId, name } = span;
  const invalidId = (expected: string): Flaw => ({ reason: 'invalid_id', message: `span ${JSON.stringify(name)}: expected a ${expected}` });
  if (!isTraceId(traceId)) return invalidId('traceId of 16 bytes, not all zero');
  if (!isSpanId(spanId)) return invalidId('spanId of 8 bytes, not all zero');
  if (parentSpanId.length > 0 && parentSpanId.length !== spanId.length) return invalidId('parentSpanId of 8 bytes or none');
  return findTimeFlaw('startTimeUnixNano', span.startTimeUnixNano, window);
}

function toRow(span: Span, origin: string): string {
  const { startTimeUnixNano: start, endTimeUnixNano: end, status } = span;
  const columns = [
    `{"Timestamp":${toDateTime64(start)}`,
    `"TraceId":"${toHex(span.traceId)}"`,
    `"SpanId":"${toHex(span.spanId)}"`,
    `"ParentSpanId":"${toHex(span.parentSpanId)}"`,
    `"TraceState":${JSON.stringify(span.traceState)}`,
    `"SpanName":${JSON.stringify(span.name)}`,
    `"SpanKind":"${KINDS[span.kind] ?? ''}"`,
    origin,
    `"SpanAttributes":${toMapJson(span.attributes)}`,
    // The exporter's subtraction wraps around when a clock was set back; a span never lasts five centuries.
    `"Duration":${end > start ? end - start : 0n}`,
    `"StatusCode":"${STATUS_CODES[status?.code ?? 0] ?? ''}"`,
    `"StatusMessage":${JSON.stringify(status?.message ?? '')}`,
  ];
  if (span.events.length > 0) columns.push(toEventColumns(span.events));
  if (span.links.length > 0) columns.push(toLinkColumns(span.links));
  return `${columns.join(',')}}`;
}

function toEventColumns(events: readonly Span_Event[]): string {
  return [
    `"Events.Timestamp":[${events.map(({ timeUnixNano }) => toDateTime64(timeUnixNano)).join(',')}]`,
    `"Events.Name":${JSON.stringify(events.map(({ name }) => name))}`,
    `"Events.Attributes":[${events.map(({ attributes }) => toMapJson(attributes)).join(',')}]`,
  ].join(',');
}

function toLinkColumns(links: readonly Span_Link[]): string {
  return [
    `"Links.TraceId":${JSON.stringify(links.map(({ traceId }) => toHex(traceId)))}`,
    `"Links.SpanId":${JSON.stringify(links.map(({ spanId }) => toHex(spanId)))}`,
    `"Links.TraceState":${JSON.stringify(links.map(({ traceState }) => traceState))}`,
    `"Links.Attributes":[${links.map(({ attributes }) => toMapJson(attributes)).join(',')}]`,
  ].join(',');
}
