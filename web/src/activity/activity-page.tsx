import './activity.css';
import type { ActivityPage as Page } from '@callsight/query-service/contract';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { DetailsPanel } from '../details/details-panel';
import { shortenIdentifier } from '../format/identifier';
import { ExportMenu } from '../list/export-menu';
import { ListFoot } from '../list/list-foot';
import { isFailure, toOperationId } from '../operations/operation';
import { useScopedHref, useUrlChange, useUrlParameter } from '../period/page-scope';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/messages';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { SearchField } from '../ui/search-field';
import { toActivityExport, useActivity } from './activity-queries';
import { SessionFacts, SessionFactsWaiting } from './session-facts';
import { toTimeline } from './timeline';
import { TimelineTable } from './timeline-table';

/** One session, request by request. */
export function ActivityPage({ sessionKey }: { sessionKey: string }) {
  const scopedHref = useScopedHref();
  const changeUrl = useUrlChange();
  const q = useUrlParameter('q') ?? '';
  const failuresOnly = useUrlParameter('failures') === 'only';
  const pages = useActivity(sessionKey, { q, failuresOnly });
  const setSearch = useCallback((text: string) => changeUrl({ q: text }, { replace: true }), [changeUrl]);
  const session = pages.data?.pages.at(-1)?.session;
  return (
    <>
      <PageTitle title={shortenIdentifier(sessionKey)} parent={{ name: 'Sessions', href: scopedHref('/sessions') }}>
        <CopyButton text={sessionKey} label="session ID" />
      </PageTitle>
      {session !== undefined ? <SessionFacts session={session} /> : pages.error === null ? <SessionFactsWaiting /> : null}
      <Panel
        title="Activity"
        actions={
          <>
            <label className="toggle">
              <input
                type="checkbox"
                checked={failuresOnly}
                onChange={(event) => changeUrl({ failures: event.target.checked ? 'only' : undefined }, { replace: true })}
              />
              Failures only {session === undefined ? null : <span className="count">{session.errors}</span>}
            </label>
            <SearchField label="Filter: tool, method, error" value={q} onChange={setSearch} />
            <ExportMenu name="activity" toHref={(format) => toActivityExport(sessionKey, { q, failuresOnly }, format)} />
          </>
        }
      >
        <QueryView query={pages}>
          {(data) => (
            <Timeline
              pages={data.pages}
              failuresOnly={failuresOnly}
              narrowed={failuresOnly || q !== ''}
              hasMore={pages.hasNextPage}
              loading={pages.isFetchingNextPage}
              loadMore={() => void pages.fetchNextPage()}
              foot={(shown) => <ListFoot pages={pages} shown={shown} noun="operation" />}
            />
          )}
        </QueryView>
      </Panel>
      <DetailsPanel />
    </>
  );
}

interface TimelineProps {
  readonly pages: readonly Page[];
  readonly failuresOnly: boolean;
  readonly narrowed: boolean;
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly loadMore: () => void;
  readonly foot: (shown: number) => ReactNode;
}

function Timeline({ pages, failuresOnly, narrowed, hasMore, loading, loadMore, foot }: TimelineProps) {
  const changeUrl = useUrlChange();
  const selected = useUrlParameter('op');
  const session = pages.at(-1)?.session;
  const operations = useMemo(() => {
    const all = pages.flatMap(({ items }) => items);
    return failuresOnly ? all.filter(isFailure) : all;
  }, [pages, failuresOnly]);
  const entries = useMemo(() => (session === undefined ? [] : toTimeline(session, operations, narrowed)), [session, operations, narrowed]);
  const missing = selected !== undefined && !operations.some((operation) => toOperationId(operation) === selected);
  // An address may name a row that is further down than what has been read.
  useEffect(() => {
    if (missing && hasMore && !loading) loadMore();
  }, [missing, hasMore, loading, loadMore]);
  const select = useCallback((op: string) => changeUrl({ op }, { replace: selected !== undefined }), [changeUrl, selected]);
  if (entries.length === 0) {
    return (
      <EmptyState icon="check" title={narrowed ? 'None of its operations fit' : 'No operations yet'}>
        {narrowed ? (
          <button type="button" className="button" onClick={() => changeUrl({ failures: undefined, q: undefined })}>
            Show all operations
          </button>
        ) : (
          'They appear here as soon as they end.'
        )}
      </EmptyState>
    );
  }
  return (
    <>
      <TimelineTable entries={entries} selected={selected} onSelect={select} onEnd={hasMore && !loading ? loadMore : undefined} />
      {foot(operations.length)}
    </>
  );
}
