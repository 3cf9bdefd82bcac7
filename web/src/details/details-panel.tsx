import './details.css';
import type { OperationDetail } from '@callsight/query-service/contract';
import { useEffect } from 'react';
import { useOperation } from '../api/queries';
import { formatDuration } from '../format/duration';
import { describeKind, parseOperationId } from '../operations/operation';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { CopyButton } from '../ui/copy-button';
import { ForeignText } from '../ui/foreign-text';
import { Icon } from '../ui/icons';
import { EmptyState } from '../ui/messages';
import { QueryView } from '../ui/query-view';
import { OperationStatus } from '../ui/status';
import { Time } from '../ui/time';
import { ContentView } from './content-view';
import { ErrorView } from './error-view';
import { Logs } from './logs';
import { toMcpRequest } from './mcp-request';
import { NeighbourButtons } from './neighbour-buttons';
import { OperationFacts } from './operation-facts';
import { TraceWaterfall } from './trace-waterfall';

/** Everything about the operation that the address names with `op`, beside the list it was chosen from. */
export function DetailsPanel() {
  const selected = useUrlParameter('op');
  const changeUrl = useUrlChange();
  useEffect(() => {
    if (selected === undefined) return;
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) changeUrl({ op: undefined });
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [selected, changeUrl]);
  if (selected === undefined) return null;
  const id = parseOperationId(selected);
  return (
    <aside className="details" aria-label="Details" data-testid="details-panel">
      <button
        type="button"
        className="icon-button details-close"
        aria-label="Close details"
        title="Close (Esc)"
        onClick={() => changeUrl({ op: undefined })}
      >
        <Icon name="cross" size={15} />
      </button>
      {id === undefined ? (
        <EmptyState icon="search" title="This address names no operation">
          Expected op=traceId.spanId, both in hexadecimal.
        </EmptyState>
      ) : (
        <Operation {...id} />
      )}
    </aside>
  );
}

function Operation({ traceId, spanId }: { traceId: string; spanId: string }) {
  return <QueryView query={useOperation(traceId, spanId)}>{(operation) => <OperationView operation={operation} />}</QueryView>;
}

function OperationView({ operation }: { operation: OperationDetail }) {
  const { icon, label } = describeKind(operation);
  return (
    <>
      <header className="details-header">
        <p className="details-kind">
          <Icon name={icon} size={13} /> {label} <code>{operation.method}</code>
        </p>
        <h2>
          <ForeignText text={operation.target ?? operation.resourceUri ?? operation.method} />
        </h2>
        <p className="details-summary">
          <OperationStatus operation={operation} />
          <strong>{formatDuration(operation.durationMs)}</strong>
          {operation.state === 'ended' ? null : <span className="faint">so far</span>}
          <span className="muted">
            <Time time={operation.startedAt} precision="milliseconds" />
          </span>
        </p>
        <div className="details-actions">
          <NeighbourButtons previous={operation.previous} next={operation.next} />
          {operation.kind === 'request' ? (
            <CopyButton text={() => toMcpRequest(operation)} label="as MCP request" name="Copy as MCP request" />
          ) : null}
        </div>
      </header>
      {operation.error === null ? null : <ErrorView error={operation.error} />}
      <ContentView title="Input" content={operation.arguments} absence="None, or not reported by this emitter." />
      {operation.kind === 'notification' ? null : (
        <ContentView title="Output" content={operation.result} absence={explainMissingResult(operation)} />
      )}
      <section className="details-section" aria-label="Trace">
        <header>
          <h3>Trace</h3>
          <span className="faint">{operation.trace.length === 1 ? '1 span' : `${operation.trace.length} spans`}</span>
        </header>
        <TraceWaterfall trace={operation.trace} spanId={operation.spanId} running={operation.state === 'running'} />
      </section>
      <section className="details-section" aria-label="Logs" data-testid="details-logs">
        <header>
          <h3>Logs</h3>
          <span className="faint">{operation.logs.length === 1 ? '1 record' : `${operation.logs.length} records`}</span>
        </header>
        <Logs logs={operation.logs} startedAt={operation.startedAt} />
      </section>
      <section className="details-section" aria-label="Facts">
        <h3>Facts</h3>
        <OperationFacts operation={operation} />
      </section>
    </>
  );
}

function explainMissingResult({ state, error }: OperationDetail): string {
  if (state === 'running') return 'Not there yet: the operation is still running.';
  if (state === 'lost') return 'No end was ever seen.';
  return error === null ? 'None, or not reported by this emitter.' : 'No result: the operation ended in an error.';
}
