import {
  activityPage,
  clientList,
  connect,
  type FilterQuery,
  operationDetail,
  overview,
  serviceList,
  sessionPage,
  sessionSeries,
  sessionSummary,
  toolCallPage,
  toolCallSeries,
  toolCallSummary,
  toolList,
} from '@callsight/query-service/contract';
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { type PageScope, usePageScope } from '../period/page-scope';
import { type Query, readResource } from './client';

type Filters = Partial<Pick<FilterQuery, 'tool' | 'outcome' | 'client' | 'session' | 'q'>>;

/** The whole database at a glance; polled fast while it is empty, so that the first span shows at once. */
export function useOverview() {
  const { range } = usePageScope();
  return useQuery({
    queryKey: ['overview', range],
    queryFn: ({ signal }) => readResource('overview', { ...range }, overview, signal),
    refetchInterval: ({ state }) => (state.error !== null || state.data?.lastOperationAt === null ? 2000 : 30_000),
    placeholderData: keepPreviousData,
  });
}

export function useConnection() {
  return useQuery({
    queryKey: ['connect'],
    queryFn: ({ signal }) => readResource('connect', {}, connect, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useServices() {
  const { range, refreshInterval } = usePageScope();
  return useScoped('services', { ...range }, serviceList, refreshInterval === false ? false : refreshInterval * 6);
}

export function useSessionSummary(filters: Filters) {
  return useFiltered('sessions/summary', filters, sessionSummary);
}

export function useSessionSeries(filters: Filters) {
  return useFiltered('sessions/timeseries', filters, sessionSeries);
}

export function useToolCallSummary(filters: Filters) {
  return useFiltered('tool-calls/summary', filters, toolCallSummary);
}

export function useToolCallSeries(filters: Filters) {
  return useFiltered('tool-calls/timeseries', filters, toolCallSeries);
}

export function useTools(filters: Filters) {
  return useFiltered('tools', filters, toolList);
}

export function useClients(filters: Filters) {
  return useFiltered('clients', filters, clientList);
}

export function useSessions(filters: Filters) {
  const scope = usePageScope();
  return usePages('sessions', { ...scopeQuery(scope), ...filters, limit: 50 }, sessionPage, scope.refreshInterval, 'newest');
}

export function useToolCalls(filters: Filters) {
  const scope = usePageScope();
  return usePages('tool-calls', { ...scopeQuery(scope), ...filters, limit: 50 }, toolCallPage, scope.refreshInterval, 'newest');
}

/** A session's operations, oldest first, whatever period the page shows. */
export function useActivity(sessionKey: string) {
  const { autoRefresh } = usePageScope();
  const path = `sessions/${encodeURIComponent(sessionKey)}/activity`;
  return usePages(path, { limit: 200 }, activityPage, autoRefresh ? 5000 : false, 'oldest');
}

/** One operation with its content and trace; read again while it has not ended. */
export function useOperation(traceId: string, spanId: string) {
  return useQuery({
    queryKey: ['operation', traceId, spanId],
    queryFn: ({ signal }) => readResource(`operations/${traceId}/${spanId}`, {}, operationDetail, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2000 : false),
    staleTime: 30_000,
  });
}

function scopeQuery({ range, service }: PageScope): Query {
  return { ...range, service };
}

function useFiltered<T>(path: string, filters: Filters, schema: z.ZodType<T>) {
  const scope = usePageScope();
  return useScoped(path, { ...scopeQuery(scope), ...filters }, schema, scope.refreshInterval);
}

function useScoped<T>(path: string, query: Query, schema: z.ZodType<T>, refetchInterval: number | false) {
  return useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => readResource(path, query, schema, signal),
    refetchInterval,
    placeholderData: keepPreviousData,
  });
}

/** Pages by cursor. A list with the newest first stops refreshing once further pages are open: rows would slide under the reader. */
function usePages<T extends { nextCursor: string | null }>(
  path: string,
  query: Query,
  schema: z.ZodType<T>,
  refetchInterval: number | false,
  order: 'newest' | 'oldest',
) {
  return useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ signal, pageParam }) => readResource(path, { ...query, cursor: pageParam }, schema, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) => (order === 'newest' && (state.data?.pages.length ?? 0) > 1 ? false : refetchInterval),
    ...(order === 'newest' ? { placeholderData: keepPreviousData<InfiniteData<T, string | undefined>> } : {}),
  });
}
