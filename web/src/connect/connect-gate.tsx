import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useOverview } from '../api/queries';
import { useUrlChange } from '../period/page-scope';
import { Icon } from '../ui/icons';
import { ErrorState } from '../ui/messages';
import { PageTitle } from '../ui/page-title';
import { Arrivals } from './arrivals';
import { ConnectPanel } from './connect-panel';

/** Shows how to connect a server until the first span is there; then the screens, and once the good news. */
export function ConnectGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useOverview();
  const last = data?.lastOperationAt;
  const changeUrl = useUrlChange();
  const [waited, setWaited] = useState(false);
  const arrived = waited && typeof last === 'string';
  useEffect(() => {
    if (last === null) setWaited(true);
  }, [last]);
  // A first session would be a hair on the chart of a whole day.
  const showLastHour = useEffectEvent(() => changeUrl({ from: 'now-1h', to: 'now' }, { replace: true }));
  useEffect(() => {
    if (arrived) showLastHour();
  }, [arrived]);
  if (last === null) {
    return (
      <ConnectPanel>
        <PageTitle title="Connect your first server" />
        <p className="connect-lead">
          Callsight is ready and has not seen an MCP server yet. Two commands instrument one written for Node, without a change to its code.
        </p>
        <Arrivals />
      </ConnectPanel>
    );
  }
  // One message instead of the same one in every box of the screen.
  if (error !== null && data === undefined) {
    return (
      <div className="panel">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <>
      {arrived ? (
        <div className="banner" role="status" data-testid="first-session">
          <Icon name="check" />
          <span>
            <strong>First session arrived.</strong> From now on everything your server does shows up here.
          </span>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => setWaited(false)}>
            <Icon name="cross" />
          </button>
        </div>
      ) : null}
      {children}
    </>
  );
}
