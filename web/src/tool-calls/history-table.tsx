import type { Operation } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { formatDuration } from '../format/duration';
import { shortenIdentifier } from '../format/identifier';
import { isFailure, toOperationId } from '../operations/operation';
import { useScopedHref } from '../period/page-scope';
import { ClientName } from '../sessions/client-name';
import { toSessionPath } from '../sessions/session-path';
import type { Column } from '../table/column';
import { DataTable, type DataTableProps } from '../table/data-table';
import { RowButton } from '../table/row-button';
import { ForeignText } from '../ui/foreign-text';
import { OperationStatus } from '../ui/status';
import { Time } from '../ui/time';

interface HistoryTableProps extends Pick<DataTableProps<Operation>, 'order' | 'onOrder' | 'onEnd' | 'selected' | 'onSelect'> {
  readonly calls: readonly Operation[];
}

/** Executions of tools; each opens its details. */
export function HistoryTable({ calls, ...table }: HistoryTableProps) {
  const scopedHref = useScopedHref();
  const severalServices = useMemo(() => new Set(calls.map(({ service }) => service)).size > 1, [calls]);
  const columns = useMemo(
    () => listHistoryColumns((call) => scopedHref(toSessionPath(call.sessionKey), { op: toOperationId(call) }), severalServices),
    [scopedHref, severalServices],
  );
  return (
    <DataTable
      label="Execution history"
      columns={columns}
      rows={calls}
      keyOf={toOperationId}
      testId="tool-call-row"
      isFailed={isFailure}
      {...table}
    />
  );
}

function listHistoryColumns(toSessionHref: (call: Operation) => string, severalServices: boolean): Column<Operation>[] {
  return [
    {
      id: 'started',
      label: 'Time',
      width: 160,
      whole: true,
      sortable: true,
      descendingFirst: true,
      cell: ({ startedAt }) => <Time time={startedAt} precision="milliseconds" />,
    },
    {
      id: 'tool',
      label: 'Tool',
      width: 190,
      cell: ({ target }) => (
        <RowButton className="code">
          <ForeignText text={target ?? 'unnamed tool'} />
        </RowButton>
      ),
    },
    ...(severalServices
      ? [{ id: 'service', label: 'Server', width: 124, cell: ({ service }: Operation) => <ForeignText text={service} /> }]
      : []),
    { id: 'outcome', label: 'Status', width: 140, whole: true, cell: (call) => <OperationStatus operation={call} /> },
    { id: 'duration', label: 'Latency', width: 92, numeric: true, sortable: true, cell: ({ durationMs }) => formatDuration(durationMs) },
    {
      id: 'session',
      label: 'Session',
      width: 140,
      whole: true,
      cell: (call) => (
        <Link className="text-link code" href={toSessionHref(call)} title={call.sessionKey} onClick={(event) => event.stopPropagation()}>
          <ForeignText text={shortenIdentifier(call.sessionKey)} />
        </Link>
      ),
    },
    { id: 'client', label: 'Client', width: 150, cell: ({ clientName }) => <ClientName name={clientName} /> },
    {
      id: 'error',
      label: 'Error',
      minWidth: 180,
      className: () => 'error-cell',
      cell: ({ error }) => (error === null ? null : <ForeignText title={error.message ?? undefined} text={error.message ?? error.type} />),
    },
  ];
}
