import './activity.css';
import type { Operation } from '@callsight/query-service/contract';
import { describeKind } from '../operations/operation';
import { RowButton } from '../table/row-button';
import { ForeignText } from '../ui/foreign-text';
import { Icon } from '../ui/icons';

/** What an operation is, its method and target, and its error if it has one, on one line. */
export function OperationName({ operation }: { operation: Operation }) {
  const { icon, label } = describeKind(operation);
  const name = operation.target ?? operation.resourceUri;
  const { error } = operation;
  return (
    <RowButton className="operation-name">
      <span className="kind-mark" data-kind={operation.kind} title={label}>
        <Icon name={icon} size={13} />
        <span className="visually-hidden">{label}</span>
      </span>
      <span className={name === null ? 'code' : 'code muted'}>{operation.method}</span>
      {name === null ? null : <ForeignText className="operation-target" text={name} />}
      {operation.side === 'client' ? <span className="tag">client side</span> : null}
      {error === null ? null : (
        <ForeignText className="operation-error" title={error.message ?? undefined} text={error.message ?? error.type} />
      )}
    </RowButton>
  );
}
