import { toAddress } from '@callsight/query-service/client';
import { activityPage } from '@callsight/query-service/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { readResource } from '../api/client';
import type { ExportFormat } from '../list/export-menu';
import { usePageScope } from '../period/page-scope';

export interface ActivityFilter {
  readonly q: string;
  readonly failuresOnly: boolean;
}

function toResource(sessionKey: string, { q, failuresOnly }: ActivityFilter) {
  return {
    path: '/sessions/{key}/activity' as const,
    parameters: { key: sessionKey },
    query: { q: [q, failuresOnly ? '-outcome:ok,cancelled' : ''].join(' ').trim() },
  };
}

/** Where all of it is downloaded. */
export function toActivityExport(sessionKey: string, filter: ActivityFilter, format: ExportFormat): string {
  const { path, parameters, query } = toResource(sessionKey, filter);
  return toAddress(path, { parameters, query: { ...query, format } });
}

/** A session's operations, oldest first, whatever period the page shows. */
export function useActivity(sessionKey: string, filter: ActivityFilter) {
  const { refreshInterval } = usePageScope();
  const { path, parameters, query } = toResource(sessionKey, filter);
  return useInfiniteQuery({
    queryKey: [path, parameters, query],
    queryFn: ({ signal, pageParam }) =>
      readResource({ path, parameters, query: { ...query, limit: 200, cursor: pageParam }, schema: activityPage }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refreshInterval,
    placeholderData: keepPreviousData,
  });
}
