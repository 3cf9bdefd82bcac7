import type { FilterQuery } from '@callsight/query-service/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { usePageScope } from '../period/page-scope';
import { type Query, readResource } from './client';

/** Filters that a screen adds to the period, server and side of the page. */
export type Filters = Partial<Pick<FilterQuery, 'tool' | 'outcome' | 'client' | 'session' | 'status' | 'flag' | 'q'>>;

/** Time zone of the reader, in which buckets of hours and days begin. */
export const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Period, server and side of the page as parameters of the API. */
export function useScopeQuery(): Query {
  const { range, service, side } = usePageScope();
  return { ...range, service, side };
}

/** One resource for the period, server and side of the page, read again as the page refreshes; the answer before stays until the new one is there. */
export function useScoped<T>(path: string, query: Query, schema: z.ZodType<T>) {
  const scope = useScopeQuery();
  const { refreshInterval } = usePageScope();
  const whole = { ...scope, ...query };
  return useQuery({
    queryKey: [path, whole],
    queryFn: ({ signal }) => readResource(path, whole, schema, signal),
    refetchInterval: refreshInterval,
    placeholderData: keepPreviousData,
  });
}
