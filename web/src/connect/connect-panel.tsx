import './connect.css';
import { type ReactNode, useMemo } from 'react';
import { useConnection } from '../api/queries';
import { ErrorState } from '../ui/messages';
import { Panel } from '../ui/panel';
import { SkeletonRows } from '../ui/skeleton';
import { listClientConfigurations } from './client-configurations';
import { listWays } from './commands';
import { Ways } from './ways';

/** How to report to this Callsight; `children` tell what has arrived so far. */
export function ConnectPanel({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useConnection();
  const ways = useMemo(() => (data === undefined ? [] : listWays(data)), [data]);
  const clients = useMemo(() => (data === undefined ? [] : listClientConfigurations(data)), [data]);
  return (
    <div className="connect" data-testid="connect-panel">
      {children}
      {error === null ? null : <ErrorState error={error} onRetry={() => void refetch()} />}
      <Panel title="Instrument a server">
        {data === undefined ? <SkeletonRows /> : <Ways label="Kind of server" parameter="way" ways={ways} />}
      </Panel>
      <Panel title="Or let the client start it so">
        {data === undefined ? <SkeletonRows /> : <Ways label="MCP client" parameter="host" ways={clients} />}
      </Panel>
    </div>
  );
}
