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
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { useLiveList } from '../list/use-live-list';
import { toOperationId } from '../operations/operation';
import { type PageScope, usePageScope } from '../period/page-scope';
import { toSessionKey } from '../sessions/session-key';
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
  return useLiveList({
    path: 'sessions',
    query: { ...scopeQuery(scope), ...filters },
    schema: sessionPage,
    refreshInterval: scope.refreshInterval,
    keyOf: toSessionKey,
  });
}

/** The first sessions that fit a text, for the palette. */
export function useSessionSearch(text: string) {
  const { range, service } = usePageScope();
  const query = { ...range, service, q: text, limit: 6 };
  return useQuery({
    queryKey: ['sessions/search', query],
    queryFn: ({ signal }) => readResource('sessions', query, sessionPage, signal),
    enabled: text.length >= 3,
    placeholderData: keepPreviousData,
  });
}

export function useToolCalls(filters: Filters) {
  const scope = usePageScope();
  return useLiveList({
    path: 'tool-calls',
    query: { ...scopeQuery(scope), ...filters },
    schema: toolCallPage,
    refreshInterval: scope.refreshInterval,
    keyOf: toOperationId,
  });
}

/** A session's operations, oldest first, whatever period the page shows. */
export function useActivity(sessionKey: string, { q, failuresOnly }: { q: string; failuresOnly: boolean }) {
  const { refreshInterval } = usePageScope();
  const path = `sessions/${encodeURIComponent(sessionKey)}/activity`;
  const query = { q: [q, failuresOnly ? '-outcome:ok,cancelled' : ''].join(' ').trim(), limit: 200 };
  return useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ signal, pageParam }) => readResource(path, { ...query, cursor: pageParam }, activityPage, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refreshInterval,
    placeholderData: keepPreviousData,
  });
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

function scopeQuery({ range, service, side }: PageScope): Query {
  return { ...range, service, side };
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
