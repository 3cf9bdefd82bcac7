import './clients.css';
import { toAddress } from '@callsight/query-service/client';
import type { ClientList } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { useClients } from '../api/queries';
import { useScopeQuery } from '../api/scoped-query';
import { ExportMenu } from '../list/export-menu';
import { EmptyPeriod } from '../period/empty-period';
import { useScopedHref } from '../period/page-scope';
import { DataTable } from '../table/data-table';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { type MatrixRow, toClientMatrix } from './client-matrix';
import { listMatrixColumns } from './matrix-columns';

/** Who is calling, over which protocol version and transport, and how well that goes. */
export function ClientsPage() {
  const scope = useScopeQuery();
  return (
    <>
      <PageTitle title="Clients" />
      <Panel
        title="Clients by protocol version and transport"
        note="operations, and how many of them failed"
        actions={<ExportMenu name="clients" toHref={(format) => toAddress('/clients', { query: { ...scope, format } })} />}
      >
        <QueryView query={useClients({})}>
          {({ items }) => (items.length === 0 ? <EmptyPeriod noun="clients" /> : <Matrix clients={items} />)}
        </QueryView>
      </Panel>
    </>
  );
}

function Matrix({ clients }: { clients: ClientList['items'] }) {
  const scopedHref = useScopedHref();
  const matrix = useMemo(() => toClientMatrix(clients), [clients]);
  const columns = useMemo(() => listMatrixColumns(matrix, (client) => scopedHref('/sessions', { client })), [matrix, scopedHref]);
  return <DataTable label="Clients" columns={columns} rows={matrix.rows} keyOf={toKey} testId="client-row" />;
}

function toKey({ name, version }: MatrixRow): string {
  return JSON.stringify([name, version]);
}
