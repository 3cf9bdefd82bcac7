import { useMemo } from 'react';
import { formatDuration } from '../format/duration';
import { isFailure } from '../operations/operation';
import { DataTable, type DataTableProps } from '../table/data-table';
import type { TimelineEntry } from './timeline';
import { listTimelineColumns } from './timeline-columns';

interface TimelineTableProps extends Pick<DataTableProps<TimelineEntry>, 'selected' | 'onSelect' | 'onEnd'> {
  readonly entries: readonly TimelineEntry[];
}

/** Operations in the order of their start, with a bar each; each opens its details. */
export function TimelineTable({ entries, ...table }: TimelineTableProps) {
  const columns = useMemo(() => listTimelineColumns(), []);
  return (
    <div className="timeline">
      <DataTable
        label="Activity"
        columns={columns}
        rows={entries}
        keyOf={toId}
        testId="operation-row"
        isFailed={isFailedEntry}
        toDivider={toDivider}
        {...table}
      />
    </div>
  );
}

function toId({ id }: TimelineEntry): string {
  return id;
}

function isFailedEntry(entry: TimelineEntry): boolean {
  return entry.type === 'operation' && isFailure(entry.operation);
}

function toDivider(entry: TimelineEntry): string | undefined {
  return entry.type === 'quiet' ? `${formatDuration(entry.durationMs)} quiet` : undefined;
}
