import './sessions.css';
import { toAddress } from '@callsight/query-service/client';
import { sessionStatus } from '@callsight/query-service/contract';
import { useCallback, useMemo } from 'react';
import type { Filters } from '../api/scoped-query';
import { ChartWaiting, TimeChart } from '../chart/time-chart';
import { ListPanel } from '../list/list-panel';
import { SearchBar } from '../list/search-bar';
import { EmptyPeriod } from '../period/empty-period';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { useUrlOrder } from '../table/order';
import { FilterChip } from '../ui/filter-chip';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { Select } from '../ui/select';
import { statusLabels } from '../ui/status';
import { toSessionChart } from './session-chart';
import { useSessionListQuery, useSessionSeries, useSessions } from './session-queries';
import { SessionTiles } from './session-tiles';
import { SessionsTable } from './sessions-table';
import { WorthALook } from './worth-a-look';

const sortable = ['created', 'lastActivity', 'duration', 'calls', 'errors'] as const;
const usualOrder = { column: 'lastActivity', descending: true } as const;

const examples = [
  ['flag:all_failed,loop', 'every call failed, or one tool again and again'],
  ['status:lost', 'ended without a word'],
  ['client:claude* -transport:stdio', 'of clients with that name, not over stdio'],
  ['error:"timed out"', 'with an error that says so'],
] as const;

export function SessionsPage() {
  const q = useUrlParameter('q') ?? '';
  const client = useUrlParameter('client');
  const status = sessionStatus.safeParse(useUrlParameter('status')).data;
  const changeUrl = useUrlChange();
  const filters: Filters = useMemo(() => ({ q, client, status }), [q, client, status]);
  const [order, setOrder] = useUrlOrder(sortable, usualOrder);
  const query = useSessionListQuery(filters, order);
  const list = useSessions(query);
  const setSearch = useCallback((text: string) => changeUrl({ q: text }, { replace: true }), [changeUrl]);
  const filtered = q !== '' || client !== undefined || status !== undefined;
  return (
    <>
      <PageTitle title="Sessions">
        {client === undefined ? null : <FilterChip name="Client" value={client} onClear={() => changeUrl({ client: undefined })} />}
      </PageTitle>
      <SessionTiles filters={filters} />
      <div className="overview-grid">
        <SessionsOverTime filters={filters} />
        <WorthALook filters={filters} />
      </div>
      <ListPanel
        title="All sessions"
        list={list}
        noun="session"
        toExport={(format) => toAddress('/sessions', { query: { ...query, format } })}
        filters={
          <>
            <Select
              label="Status"
              value={status ?? ''}
              options={[['', 'All statuses'], ...statusLabels]}
              onChange={(next) => changeUrl({ status: next })}
            />
            <SearchBar label="Search ID or client" value={q} onChange={setSearch} examples={examples} />
          </>
        }
        empty={
          <EmptyPeriod
            noun="sessions"
            onClear={filtered ? () => changeUrl({ q: undefined, client: undefined, status: undefined }) : undefined}
          />
        }
      >
        {(sessions) => <SessionsTable sessions={sessions} order={order} onOrder={setOrder} onEnd={list.onEnd} />}
      </ListPanel>
    </>
  );
}

function SessionsOverTime({ filters }: { filters: Filters }) {
  const query = useSessionSeries(filters);
  const model = useMemo(() => (query.data === undefined ? undefined : toSessionChart(query.data)), [query.data]);
  return (
    <Panel title="Sessions Over Time">
      <QueryView query={query} loading={<ChartWaiting />}>
        {() => (model === undefined ? null : <TimeChart model={model} />)}
      </QueryView>
    </Panel>
  );
}
