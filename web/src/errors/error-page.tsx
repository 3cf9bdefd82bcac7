import './errors.css';
import type { ErrorDetail } from '@callsight/query-service/contract';
import { useCallback, useMemo } from 'react';
import { TimeChart } from '../chart/time-chart';
import { DetailsPanel } from '../details/details-panel';
import { formatCount } from '../format/numbers';
import { useScopedHref, useUrlChange, useUrlParameter } from '../period/page-scope';
import { HistoryTable } from '../tool-calls/history-table';
import { Fact, Facts } from '../ui/facts';
import { ForeignText } from '../ui/foreign-text';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { OutcomeBadge } from '../ui/status';
import { Age } from '../ui/time';
import { toErrorChart } from './error-chart';
import { useError } from './error-queries';

/** One kind of error: when, where, and the operations that had it. */
export function ErrorPage({ fingerprint }: { fingerprint: string }) {
  const scopedHref = useScopedHref();
  return (
    <>
      <PageTitle title={fingerprint} parent={{ name: 'Errors', href: scopedHref('/errors') }} />
      <QueryView query={useError(fingerprint)}>{(detail) => <Detail detail={detail} />}</QueryView>
      <DetailsPanel />
    </>
  );
}

function Detail({ detail }: { detail: ErrorDetail }) {
  const { group, items } = detail;
  const changeUrl = useUrlChange();
  const selected = useUrlParameter('op');
  const model = useMemo(() => toErrorChart(detail), [detail]);
  const select = useCallback((op: string) => changeUrl({ op }, { replace: selected !== undefined }), [changeUrl, selected]);
  return (
    <div className="stack">
      <section className="panel error-facts" aria-label="Kind">
        <p className="error-message">{group.message === null ? 'No message was recorded.' : <ForeignText text={group.message} />}</p>
        <Facts>
          <Fact name="Outcome">
            <OutcomeBadge outcome={group.outcome} />
          </Fact>
          <Fact name="Code">{group.code}</Fact>
          <Fact name="Count">{formatCount(group.count)}</Fact>
          <Fact name="Sessions">{formatCount(group.sessions)}</Fact>
          <Fact name="First seen">
            <Age time={group.firstSeenAt} />
          </Fact>
          <Fact name="Last seen">
            <Age time={group.lastSeenAt} />
          </Fact>
          <Fact name="Tools">
            <ForeignText text={group.tools.join(', ')} />
          </Fact>
          <Fact name="Servers">
            <ForeignText text={group.services.join(', ')} />
          </Fact>
        </Facts>
      </section>
      <Panel title="Over time">
        <TimeChart model={model} />
      </Panel>
      <Panel title="Operations with it" note={detail.nextCursor === null ? undefined : `the newest ${formatCount(items.length)}`}>
        <HistoryTable calls={items} selected={selected} onSelect={select} />
      </Panel>
    </div>
  );
}
