import type { ReactNode } from 'react';
import { formatDuration, formatOffset } from '../format/duration';
import { formatBytes } from '../format/numbers';
import type { Column } from '../table/column';
import { OperationStatus, toOperationLook } from '../ui/status';
import { OperationName } from './operation-name';
import type { TimelineEntry } from './timeline';

type OperationEntry = Extract<TimelineEntry, { type: 'operation' }>;

export function listTimelineColumns(): Column<TimelineEntry>[] {
  return columns.map(({ cell, ...column }) => ({ ...column, cell: (entry) => (entry.type === 'operation' ? cell(entry) : null) }));
}

const columns: readonly (Omit<Column<TimelineEntry>, 'cell'> & { cell: (entry: OperationEntry) => ReactNode })[] = [
  {
    id: 'offset',
    label: 'Offset',
    width: 104,
    numeric: true,
    meaning: 'From the start of the session',
    whole: true,
    className: () => 'code faint',
    cell: ({ operation, offsetMs }) => <span title={operation.startedAt}>{formatOffset(offsetMs)}</span>,
  },
  { id: 'operation', label: 'Operation', minWidth: 240, cell: ({ operation }) => <OperationName operation={operation} /> },
  {
    id: 'bar',
    label: 'Timeline',
    width: 160,
    wideOnly: true,
    whole: true,
    meaning: 'When it ran; silences of more than 30 seconds take little room',
    cell: ({ operation, bar }) => (
      <span className="timeline-track">
        <span
          className="timeline-bar"
          data-tone={toOperationLook(operation).tone}
          style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
        />
      </span>
    ),
  },
  { id: 'outcome', label: 'Outcome', width: 140, whole: true, cell: ({ operation }) => <OperationStatus operation={operation} /> },
  {
    id: 'duration',
    label: 'Duration',
    width: 96,
    numeric: true,
    cell: ({ operation }) =>
      operation.kind === 'notification' && operation.durationMs === 0 ? (
        <span className="faint">–</span>
      ) : (
        formatDuration(operation.durationMs)
      ),
  },
  {
    id: 'input',
    label: 'Input',
    width: 78,
    numeric: true,
    wideOnly: true,
    aloneOnly: true,
    cell: ({ operation }) => <Size bytes={operation.argumentsSize} />,
  },
  {
    id: 'result',
    label: 'Result',
    width: 78,
    numeric: true,
    wideOnly: true,
    aloneOnly: true,
    cell: ({ operation }) => <Size bytes={operation.resultSize} />,
  },
];

function Size({ bytes }: { bytes: number | null }) {
  return bytes === null ? <span className="faint">–</span> : <span className="muted">{formatBytes(bytes)}</span>;
}
