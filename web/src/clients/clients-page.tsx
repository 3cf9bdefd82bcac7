import type { ClientList } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { useClients } from '../api/queries';
import { formatCount } from '../format/numbers';
import { EmptyPeriod } from '../period/empty-period';
import { useScopedHref } from '../period/page-scope';
import { ClientName } from '../sessions/client-name';
import type { Column } from '../table/column';
import { DataTable } from '../table/data-table';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { Age } from '../ui/time';
import { Unknown } from '../ui/unknown';

type Client = ClientList['items'][number];

export function ClientsPage() {
  return (
    <>
      <PageTitle title="Clients" />
      <Panel title="Who is calling">
        <QueryView query={useClients({})}>
          {({ items }) => (items.length === 0 ? <EmptyPeriod noun="clients" /> : <ClientTable clients={items} />)}
        </QueryView>
      </Panel>
    </>
  );
}

function ClientTable({ clients }: { clients: readonly Client[] }) {
  const scopedHref = useScopedHref();
  const columns = useMemo(() => listColumns((client) => scopedHref('/sessions', { client })), [scopedHref]);
  return <DataTable label="Clients" columns={columns} rows={clients} keyOf={toKey} testId="client-row" />;
}

function toKey({ name, version, transport, protocolVersion }: Client): string {
  return JSON.stringify([name, version, transport, protocolVersion]);
}

function listColumns(toHref: (client: string) => string): Column<Client>[] {
  return [
    {
      id: 'client',
      label: 'Client',
      minWidth: 180,
      cell: ({ name, version }) =>
        name === null ? (
          <ClientName name={null} />
        ) : (
          <Link className="text-link" href={toHref(name)}>
            <ClientName name={name} version={version} />
          </Link>
        ),
    },
    { id: 'transport', label: 'Transport', width: 110, cell: ({ transport }) => transport ?? <Unknown /> },
    { id: 'protocol', label: 'Protocol', width: 120, cell: ({ protocolVersion }) => protocolVersion ?? <Unknown /> },
    { id: 'sessions', label: 'Sessions', width: 100, numeric: true, cell: ({ sessions }) => formatCount(sessions) },
    { id: 'operations', label: 'Operations', width: 110, numeric: true, cell: ({ operations }) => formatCount(operations) },
    {
      id: 'errors',
      label: 'Errors',
      width: 90,
      numeric: true,
      className: ({ errors }) => (errors > 0 ? 'bad' : 'faint'),
      cell: ({ errors }) => formatCount(errors),
    },
    { id: 'lastSeen', label: 'Last seen', width: 120, numeric: true, cell: ({ lastSeenAt }) => <Age time={lastSeenAt} /> },
  ];
}
