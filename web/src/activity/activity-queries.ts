import { activityPage } from '@callsight/query-service/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { readResource } from '../api/client';
import { usePageScope } from '../period/page-scope';

export interface ActivityFilter {
  readonly q: string;
  readonly failuresOnly: boolean;
}

/** Below `/api/v1`, with its parameters. */
export function toActivityResource(sessionKey: string, { q, failuresOnly }: ActivityFilter) {
  return {
    path: `sessions/${encodeURIComponent(sessionKey)}/activity`,
    query: { q: [q, failuresOnly ? '-outcome:ok,cancelled' : ''].join(' ').trim() },
  };
}

/** A session's operations, oldest first, whatever period the page shows. */
export function useActivity(sessionKey: string, filter: ActivityFilter) {
  const { refreshInterval } = usePageScope();
  const { path, query } = toActivityResource(sessionKey, filter);
  return useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ signal, pageParam }) => readResource(path, { ...query, limit: 200, cursor: pageParam }, activityPage, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refreshInterval,
    placeholderData: keepPreviousData,
  });
}
