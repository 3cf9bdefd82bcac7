import { toMapJson, toServiceName } from './attributes.js';
import {
  type DataPoint,
  toExponentialColumns,
  toHistogramColumns,
  toNumberColumns,
  toPointColumns,
  toSummaryColumns,
} from './data-point-columns.js';
import type { InstrumentationScope, Resource } from './generated/common_pb.js';
import type { ExportMetricsServiceRequest, Metric } from './generated/metrics_pb.js';
import type { RowBatch } from './row-batch.js';
import { findTimeFlaw, type TimeWindow, toMilliseconds } from './time-window.js';

/** The table of each kind of data point. */
export interface MetricTables {
  gauge: string;
  sum: string;
  histogram: string;
  exponentialHistogram: string;
  summary: string;
}

/** A data point, and the columns that make it a row of its table. */
interface Point {
  table: string;
  point: DataPoint;
  columns: readonly string[];
}

/** Adds one row of an `otel_metrics_*` table for each data point. */
export function addMetricRows(request: ExportMetricsServiceRequest, tables: MetricTables, window: TimeWindow, batch: RowBatch): void {
  for (const { resource, scopeMetrics, schemaUrl } of request.resourceMetrics) {
    const resourceColumns = toResourceColumns(resource, schemaUrl);
    for (const { scope, metrics, schemaUrl: scopeSchemaUrl } of scopeMetrics) {
      const scopeColumns = toScopeColumns(scope, scopeSchemaUrl);
      for (const metric of metrics) {
        const origin = `${resourceColumns},${scopeColumns},${toMetricColumns(metric)}`;
        for (const { table, point, columns } of toPoints(metric, tables)) {
          const flaw = findTimeFlaw('timeUnixNano', point.timeUnixNano, window);
          if (flaw === undefined)
            batch.addJson(table, `{${[origin, ...toPointColumns(point), ...columns].join(',')}}`, toMilliseconds(point.timeUnixNano));
          else batch.drop({ ...flaw, message: `metric ${JSON.stringify(metric.name)}: ${flaw.message}` });
        }
      }
    }
  }
}

function toPoints({ data }: Metric, tables: MetricTables): Point[] {
  switch (data.case) {
    case 'gauge':
      return data.value.dataPoints.map((point) => ({ table: tables.gauge, point, columns: toNumberColumns(point) }));
    case 'sum': {
      const kind = [toTemporality(data.value), `"IsMonotonic":${data.value.isMonotonic}`];
      return data.value.dataPoints.map((point) => ({ table: tables.sum, point, columns: [...toNumberColumns(point), ...kind] }));
    }
    case 'histogram': {
      const kind = toTemporality(data.value);
      return data.value.dataPoints.map((point) => ({ table: tables.histogram, point, columns: [...toHistogramColumns(point), kind] }));
    }
    case 'exponentialHistogram': {
      const kind = toTemporality(data.value);
      const table = tables.exponentialHistogram;
      return data.value.dataPoints.map((point) => ({ table, point, columns: [...toExponentialColumns(point), kind] }));
    }
    case 'summary':
      return data.value.dataPoints.map((point) => ({ table: tables.summary, point, columns: toSummaryColumns(point) }));
    case undefined:
      return [];
  }
}

function toTemporality({ aggregationTemporality }: { aggregationTemporality: number }): string {
  return `"AggregationTemporality":${aggregationTemporality}`;
}

function toResourceColumns(resource: Resource | undefined, schemaUrl: string): string {
  return [
    `"ServiceName":${JSON.stringify(toServiceName(resource))}`,
    `"ResourceAttributes":${toMapJson(resource?.attributes ?? [])}`,
    `"ResourceSchemaUrl":${JSON.stringify(schemaUrl)}`,
  ].join(',');
}

function toScopeColumns(scope: InstrumentationScope | undefined, schemaUrl: string): string {
  return [
    `"ScopeName":${JSON.stringify(scope?.name ?? '')}`,
    `"ScopeVersion":${JSON.stringify(scope?.version ?? '')}`,
    `"ScopeAttributes":${toMapJson(scope?.attributes ?? [])}`,
    `"ScopeDroppedAttrCount":${scope?.droppedAttributesCount ?? 0}`,
    `"ScopeSchemaUrl":${JSON.stringify(schemaUrl)}`,
  ].join(',');
}

function toMetricColumns({ name, description, unit }: Metric): string {
  return `"MetricName":${JSON.stringify(name)},"MetricDescription":${JSON.stringify(description)},"MetricUnit":${JSON.stringify(unit)}`;
}
