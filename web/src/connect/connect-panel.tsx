import type { Connect } from '@callsight/query-service/contract';
import { useConnection } from '../api/queries';
import { CopyButton } from '../ui/copy-button';
import { ErrorState } from '../ui/messages';
import { PageTitle } from '../ui/page-title';
import { SkeletonRows } from '../ui/skeleton';
import { toConnectCommands } from './commands';

/** First screen of an empty database: the two commands that fill it. */
export function ConnectPanel() {
  const { data, error, refetch } = useConnection();
  return (
    <div className="connect" data-testid="connect-panel">
      <PageTitle title="Connect your first server" />
      <p className="connect-lead">
        Callsight is ready and has not seen an MCP server yet. Two commands instrument one written for Node, without a change to its code.
      </p>
      {error === null ? null : <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && <SkeletonRows /> : <Steps connection={data} />}
      <p className="waiting" role="status">
        <span className="live-dot" /> Waiting for the first span
        {data === undefined ? '' : ` at ${data.otlpEndpoint}`}. This page changes by itself.
      </p>
    </div>
  );
}

function Steps({ connection }: { connection: Connect }) {
  const { install, run, tryIt } = toConnectCommands(connection);
  return (
    <ol className="panel steps">
      <Step title="Install the instrumentation beside your server" command={install} label="install command" />
      <Step title="Start the server with it" command={run} label="start command" />
      <Step title="Try it with an example server, in an empty folder" command={tryIt} label="example" optional />
    </ol>
  );
}

function Step({ title, command, label, optional = false }: { title: string; command: string; label: string; optional?: boolean }) {
  return (
    <li className="step" data-optional={optional}>
      <h2>{title}</h2>
      <div className="command">
        <pre>
          <code>{command}</code>
        </pre>
        <CopyButton text={command} label={label} />
      </div>
    </li>
  );
}
