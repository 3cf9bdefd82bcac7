import type { Operation } from '@callsight/query-service/contract';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useConnection, useOverview } from '../api/queries';
import { listenToFeed } from '../live/connection';
import { useScopedHref } from '../period/page-scope';
import { toSessionPath } from '../sessions/session-path';
import { ForeignText } from '../ui/foreign-text';
import { OperationStatus } from '../ui/status';
import { Age } from '../ui/time';

/** Whether spans arrive, and the newest one since the screen was opened. */
export function Arrivals() {
  const endpoint = useConnection().data?.otlpEndpoint;
  const last = useOverview().data?.lastOperationAt;
  const newest = useNewestOperation();
  const scopedHref = useScopedHref();
  return (
    <p className="waiting panel" role="status" data-testid="arrivals">
      <span className="live-dot" />
      {newest === undefined ? (
        <span>
          {last == null ? 'Waiting for the first span' : 'Waiting for the next span'}
          {endpoint === undefined ? '' : ` at ${endpoint}`}.{' '}
          {last == null ? (
            'This page changes by itself.'
          ) : (
            <>
              The newest operation so far came <Age time={last} />.
            </>
          )}
        </span>
      ) : (
        <span>
          <strong>It arrives.</strong> <Age time={newest.startedAt} />: <code>{newest.method}</code>{' '}
          {newest.target === null ? '' : <ForeignText text={newest.target} />} of <ForeignText text={newest.service} />{' '}
          <OperationStatus operation={newest} />{' '}
          <Link className="text-link" href={scopedHref(toSessionPath(newest.sessionKey))}>
            See its session
          </Link>
        </span>
      )}
    </p>
  );
}

function useNewestOperation(): Operation | undefined {
  const [newest, setNewest] = useState<Operation>();
  useEffect(
    () =>
      listenToFeed((event) => {
        if (event.kind === 'operation') setNewest(event.operation);
      }),
    [],
  );
  return newest;
}
