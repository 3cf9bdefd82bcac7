import type { ErrorGroup } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { formatCount } from '../format/numbers';
import { useScopedHref } from '../period/page-scope';
import type { Column } from '../table/column';
import { DataTable } from '../table/data-table';
import { ForeignText } from '../ui/foreign-text';
import { OutcomeBadge } from '../ui/status';
import { Age } from '../ui/time';
import { toErrorPath } from './error-path';

/** Kinds of errors, each one a line. */
export function ErrorTable({ groups, onEnd }: { groups: readonly ErrorGroup[]; onEnd?: (() => void) | undefined }) {
  const scopedHref = useScopedHref();
  const columns = useMemo(() => {
    const most = Math.max(1, ...groups.map(({ count }) => count));
    return listColumns(({ fingerprint }) => scopedHref(toErrorPath(fingerprint)), most);
  }, [scopedHref, groups]);
  return <DataTable label="Errors" columns={columns} rows={groups} keyOf={toKey} testId="error-row" onEnd={onEnd} />;
}

function toKey({ fingerprint }: ErrorGroup): string {
  return fingerprint;
}

function listColumns(toHref: (group: ErrorGroup) => string, most: number): Column<ErrorGroup>[] {
  return [
    {
      id: 'message',
      label: 'Error',
      minWidth: 260,
      cell: (group) => (
        <Link className="error-link" href={toHref(group)} title={group.message ?? undefined}>
          {group.message === null ? <span className="muted">no message was recorded</span> : <ForeignText text={group.message} />}
        </Link>
      ),
    },
    { id: 'outcome', label: 'Outcome', width: 150, cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
    { id: 'code', label: 'Code', width: 84, cell: ({ code }) => (code === null ? <span className="faint">–</span> : <code>{code}</code>) },
    {
      id: 'count',
      label: 'Count',
      width: 120,
      numeric: true,
      className: () => 'share-cell',
      cell: ({ count }) => (
        <>
          <span className="share-bar" style={{ width: `${(count / most) * 100}%` }} />
          <span>{formatCount(count)}</span>
        </>
      ),
    },
    { id: 'sessions', label: 'Sessions', width: 84, numeric: true, cell: ({ sessions }) => formatCount(sessions) },
    { id: 'tools', label: 'Tools', width: 180, cell: ({ tools }) => <ForeignText title={tools.join(', ')} text={tools.join(', ')} /> },
    { id: 'first', label: 'First seen', width: 104, numeric: true, cell: ({ firstSeenAt }) => <Age time={firstSeenAt} /> },
    { id: 'last', label: 'Last seen', width: 104, numeric: true, cell: ({ lastSeenAt }) => <Age time={lastSeenAt} /> },
  ];
}
