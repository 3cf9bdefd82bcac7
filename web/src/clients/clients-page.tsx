import type { ClientList } from '@callsight/query-service/contract';
import { Link } from 'wouter';
import { useClients } from '../api/queries';
import { formatCount } from '../format/numbers';
import { EmptyPeriod } from '../period/empty-period';
import { useScopedHref } from '../period/page-scope';
import { ClientName } from '../sessions/client-name';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { Age } from '../ui/time';

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

function ClientTable({ clients }: { clients: ClientList['items'] }) {
  const scopedHref = useScopedHref();
  return (
    <div className="table-frame">
      <table className="table pinned" aria-label="Clients">
        <thead>
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Transport</th>
            <th scope="col">Protocol</th>
            <th scope="col" className="numeric">
              Sessions
            </th>
            <th scope="col" className="numeric">
              Operations
            </th>
            <th scope="col" className="numeric">
              Errors
            </th>
            <th scope="col" className="numeric">
              Last seen
            </th>
          </tr>
        </thead>
        <tbody>
          {clients.map((client) => (
            <tr key={[client.name, client.version, client.transport, client.protocolVersion].join(' ')} data-testid="client-row">
              <th scope="row">
                {client.name === null ? (
                  <ClientName name={null} />
                ) : (
                  <Link className="text-link" href={scopedHref('/sessions', { client: client.name })}>
                    <ClientName name={client.name} version={client.version} />
                  </Link>
                )}
              </th>
              <td>{client.transport ?? '–'}</td>
              <td>{client.protocolVersion ?? '–'}</td>
              <td className="numeric">{formatCount(client.sessions)}</td>
              <td className="numeric">{formatCount(client.operations)}</td>
              <td className={client.errors > 0 ? 'numeric bad' : 'numeric faint'}>{formatCount(client.errors)}</td>
              <td className="numeric muted">
                <Age time={client.lastSeenAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
