import { toMapJson, toServiceName, toText } from './attributes.js';
import type { ExportLogsServiceRequest, LogRecord } from './generated/logs_pb.js';
import { isSpanId, isTraceId, toHex } from './ids.js';
import type { RowBatch } from './row-batch.js';
import { findTimeFlaw, type TimeWindow, toDateTime64, toMilliseconds, toNanoseconds } from './time-window.js';

const BYTE = 0xff;

/** Adds one row of `otel_logs` for each log record. */
export function addLogRows(request: ExportLogsServiceRequest, table: string, window: TimeWindow, batch: RowBatch): void {
  for (const { resource, scopeLogs, schemaUrl } of request.resourceLogs) {
    const resourceColumns = [
      `"ServiceName":${JSON.stringify(toServiceName(resource))}`,
      `"ResourceSchemaUrl":${JSON.stringify(schemaUrl)}`,
      `"ResourceAttributes":${toMapJson(resource?.attributes ?? [])}`,
    ].join(',');
    for (const { scope, logRecords, schemaUrl: scopeSchemaUrl } of scopeLogs) {
      const origin = [
        resourceColumns,
        `"ScopeSchemaUrl":${JSON.stringify(scopeSchemaUrl)}`,
        `"ScopeName":${JSON.stringify(scope?.name ?? '')}`,
        `"ScopeVersion":${JSON.stringify(scope?.version ?? '')}`,
        `"ScopeAttributes":${toMapJson(scope?.attributes ?? [])}`,
      ].join(',');
      for (const record of logRecords) {
        const time = record.timeUnixNano || record.observedTimeUnixNano || toNanoseconds(Date.now());
        const flaw = findTimeFlaw('timeUnixNano', time, window);
        if (flaw === undefined) batch.addJson(table, toRow(record, time, origin), toMilliseconds(time));
        else batch.drop(flaw);
      }
    }
  }
}

function toRow(record: LogRecord, time: bigint, origin: string): string {
  const { traceId, spanId } = record;
  const columns = [
    `{"Timestamp":${toDateTime64(time)}`,
    // OTLP asks receivers to take a record with an invalid id for one without a trace.
    `"TraceId":"${isTraceId(traceId) ? toHex(traceId) : ''}"`,
    `"SpanId":"${isSpanId(spanId) ? toHex(spanId) : ''}"`,
    `"TraceFlags":${record.flags & BYTE}`,
    `"SeverityText":${JSON.stringify(record.severityText)}`,
    `"SeverityNumber":${record.severityNumber & BYTE}`,
    origin,
    `"Body":${JSON.stringify(toText(record.body))}`,
    `"LogAttributes":${toMapJson(record.attributes)}`,
    `"EventName":${JSON.stringify(record.eventName)}`,
  ];
  return `${columns.join(',')}}`;
}
