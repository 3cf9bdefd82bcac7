import './live.css';
import type { Operation } from '@callsight/query-service/contract';
import { useCallback, useMemo } from 'react';
import { DetailsPanel } from '../details/details-panel';
import { formatCount } from '../format/numbers';
import { isFailure, toOperationId } from '../operations/operation';
import { usePageScope, useScopedHref, useUrlChange, useUrlParameter } from '../period/page-scope';
import { DataTable } from '../table/data-table';
import { Icon } from '../ui/icons';
import { EmptyState } from '../ui/messages';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { useLiveState } from './connection';
import type { Feed } from './feed';
import { listFeedColumns } from './feed-columns';
import { useFeed } from './use-feed';

const stateTexts = {
  off: 'Not listening',
  connecting: 'Connecting…',
  open: 'Listening',
  down: 'The feed does not answer; trying again',
} as const;

/** Operations as they end, with the newest on top. */
export function LivePage() {
  const { feed, pause, resume } = useFeed();
  const state = useLiveState();
  const changeUrl = useUrlChange();
  const selected = useUrlParameter('op');
  const scopedHref = useScopedHref();
  const failuresOnly = useUrlParameter('failures') === 'only';
  const callsOnly = useUrlParameter('calls') === 'only';
  const { service, side } = usePageScope();
  const columns = useMemo(() => listFeedColumns(scopedHref), [scopedHref]);
  const rows = useMemo(() => {
    const fits = (operation: Operation) =>
      (!failuresOnly || isFailure(operation)) &&
      (!callsOnly || operation.method === 'tools/call') &&
      (service === undefined || operation.service === service) &&
      (side === undefined || operation.side === side);
    return feed.shown.filter(fits);
  }, [feed.shown, failuresOnly, callsOnly, service, side]);
  const select = useCallback((op: string) => changeUrl({ op }, { replace: selected !== undefined }), [changeUrl, selected]);
  return (
    <>
      <PageTitle title="Live">
        <span className="live-state" data-mode="live" data-live={feed.paused ? 'off' : state} role="status" data-testid="live-state">
          <span className="live-dot" />
          {feed.paused ? `Paused, ${formatCount(feed.waiting.length)} new` : stateTexts[state]}
        </span>
        <button type="button" className="button live-pause" onClick={feed.paused ? resume : pause} data-testid="live-pause">
          <Icon name={feed.paused ? 'play' : 'pause'} /> {feed.paused ? 'Resume' : 'Pause'}
        </button>
      </PageTitle>
      <Panel
        title="Operations as they arrive"
        note={describeLosses(feed)}
        actions={
          <>
            <Toggle
              label="Tool calls only"
              checked={callsOnly}
              onChange={(on) => changeUrl({ calls: on ? 'only' : undefined }, { replace: true })}
            />
            <Toggle
              label="Failures only"
              checked={failuresOnly}
              onChange={(on) => changeUrl({ failures: on ? 'only' : undefined }, { replace: true })}
            />
          </>
        }
      >
        {rows.length === 0 ? (
          <EmptyState
            icon="notification"
            title={feed.shown.length === 0 ? 'Nothing has arrived since you opened this screen' : 'None of what arrived fits'}
          >
            {feed.shown.length === 0
              ? 'Operations appear here within two seconds after they end. Call a tool of an instrumented server.'
              : 'Take a filter away to see the others.'}
          </EmptyState>
        ) : (
          <DataTable
            label="Operations as they arrive"
            columns={columns}
            rows={rows}
            keyOf={toOperationId}
            testId="live-row"
            isFailed={isFailure}
            selected={selected}
            onSelect={select}
          />
        )}
      </Panel>
      <DetailsPanel />
    </>
  );
}

function describeLosses({ shown, dropped, missed }: Feed): string | undefined {
  const notes = [
    dropped > 0 ? `the last ${formatCount(shown.length)}; ${formatCount(dropped)} older ones left the list` : '',
    missed === undefined ? '' : `${missed === 0 ? 'some' : formatCount(missed)} events came too fast and were left out here`,
  ].filter((note) => note !== '');
  return notes.length === 0 ? undefined : notes.join('; ');
}

function Toggle({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="toggle">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
