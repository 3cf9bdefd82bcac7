import type { ToolDetail } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { formatDuration } from '../format/duration';
import { formatCount, formatPercent } from '../format/numbers';
import { spellOutControls } from '../json/visible-text';
import type { Column } from '../table/column';
import { DataTable } from '../table/data-table';

type ArgumentName = ToolDetail['argumentNames'][number];
type ArgumentShape = ToolDetail['argumentShapes'][number];

/** How often each argument is given, and how calls with it go. */
export function ArgumentNames({ rows, calls }: { rows: readonly ArgumentName[]; calls: number }) {
  const columns = useMemo(
    (): Column<ArgumentName>[] => [
      { id: 'name', label: 'Argument', minWidth: 140, cell: ({ name }) => <bdi className="code">{spellOutControls(name)}</bdi> },
      { id: 'type', label: 'Type', width: 100, cell: ({ type }) => <code className="muted">{type}</code> },
      {
        id: 'given',
        label: 'Given in',
        width: 110,
        numeric: true,
        meaning: 'Share of all calls that had it',
        cell: ({ calls: own }) => <span title={`${formatCount(own)} calls`}>{formatPercent(Math.min(1, own / Math.max(1, calls)))}</span>,
      },
      {
        id: 'failed',
        label: 'Failed',
        width: 90,
        numeric: true,
        className: ({ failed }) => (failed > 0 ? 'bad' : 'faint'),
        cell: ({ failed }) => formatCount(failed),
      },
    ],
    [calls],
  );
  return <DataTable label="Arguments" columns={columns} rows={rows} keyOf={toNameKey} testId="argument-row" />;
}

function toNameKey({ name, type }: ArgumentName): string {
  return `${name} ${type}`;
}

const shapeColumns: readonly Column<ArgumentShape>[] = [
  {
    id: 'shape',
    label: 'Shape',
    minWidth: 180,
    cell: ({ shape }) => (
      <bdi className="code" title={spellOutControls(shape)}>
        {spellOutControls(shape)}
      </bdi>
    ),
  },
  { id: 'calls', label: 'Calls', width: 80, numeric: true, cell: ({ calls }) => formatCount(calls) },
  {
    id: 'success',
    label: 'Success',
    width: 84,
    numeric: true,
    cell: ({ successRate }) => (successRate === null ? '–' : formatPercent(successRate)),
  },
  { id: 'p95', label: 'p95', width: 90, numeric: true, cell: ({ p95Ms }) => (p95Ms === null ? '–' : formatDuration(p95Ms)) },
];

/** Which combinations of arguments are used, and how calls with them go. */
export function ArgumentShapes({ rows }: { rows: readonly ArgumentShape[] }) {
  return <DataTable label="Shapes of arguments" columns={shapeColumns} rows={rows} keyOf={({ shape }) => shape} testId="shape-row" />;
}
