import { Link } from 'wouter';
import { formatCount, formatPercent } from '../format/numbers';
import { ClientName } from '../sessions/client-name';
import type { Column } from '../table/column';
import { Age } from '../ui/time';
import type { ClientMatrix, MatrixCell, MatrixRow } from './client-matrix';

/** Below this share of errors a cell is quiet, above the second one it is loud. */
const noticeableRate = 0.02;
const alarmingRate = 0.1;

export function listMatrixColumns({ columns }: ClientMatrix, toHref: (client: string) => string): Column<MatrixRow>[] {
  return [
    {
      id: 'client',
      label: 'Client',
      minWidth: 190,
      cell: ({ name, version }) =>
        name === null ? (
          <ClientName name={null} />
        ) : (
          <Link className="text-link" href={toHref(name)}>
            <ClientName name={name} version={version} />
          </Link>
        ),
    },
    ...columns.map(
      ({ protocolVersion, transport }, index): Column<MatrixRow> => ({
        id: `${protocolVersion} ${transport}`,
        label: `${protocolVersion ?? 'unknown'} · ${transport ?? 'unknown'}`,
        width: 170,
        numeric: true,
        className: ({ cells }) => `matrix-cell ${toTone(cells[index])}`,
        cell: ({ cells }) => <Cell cell={cells[index]} />,
      }),
    ),
    { id: 'sessions', label: 'Sessions', width: 90, numeric: true, cell: ({ total }) => formatCount(total.sessions) },
    { id: 'operations', label: 'Operations', width: 100, numeric: true, cell: ({ total }) => formatCount(total.operations) },
    {
      id: 'errors',
      label: 'Errors',
      width: 80,
      numeric: true,
      className: ({ total }) => (total.errors > 0 ? 'bad' : 'faint'),
      cell: ({ total }) => formatCount(total.errors),
    },
    { id: 'lastSeen', label: 'Last seen', width: 110, numeric: true, cell: ({ lastSeenAt }) => <Age time={lastSeenAt} /> },
  ];
}

function Cell({ cell }: { cell: MatrixCell | undefined }) {
  if (cell === undefined) return <span className="faint">–</span>;
  return (
    <span title={`${formatCount(cell.sessions)} sessions, ${formatCount(cell.operations)} operations, ${formatCount(cell.errors)} errors`}>
      {formatCount(cell.operations)}{' '}
      <span className="matrix-rate">{cell.errors === 0 ? 'no errors' : `${formatPercent(cell.errorRate ?? 0)} errors`}</span>
    </span>
  );
}

function toTone(cell: MatrixCell | undefined): string {
  const rate = cell?.errorRate ?? 0;
  if (cell === undefined || rate < noticeableRate) return '';
  return rate < alarmingRate ? 'matrix-warn' : 'matrix-bad';
}
