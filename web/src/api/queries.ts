import { clientList, connect, operationDetail, overview, pipelineHealth, serviceList } from '@callsight/query-service/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { usePageScope } from '../period/page-scope';
import { readResource } from './client';
import { type Filters, useScoped } from './scoped-query';

/** The whole database at a glance; polled fast while it is empty, so that the first span shows at once. */
export function useOverview() {
  const { range } = usePageScope();
  return useQuery({
    queryKey: ['overview', range],
    queryFn: ({ signal }) => readResource({ path: '/overview', parameters: {}, query: { ...range }, schema: overview }, signal),
    refetchInterval: ({ state }) => (state.error !== null || state.data?.lastOperationAt === null ? 2000 : 30_000),
    placeholderData: keepPreviousData,
    meta: { still: true },
  });
}

export function useConnection() {
  return useQuery({
    queryKey: ['connect'],
    queryFn: ({ signal }) => readResource({ path: '/connect', parameters: {}, query: {}, schema: connect }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { still: true },
  });
}

/** Names of the servers of the period; new ones are rare. */
export function useServices() {
  const { range } = usePageScope();
  return useQuery({
    queryKey: ['services', range],
    queryFn: ({ signal }) => readResource({ path: '/services', parameters: {}, query: { ...range }, schema: serviceList }, signal),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
    meta: { still: true },
  });
}

export function useClients(filters: Filters) {
  return useScoped({ path: '/clients', parameters: {}, query: filters, schema: clientList });
}

/** Whether data arrives, what became of it, and what it takes; of all servers, whatever the page shows. */
export function usePipelineHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => readResource({ path: '/health', parameters: {}, query: {}, schema: pipelineHealth }, signal),
    refetchInterval: 10_000,
    meta: { still: true },
  });
}

/** One operation with its content and trace; read again while it has not ended. */
export function useOperation(traceId: string, spanId: string) {
  return useQuery({
    queryKey: ['operation', traceId, spanId],
    queryFn: ({ signal }) =>
      readResource({ path: '/operations/{traceId}/{spanId}', parameters: { traceId, spanId }, query: {}, schema: operationDetail }, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2000 : false),
    staleTime: 30_000,
    // Stepping from call to call keeps the panel in place.
    placeholderData: keepPreviousData,
    meta: { still: true },
  });
}
