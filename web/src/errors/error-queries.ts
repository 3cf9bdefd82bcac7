import { type ErrorGroup, errorDetail, errorPage } from '@callsight/query-service/contract';
import { readResource } from '../api/client';
import { type Filters, timeZone, useScoped, useScopeQuery } from '../api/scoped-query';
import { useLiveList } from '../list/use-live-list';
import { usePageScope } from '../period/page-scope';

/** Parameters of the list of error groups, also of its export. */
export function useErrorListQuery(filters: Filters) {
  return { ...useScopeQuery(), ...filters };
}

export function useErrors(query: ReturnType<typeof useErrorListQuery>) {
  const { refreshInterval } = usePageScope();
  return useLiveList<ErrorGroup>({
    name: 'errors',
    query,
    read: (part, signal) => readResource({ path: '/errors', parameters: {}, query: { ...query, ...part }, schema: errorPage }, signal),
    refreshInterval,
    keyOf: ({ fingerprint }) => fingerprint,
  });
}

/** One group over time, with its newest operations. */
export function useError(fingerprint: string) {
  return useScoped({
    path: '/errors/{fingerprint}',
    parameters: { fingerprint },
    query: { tz: timeZone, limit: 200 },
    schema: errorDetail,
  });
}
