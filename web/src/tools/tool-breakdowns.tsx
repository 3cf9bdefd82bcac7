import { quoteSearchValue, type ToolDetail } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { formatDuration } from '../format/duration';
import { shortenIdentifier } from '../format/identifier';
import { formatBytes, formatCount, formatPercent } from '../format/numbers';
import { useScopedHref } from '../period/page-scope';
import { ClientName } from '../sessions/client-name';
import { toSessionPath } from '../sessions/session-path';
import type { Column } from '../table/column';
import { DataTable } from '../table/data-table';
import { ForeignText } from '../ui/foreign-text';
import { Age, Time } from '../ui/time';

type Client = ToolDetail['clients'][number];
type Session = ToolDetail['sessions'][number];
type Definition = ToolDetail['definitions'][number];

function toRate(rate: number | null): string {
  return rate === null ? '–' : formatPercent(rate);
}

const clientColumns: readonly Column<Client>[] = [
  { id: 'client', label: 'Client', minWidth: 150, cell: ({ name, version }) => <ClientName name={name} version={version} /> },
  { id: 'calls', label: 'Calls', width: 80, numeric: true, cell: ({ calls }) => formatCount(calls) },
  { id: 'success', label: 'Success', width: 84, numeric: true, cell: ({ successRate }) => toRate(successRate) },
  { id: 'p95', label: 'p95', width: 90, numeric: true, cell: ({ p95Ms }) => (p95Ms === null ? '–' : formatDuration(p95Ms)) },
];

/** Who calls the tool. */
export function ToolClients({ rows }: { rows: readonly Client[] }) {
  return (
    <DataTable
      label="Clients"
      columns={clientColumns}
      rows={rows}
      keyOf={({ name, version }) => `${name} ${version}`}
      testId="tool-client-row"
    />
  );
}

/** In which sessions the tool is called most. */
export function ToolSessions({ rows, tool }: { rows: readonly Session[]; tool: string }) {
  const scopedHref = useScopedHref();
  const columns = useMemo(
    (): Column<Session>[] => [
      {
        id: 'session',
        label: 'Session',
        minWidth: 150,
        cell: ({ key }) => (
          <Link className="text-link code" href={scopedHref(toSessionPath(key), { q: `tool:${quoteSearchValue(tool)}` })} title={key}>
            <ForeignText text={shortenIdentifier(key)} />
          </Link>
        ),
      },
      { id: 'calls', label: 'Calls', width: 80, numeric: true, cell: ({ calls }) => formatCount(calls) },
      {
        id: 'failed',
        label: 'Failed',
        width: 80,
        numeric: true,
        className: ({ failed }) => (failed > 0 ? 'bad' : 'faint'),
        cell: ({ failed }) => formatCount(failed),
      },
      { id: 'last', label: 'Last call', width: 110, numeric: true, cell: ({ lastCallAt }) => <Age time={lastCallAt} /> },
    ],
    [scopedHref, tool],
  );
  return <DataTable label="Sessions" columns={columns} rows={rows} keyOf={({ key }) => key} testId="tool-session-row" />;
}

const definitionColumns: readonly Column<Definition>[] = [
  { id: 'hash', label: 'Definition', width: 170, cell: ({ hash }) => <code>{hash}</code> },
  { id: 'service', label: 'Server', minWidth: 120, cell: ({ service }) => <ForeignText text={service} /> },
  { id: 'first', label: 'First listed', width: 150, cell: ({ firstListedAt }) => <Time time={firstListedAt} /> },
  { id: 'last', label: 'Last listed', width: 150, cell: ({ lastListedAt }) => <Time time={lastListedAt} /> },
  { id: 'bytes', label: 'Size', width: 90, numeric: true, cell: ({ bytes }) => formatBytes(bytes) },
  { id: 'tokens', label: 'Tokens', width: 90, numeric: true, cell: ({ tokens }) => formatCount(tokens) },
  { id: 'calls', label: 'Calls', width: 90, numeric: true, cell: ({ calls }) => formatCount(calls) },
  { id: 'success', label: 'Success', width: 90, numeric: true, cell: ({ successRate }) => toRate(successRate) },
];

/** How the definition of the tool changed. */
export function DefinitionTable({ rows }: { rows: readonly Definition[] }) {
  return (
    <DataTable
      label="Definitions"
      columns={definitionColumns}
      rows={rows}
      keyOf={({ service, hash }) => `${service} ${hash}`}
      testId="definition-row"
    />
  );
}
