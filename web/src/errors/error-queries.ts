import { errorDetail, errorPage } from '@callsight/query-service/contract';
import { type Filters, timeZone, useScoped, useScopeQuery } from '../api/scoped-query';
import { useLiveList } from '../list/use-live-list';
import { usePageScope } from '../period/page-scope';

/** Parameters of the list of error groups, also of its export. */
export function useErrorListQuery(filters: Filters) {
  return { ...useScopeQuery(), ...filters };
}

export function useErrors(query: ReturnType<typeof useErrorListQuery>) {
  const { refreshInterval } = usePageScope();
  return useLiveList({ path: 'errors', query, schema: errorPage, refreshInterval, keyOf: ({ fingerprint }) => fingerprint });
}

/** One group over time, with its newest operations. */
export function useError(fingerprint: string) {
  return useScoped(`errors/${fingerprint}`, { tz: timeZone, limit: 200 }, errorDetail);
}
