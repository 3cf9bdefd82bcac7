import type { Query } from '@callsight/query-service/client';
import { quoteSearchValue, type Session, sessionPage, sessionSeries, sessionSummary } from '@callsight/query-service/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { readResource } from '../api/client';
import { type Filters, timeZone, useScoped, useScopeQuery } from '../api/scoped-query';
import { useLiveList } from '../list/use-live-list';
import { usePageScope } from '../period/page-scope';
import type { Order } from '../table/order';
import { toSessionKey } from './session-key';

export function useSessionSummary(filters: Filters) {
  return useScoped({ path: '/sessions/summary', parameters: {}, query: filters, schema: sessionSummary });
}

export function useSessionSeries(filters: Filters) {
  return useScoped({ path: '/sessions/timeseries', parameters: {}, query: { ...filters, tz: timeZone }, schema: sessionSeries });
}

type SessionOrder = NonNullable<Query<'/sessions'>['sort']>;

/** Parameters of the list of sessions, also of its export. */
export function useSessionListQuery(filters: Filters, { column, descending }: Order<SessionOrder>) {
  return { ...useScopeQuery(), ...filters, sort: column, order: descending ? 'desc' : 'asc' } as const;
}

export function useSessions(query: ReturnType<typeof useSessionListQuery>) {
  const { refreshInterval } = usePageScope();
  return useLiveList<Session>({
    name: 'sessions',
    query,
    read: (part, signal) => readResource({ path: '/sessions', parameters: {}, query: { ...query, ...part }, schema: sessionPage }, signal),
    refreshInterval,
    keyOf: toSessionKey,
  });
}

/** The newest sessions that are worth a look, whatever the reason. */
export function useFlaggedSessions(filters: Filters) {
  const q = [filters.q, 'flag:all_failed,loop,long,lost'].join(' ').trim();
  return useScoped({ path: '/sessions', parameters: {}, query: { ...filters, q, limit: 20 }, schema: sessionPage });
}

/** The first sessions that fit a text, for the palette. */
export function useSessionSearch(text: string) {
  // Quotes make text of what could be read as a field.
  const query = { ...useScopeQuery(), q: quoteSearchValue(text), limit: 6 };
  return useQuery({
    queryKey: ['sessions/search', query],
    queryFn: ({ signal }) => readResource({ path: '/sessions', parameters: {}, query, schema: sessionPage }, signal),
    enabled: text.length >= 3,
    placeholderData: keepPreviousData,
  });
}
