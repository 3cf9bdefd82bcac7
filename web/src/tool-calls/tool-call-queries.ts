import type { Query } from '@callsight/query-service/client';
import {
  latencyHeatmap,
  type Operation,
  type ToolCallSeriesQuery,
  toolCallPage,
  toolCallSeries,
  toolCallSummary,
} from '@callsight/query-service/contract';
import { readResource } from '../api/client';
import { type Filters, timeZone, useScoped, useScopeQuery } from '../api/scoped-query';
import { useLiveList } from '../list/use-live-list';
import { toOperationId } from '../operations/operation';
import { usePageScope } from '../period/page-scope';
import type { Order } from '../table/order';

export function useToolCallSummary(filters: Filters) {
  return useScoped({ path: '/tool-calls/summary', parameters: {}, query: filters, schema: toolCallSummary });
}

export function useToolCallSeries(filters: Filters, by?: ToolCallSeriesQuery['by']) {
  return useScoped({ path: '/tool-calls/timeseries', parameters: {}, query: { ...filters, tz: timeZone, by }, schema: toolCallSeries });
}

export function useLatencyHeatmap(filters: Filters) {
  return useScoped({
    path: '/tool-calls/heatmap',
    parameters: {},
    query: { ...filters, tz: timeZone, buckets: 72 },
    schema: latencyHeatmap,
  });
}

type CallOrder = NonNullable<Query<'/tool-calls'>['sort']>;

/** Parameters of the history, also of its export. */
export function useToolCallListQuery(filters: Filters, { column, descending }: Order<CallOrder>) {
  return { ...useScopeQuery(), ...filters, sort: column, order: descending ? 'desc' : 'asc' } as const;
}

export function useToolCalls(query: ReturnType<typeof useToolCallListQuery>) {
  const { refreshInterval } = usePageScope();
  return useLiveList<Operation>({
    name: 'tool-calls',
    query,
    read: (part, signal) =>
      readResource({ path: '/tool-calls', parameters: {}, query: { ...query, ...part }, schema: toolCallPage }, signal),
    refreshInterval,
    keyOf: toOperationId,
  });
}
