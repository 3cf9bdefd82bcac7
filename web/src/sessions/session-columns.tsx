import type { Session } from '@callsight/query-service/contract';
import { Link } from 'wouter';
import { formatDuration } from '../format/duration';
import { shortenIdentifier } from '../format/identifier';
import { formatCount } from '../format/numbers';
import type { Column } from '../table/column';
import { CopyButton } from '../ui/copy-button';
import { ForeignText } from '../ui/foreign-text';
import { Icon } from '../ui/icons';
import { SessionStatusBadge } from '../ui/status';
import { Age, Time } from '../ui/time';
import { Unknown } from '../ui/unknown';
import { BasisMark } from './basis';
import { ClientName } from './client-name';
import { Flags } from './flags';

/** The columns of the sessions; the server only where there are several. */
export function listSessionColumns(toHref: (key: string) => string, severalServices: boolean, flagged: boolean): Column<Session>[] {
  return [
    {
      id: 'id',
      label: 'Session ID',
      width: 140,
      whole: true,
      className: () => 'session-id',
      cell: ({ key }) => (
        <>
          <Link href={toHref(key)} className="code" title={key}>
            <ForeignText text={shortenIdentifier(key)} />
          </Link>
          <CopyButton text={key} label="session ID" />
        </>
      ),
    },
    {
      id: 'status',
      label: 'Status',
      width: 100,
      whole: true,
      cell: ({ status, endReason }) => <SessionStatusBadge status={status} endReason={endReason} />,
    },
    ...(flagged
      ? [{ id: 'flags', label: 'Flags', width: 64, whole: true, cell: ({ flags }: Session) => <Flags flags={flags} short /> }]
      : []),
    {
      id: 'client',
      label: 'Client',
      minWidth: 136,
      cell: ({ clientName, clientVersion }) => <ClientName name={clientName} version={clientVersion} />,
    },
    ...(severalServices
      ? [{ id: 'service', label: 'Server', width: 104, cell: ({ service }: Session) => <ForeignText text={service} /> }]
      : []),
    { id: 'created', label: 'Created', sortable: true, width: 124, whole: true, cell: ({ createdAt }) => <Time time={createdAt} /> },
    {
      id: 'lastActivity',
      label: 'Last activity',
      sortable: true,
      width: 98,
      whole: true,
      cell: ({ lastActivityAt }) => <Age time={lastActivityAt} />,
    },
    { id: 'duration', label: 'Duration', sortable: true, width: 88, numeric: true, cell: ({ durationMs }) => formatDuration(durationMs) },
    {
      id: 'calls',
      label: 'Calls',
      sortable: true,
      width: 58,
      numeric: true,
      cell: ({ toolCalls, operations }) => (
        <span title={`${formatCount(toolCalls)} tool calls of ${formatCount(operations)} operations`}>{formatCount(toolCalls)}</span>
      ),
    },
    {
      id: 'errors',
      label: 'Errors',
      sortable: true,
      width: 62,
      numeric: true,
      className: ({ errors }) => (errors > 0 ? 'bad' : 'faint'),
      cell: ({ errors }) => formatCount(errors),
    },
    { id: 'transport', label: 'Transport', width: 76, cell: ({ transport }) => transport ?? <Unknown /> },
    { id: 'protocol', label: 'Protocol', width: 96, cell: ({ protocolVersion }) => protocolVersion ?? <Unknown /> },
    { id: 'basis', label: 'Basis', width: 112, whole: true, cell: ({ basis }) => <BasisMark basis={basis} /> },
    {
      id: 'activity',
      label: '',
      width: 118,
      whole: true,
      className: () => 'row-action',
      cell: ({ key }) => (
        <Link href={toHref(key)} className="text-link" aria-label={`View activity of ${key}`}>
          View activity <Icon name="forward" size={12} />
        </Link>
      ),
    },
  ];
}
