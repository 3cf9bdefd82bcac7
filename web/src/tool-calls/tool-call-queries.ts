import { latencyHeatmap, type ToolCallSeriesQuery, toolCallPage, toolCallSeries, toolCallSummary } from '@callsight/query-service/contract';
import { type Filters, timeZone, useScoped, useScopeQuery } from '../api/scoped-query';
import { useLiveList } from '../list/use-live-list';
import { toOperationId } from '../operations/operation';
import { usePageScope } from '../period/page-scope';
import type { Order } from '../table/order';

export function useToolCallSummary(filters: Filters) {
  return useScoped('tool-calls/summary', filters, toolCallSummary);
}

export function useToolCallSeries(filters: Filters, by?: ToolCallSeriesQuery['by']) {
  return useScoped('tool-calls/timeseries', { ...filters, tz: timeZone, by }, toolCallSeries);
}

export function useLatencyHeatmap(filters: Filters) {
  return useScoped('tool-calls/heatmap', { ...filters, tz: timeZone, buckets: 72 }, latencyHeatmap);
}

/** Parameters of the history, also of its export. */
export function useToolCallListQuery(filters: Filters, { column, descending }: Order) {
  return { ...useScopeQuery(), ...filters, sort: column, order: descending ? 'desc' : 'asc' };
}

export function useToolCalls(query: ReturnType<typeof useToolCallListQuery>) {
  const { refreshInterval } = usePageScope();
  return useLiveList({ path: 'tool-calls', query, schema: toolCallPage, refreshInterval, keyOf: toOperationId });
}
