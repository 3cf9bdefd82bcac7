import { useMemo } from 'react';
import { useSessionSeries, useSessionSummary, useSessions } from '../api/queries';
import { ChartSkeleton, TimeChart } from '../chart/time-chart';
import { formatDuration } from '../format/duration';
import { formatCount } from '../format/numbers';
import { ListFoot } from '../list/list-foot';
import { NewerNote } from '../list/newer-note';
import { EmptyPeriod } from '../period/empty-period';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { FilterChip } from '../ui/filter-chip';
import { ErrorState } from '../ui/messages';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { SearchField } from '../ui/search-field';
import { Tile, Tiles } from '../ui/tile';
import { toSessionChart } from './session-chart';
import { SessionsTable } from './sessions-table';

interface ClientFilter {
  readonly client: string | undefined;
}

export function SessionsPage() {
  const q = useUrlParameter('q') ?? '';
  const client = useUrlParameter('client');
  const changeUrl = useUrlChange();
  const setSearch = useMemo(() => (text: string) => changeUrl({ q: text }, { replace: true }), [changeUrl]);
  const list = useSessions({ q, client });
  return (
    <>
      <PageTitle title="Sessions">
        {client === undefined ? null : <FilterChip name="Client" value={client} onClear={() => changeUrl({ client: undefined })} />}
      </PageTitle>
      <div className="overview-grid">
        <SessionTiles client={client} />
        <SessionsOverTime client={client} />
      </div>
      <div ref={list.frame}>
        <Panel
          title="All sessions"
          note={<NewerNote newer={list.newer} onShow={list.showNewer} />}
          actions={<SearchField label="Search ID or client" value={q} onChange={setSearch} />}
        >
          <QueryView query={list.pages}>
            {() =>
              list.rows.length === 0 ? (
                <EmptyPeriod
                  noun="sessions"
                  onClear={q === '' && client === undefined ? undefined : () => changeUrl({ q: undefined, client: undefined })}
                />
              ) : (
                <>
                  <SessionsTable sessions={list.rows} onEnd={list.onEnd} />
                  <ListFoot pages={list.pages} shown={list.rows.length} noun="session" />
                </>
              )
            }
          </QueryView>
        </Panel>
      </div>
    </>
  );
}

function SessionTiles({ client }: ClientFilter) {
  const query = useSessionSummary({ client });
  const { data, error } = query;
  if (error !== null && data === undefined) {
    return (
      <div className="panel">
        <ErrorState error={error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  const average = data?.averageDurationMs ?? null;
  return (
    <Tiles>
      <Tile
        label="Total Sessions"
        value={data === undefined ? undefined : formatCount(data.total)}
        meaning="Sessions with activity in the period"
      />
      <Tile
        label="Active Sessions"
        value={data === undefined ? undefined : formatCount(data.active)}
        note={data !== undefined && data.active > 0 ? <span className="active-now">connected now</span> : 'connected now'}
        meaning="Sessions that were active within the last 5 minutes and whose end was not seen"
      />
      <Tile
        label="Avg Duration"
        value={data === undefined ? undefined : average === null ? '–' : formatDuration(average)}
        meaning="From created to the end, or to the last activity"
      />
    </Tiles>
  );
}

function SessionsOverTime({ client }: ClientFilter) {
  const query = useSessionSeries({ client });
  const model = useMemo(() => (query.data === undefined ? undefined : toSessionChart(query.data)), [query.data]);
  return (
    <Panel title="Sessions Over Time">
      <QueryView query={query} loading={<ChartSkeleton />}>
        {() => (model === undefined ? null : <TimeChart model={model} />)}
      </QueryView>
    </Panel>
  );
}
