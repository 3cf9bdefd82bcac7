import type { PipelineHealth, TableStorage } from '@callsight/query-service/contract';
import { formatBytes, formatCount } from '../format/numbers';
import type { Column } from '../table/column';
import { DataTable } from '../table/data-table';
import { ForeignText } from '../ui/foreign-text';

type Rejected = PipelineHealth['rejected'][number];

/** What each table takes. */
export function StorageTable({ tables }: { tables: readonly TableStorage[] }) {
  return <DataTable label="Storage by table" columns={storageColumns} rows={tables} keyOf={({ name }) => name} testId="storage-row" />;
}

const storageColumns: readonly Column<TableStorage>[] = [
  { id: 'name', label: 'Table', minWidth: 220, cell: ({ name }) => <code>{name}</code> },
  { id: 'rows', label: 'Rows', width: 130, numeric: true, cell: ({ rows }) => formatCount(rows) },
  { id: 'bytes', label: 'On disk', width: 120, numeric: true, cell: ({ bytes }) => formatBytes(bytes) },
  { id: 'raw', label: 'Uncompressed', width: 130, numeric: true, cell: ({ uncompressedBytes }) => formatBytes(uncompressedBytes) },
  {
    id: 'ratio',
    label: 'Compression',
    width: 120,
    numeric: true,
    cell: ({ ratio }) => (ratio === null ? <span className="faint">–</span> : `${ratio.toFixed(1)} ×`),
  },
  {
    id: 'each',
    label: 'A row',
    width: 100,
    numeric: true,
    meaning: 'Bytes on disk for each row',
    cell: ({ rows, bytes }) => (rows === 0 ? <span className="faint">–</span> : formatBytes(Math.round(bytes / rows))),
  },
  {
    id: 'retention',
    label: 'Kept',
    width: 110,
    numeric: true,
    cell: ({ retentionDays }) => (retentionDays === null ? <span className="faint">for ever</span> : `${retentionDays} days`),
  },
];

/** What the database did not take, and why. */
export function RejectedTable({ rows }: { rows: readonly Rejected[] }) {
  return (
    <DataTable
      label="Refused spans"
      columns={rejectedColumns}
      rows={rows}
      keyOf={({ day, service, reason }) => `${day} ${service} ${reason}`}
      testId="rejected-row"
    />
  );
}

const rejectedColumns: readonly Column<Rejected>[] = [
  { id: 'day', label: 'Day', width: 130, cell: ({ day }) => day },
  { id: 'service', label: 'Server', width: 220, cell: ({ service }) => <ForeignText text={service} /> },
  { id: 'reason', label: 'Reason', minWidth: 240, cell: ({ reason }) => reason },
  { id: 'spans', label: 'Spans', width: 110, numeric: true, cell: ({ spans }) => formatCount(spans) },
];
