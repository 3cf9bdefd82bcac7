import type { Operation } from '@callsight/query-service/contract';
import { Link } from 'wouter';
import { OperationName } from '../activity/operation-name';
import { formatDuration } from '../format/duration';
import { shortenIdentifier } from '../format/identifier';
import { toOperationId } from '../operations/operation';
import type { UrlChanges } from '../period/page-scope';
import { ClientName } from '../sessions/client-name';
import { toSessionPath } from '../sessions/session-path';
import type { Column } from '../table/column';
import { ForeignText } from '../ui/foreign-text';
import { OperationStatus } from '../ui/status';
import { Time } from '../ui/time';

export function listFeedColumns(toHref: (path: string, extra?: UrlChanges) => string): Column<Operation>[] {
  return [
    { id: 'started', label: 'Time', width: 124, whole: true, cell: ({ startedAt }) => <Time time={startedAt} precision="milliseconds" /> },
    { id: 'operation', label: 'Operation', minWidth: 240, cell: (operation) => <OperationName operation={operation} /> },
    { id: 'outcome', label: 'Outcome', width: 140, whole: true, cell: (operation) => <OperationStatus operation={operation} /> },
    { id: 'duration', label: 'Duration', width: 96, numeric: true, cell: ({ durationMs }) => formatDuration(durationMs) },
    { id: 'service', label: 'Server', width: 130, cell: ({ service }) => <ForeignText text={service} /> },
    { id: 'client', label: 'Client', width: 150, cell: ({ clientName }) => <ClientName name={clientName} /> },
    {
      id: 'session',
      label: 'Session',
      width: 150,
      whole: true,
      cell: (operation) => (
        <Link
          className="text-link code"
          href={toHref(toSessionPath(operation.sessionKey), { op: toOperationId(operation) })}
          title={operation.sessionKey}
          onClick={(event) => event.stopPropagation()}
        >
          <ForeignText text={shortenIdentifier(operation.sessionKey)} />
        </Link>
      ),
    },
  ];
}
