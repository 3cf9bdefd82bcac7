import type { Api } from '@callsight/query-service/client';
import type { FilterQuery } from '@callsight/query-service/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { usePageScope } from '../period/page-scope';
import { type Path, type Resource, readResource } from './client';

/** Filters that a screen adds to the period, server and side of the page. */
export type Filters = Partial<Pick<FilterQuery, 'tool' | 'outcome' | 'client' | 'session' | 'status' | 'flag' | 'q'>>;

/** Time zone of the reader, in which buckets of hours and days begin. */
export const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Period, server and side of the page as parameters of the API. */
export function useScopeQuery() {
  const { range, service, side } = usePageScope();
  return { ...range, service, side };
}

/** Paths that take the period, server and side of the page. */
type ScopedPath = {
  [P in Path]: Api[P]['query'] extends { from?: string; service?: string; side?: string }
    ? 'from' extends keyof Api[P]['query']
      ? P
      : never
    : never;
}[Path];

/** One resource for the period, server and side of the page, read again as the page refreshes; the answer before stays until the new one is there. */
export function useScoped<P extends ScopedPath>(resource: Resource<P>) {
  const query = { ...useScopeQuery(), ...resource.query };
  const { refreshInterval } = usePageScope();
  return useQuery({
    queryKey: [resource.path, resource.parameters, query],
    queryFn: ({ signal }) => readResource({ ...resource, query }, signal),
    refetchInterval: refreshInterval,
    ...toStaleTime(refreshInterval),
    placeholderData: keepPreviousData,
  });
}

/** What does not refresh itself is what it was when it was read, also after a visit to another screen. */
export function toStaleTime(refreshInterval: number | false): { staleTime: number } | undefined {
  return refreshInterval === false ? { staleTime: Number.POSITIVE_INFINITY } : undefined;
}
