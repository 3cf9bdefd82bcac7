import type { Operation } from '@callsight/query-service/contract';
import { formatDuration, formatOffset } from '../format/duration';
import { formatBytes } from '../format/numbers';
import { describeKind, isFailure, toOperationId } from '../operations/operation';
import { Icon } from '../ui/icons';
import { moveThroughRows, revealRow } from '../ui/row-keys';
import { OperationStatus } from '../ui/status';
import type { TimelineEntry } from './timeline';

interface TimelineTableProps {
  readonly entries: readonly TimelineEntry[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** Operations in the order of their start; each opens its details. */
export function TimelineTable({ entries, selected, onSelect }: TimelineTableProps) {
  return (
    <div className="table-frame">
      <table className="table timeline" aria-label="Activity">
        <thead>
          <tr>
            <th scope="col" className="numeric">
              Offset
            </th>
            <th scope="col">Operation</th>
            <th scope="col">Outcome</th>
            <th scope="col" className="numeric">
              Duration
            </th>
            <th scope="col" className="numeric">
              Input
            </th>
            <th scope="col" className="numeric">
              Result
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={(event) => moveThroughRows(event, selected !== undefined)}>
          {entries.map((entry) =>
            entry.type === 'quiet' ? (
              <tr key={`quiet ${entry.after}`} className="quiet-row">
                <td colSpan={6}>
                  <span>{formatDuration(entry.durationMs)} quiet</span>
                </td>
              </tr>
            ) : (
              <OperationRow key={toOperationId(entry.operation)} {...entry} selected={selected} onSelect={onSelect} />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function OperationRow({
  operation,
  offsetMs,
  selected,
  onSelect,
}: { operation: Operation; offsetMs: number } & Pick<TimelineTableProps, 'selected' | 'onSelect'>) {
  const id = toOperationId(operation);
  const { icon, label } = describeKind(operation);
  const name = operation.target ?? operation.resourceUri;
  return (
    <tr
      ref={revealRow}
      className="clickable"
      data-testid="operation-row"
      data-kind={operation.kind}
      data-failed={isFailure(operation)}
      aria-current={id === selected ? 'true' : undefined}
      onClick={() => onSelect(id)}
    >
      <td className="numeric code faint" title={operation.startedAt}>
        {formatOffset(offsetMs)}
      </td>
      <td className="operation-cell">
        <button type="button" className="row-button" data-row-button="">
          <span className="kind-mark" title={label}>
            <Icon name={icon} size={13} />
            <span className="visually-hidden">{label}</span>
          </span>
          <span className="operation-name">
            <MethodName method={operation.method} />
            {name === null ? null : <strong>{name}</strong>}
            {operation.side === 'client' ? <span className="tag">client side</span> : null}
          </span>
        </button>
        {operation.error === null ? null : <ErrorLine {...operation.error} />}
      </td>
      <td>
        <OperationStatus operation={operation} />
      </td>
      <td className="numeric">
        {operation.kind === 'notification' && operation.durationMs === 0 ? (
          <span className="faint">–</span>
        ) : (
          formatDuration(operation.durationMs)
        )}
      </td>
      <Size bytes={operation.argumentsSize} />
      <Size bytes={operation.resultSize} />
    </tr>
  );
}

function Size({ bytes }: { bytes: number | null }) {
  return <td className="numeric muted">{bytes === null ? <span className="faint">–</span> : formatBytes(bytes)}</td>;
}

/** May break behind its slash where the screen is narrow. */
function MethodName({ method }: { method: string }) {
  const slash = method.indexOf('/') + 1;
  return (
    <span className="code">
      {method.slice(0, slash)}
      <wbr />
      {method.slice(slash)}
    </span>
  );
}

function ErrorLine({ message, type }: NonNullable<Operation['error']>) {
  return (
    <p className="error-line" title={message ?? undefined}>
      {message ?? type}
    </p>
  );
}
