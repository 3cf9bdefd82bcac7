import type { Operation } from '@callsight/query-service/contract';
import { Link } from 'wouter';
import { formatDuration } from '../format/duration';
import { shortenIdentifier } from '../format/identifier';
import { isFailure, toOperationId } from '../operations/operation';
import { useScopedHref } from '../period/page-scope';
import { ClientName } from '../sessions/client-name';
import { toSessionPath } from '../sessions/session-path';
import { moveThroughRows, revealRow } from '../ui/row-keys';
import { OperationStatus } from '../ui/status';
import { Time } from '../ui/time';

interface HistoryTableProps {
  readonly calls: readonly Operation[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** Executions of tools, newest first; each opens its details. */
export function HistoryTable({ calls, selected, onSelect }: HistoryTableProps) {
  const severalServices = new Set(calls.map(({ service }) => service)).size > 1;
  return (
    <div className="table-frame">
      <table className="table" aria-label="Execution history">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Tool</th>
            {severalServices ? <th scope="col">Server</th> : null}
            <th scope="col">Status</th>
            <th scope="col" className="numeric">
              Latency
            </th>
            <th scope="col">Session</th>
            <th scope="col">Client</th>
            <th scope="col">Error</th>
          </tr>
        </thead>
        <tbody onKeyDown={(event) => moveThroughRows(event, selected !== undefined)}>
          {calls.map((call) => (
            <CallRow
              key={toOperationId(call)}
              call={call}
              selected={toOperationId(call) === selected}
              onSelect={onSelect}
              withService={severalServices}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CallRowProps {
  readonly call: Operation;
  readonly selected: boolean;
  readonly withService: boolean;
  readonly onSelect: (id: string) => void;
}

function CallRow({ call, selected, withService, onSelect }: CallRowProps) {
  const scopedHref = useScopedHref();
  return (
    <tr
      ref={revealRow}
      className="clickable"
      data-testid="tool-call-row"
      data-failed={isFailure(call)}
      aria-current={selected ? 'true' : undefined}
      onClick={() => onSelect(toOperationId(call))}
    >
      <td className="nowrap">
        <Time time={call.startedAt} precision="milliseconds" />
      </td>
      <td>
        <button type="button" className="row-button code" data-row-button="">
          {call.target ?? 'unnamed tool'}
        </button>
      </td>
      {withService ? <td>{call.service}</td> : null}
      <td>
        <OperationStatus operation={call} />
      </td>
      <td className="numeric">{formatDuration(call.durationMs)}</td>
      <td>
        <Link
          className="text-link code"
          href={scopedHref(toSessionPath(call.sessionKey), { op: toOperationId(call) })}
          title={call.sessionKey}
          onClick={(event) => event.stopPropagation()}
        >
          {shortenIdentifier(call.sessionKey)}
        </Link>
      </td>
      <td>
        <ClientName name={call.clientName} />
      </td>
      <td className="error-cell" title={call.error?.message ?? undefined}>
        {call.error === null ? null : (call.error.message ?? call.error.type)}
      </td>
    </tr>
  );
}
