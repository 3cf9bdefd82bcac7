import './activity.css';
import type { ActivityPage as Page } from '@callsight/query-service/contract';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import { useActivity } from '../api/queries';
import { DetailsPanel } from '../details/details-panel';
import { shortenIdentifier } from '../format/identifier';
import { isFailure } from '../operations/operation';
import { useScopedHref, useUrlChange, useUrlParameter } from '../period/page-scope';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icons';
import { LoadMore } from '../ui/load-more';
import { EmptyState } from '../ui/messages';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { SessionFacts } from './session-facts';
import { toTimeline } from './timeline';
import { TimelineTable } from './timeline-table';

/** One session, request by request. */
export function ActivityPage({ sessionKey }: { sessionKey: string }) {
  const scopedHref = useScopedHref();
  const pages = useActivity(sessionKey);
  const selected = useUrlParameter('op');
  return (
    <div className="activity" data-panel-open={selected !== undefined}>
      <PageTitle title={`Session ${shortenIdentifier(sessionKey)}`}>
        <CopyButton text={sessionKey} label="session ID" />
        <Link className="text-link back-link" href={scopedHref('/sessions')}>
          <Icon name="back" size={12} /> All sessions
        </Link>
      </PageTitle>
      <QueryView query={pages}>
        {(data) => <Activity pages={data.pages} foot={(shown) => <LoadMore pages={pages} shown={shown} noun="operation" />} />}
      </QueryView>
      <DetailsPanel />
    </div>
  );
}

function Activity({ pages, foot }: { pages: readonly Page[]; foot: (shown: number) => ReactNode }) {
  const changeUrl = useUrlChange();
  const selected = useUrlParameter('op');
  const failuresOnly = useUrlParameter('failures') === 'only';
  const session = pages.at(-1)?.session;
  const operations = useMemo(() => pages.flatMap(({ items }) => items), [pages]);
  const failures = useMemo(() => operations.filter(isFailure).length, [operations]);
  if (session === undefined) return null;
  const entries = toTimeline(session, operations, failuresOnly);
  return (
    <>
      <SessionFacts session={session} />
      <Panel
        title="Activity"
        note="Use ↑ and ↓ to step through"
        actions={
          <label className="toggle">
            <input
              type="checkbox"
              checked={failuresOnly}
              onChange={(event) => changeUrl({ failures: event.target.checked ? 'only' : undefined }, { replace: true })}
            />
            Failures only <span className="count">{failures}</span>
          </label>
        }
      >
        {entries.length === 0 ? (
          <EmptyState icon="check" title={failuresOnly ? 'No failures among these operations' : 'No operations yet'}>
            {failuresOnly ? (
              <button type="button" className="button" onClick={() => changeUrl({ failures: undefined })}>
                Show all operations
              </button>
            ) : (
              'They appear here as soon as they end.'
            )}
          </EmptyState>
        ) : (
          <TimelineTable entries={entries} selected={selected} onSelect={(op) => changeUrl({ op }, { replace: selected !== undefined })} />
        )}
        {foot(operations.length)}
      </Panel>
    </>
  );
}
