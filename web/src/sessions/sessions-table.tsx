import type { Session } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { useScopedHref } from '../period/page-scope';
import { DataTable, type DataTableProps } from '../table/data-table';
import { listSessionColumns } from './session-columns';
import { toSessionKey } from './session-key';
import { toSessionPath } from './session-path';

interface SessionsTableProps extends Pick<DataTableProps<Session>, 'order' | 'onOrder' | 'onEnd'> {
  readonly sessions: readonly Session[];
}

export function SessionsTable({ sessions, ...table }: SessionsTableProps) {
  const scopedHref = useScopedHref();
  const severalServices = useMemo(() => new Set(sessions.map(({ service }) => service)).size > 1, [sessions]);
  const flagged = useMemo(() => sessions.some(({ flags }) => flags.length > 0), [sessions]);
  const columns = useMemo(
    () => listSessionColumns((key) => scopedHref(toSessionPath(key)), severalServices, flagged),
    [scopedHref, severalServices, flagged],
  );
  return <DataTable label="Sessions" columns={columns} rows={sessions} keyOf={toSessionKey} testId="session-row" {...table} />;
}
