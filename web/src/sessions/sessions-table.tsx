import type { Session } from '@callsight/query-service/contract';
import { Link } from 'wouter';
import { formatDuration } from '../format/duration';
import { shortenIdentifier } from '../format/identifier';
import { formatCount } from '../format/numbers';
import { useScopedHref } from '../period/page-scope';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icons';
import { SessionStatusBadge } from '../ui/status';
import { Age, Time } from '../ui/time';
import { BasisMark } from './basis';
import { ClientName } from './client-name';
import { toSessionPath } from './session-path';

export function SessionsTable({ sessions }: { sessions: readonly Session[] }) {
  const scopedHref = useScopedHref();
  const severalServices = new Set(sessions.map(({ service }) => service)).size > 1;
  return (
    <div className="table-frame">
      <table className="table pinned" aria-label="Sessions">
        <thead>
          <tr>
            <th scope="col">Session ID</th>
            <th scope="col">Status</th>
            <th scope="col">Client</th>
            {severalServices ? <th scope="col">Server</th> : null}
            <th scope="col">Created</th>
            <th scope="col">Last activity</th>
            <th scope="col" className="numeric">
              Duration
            </th>
            <th scope="col" className="numeric">
              Calls
            </th>
            <th scope="col" className="numeric">
              Errors
            </th>
            <th scope="col">Transport</th>
            <th scope="col">Protocol</th>
            <th scope="col">Basis</th>
            <th scope="col">
              <span className="visually-hidden">Activity</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={`${session.service} ${session.key}`} data-testid="session-row">
              <th scope="row" className="session-id">
                <Link href={scopedHref(toSessionPath(session.key))} className="code" title={session.key}>
                  {shortenIdentifier(session.key)}
                </Link>
                <CopyButton text={session.key} label="session ID" />
              </th>
              <td>
                <SessionStatusBadge status={session.status} endReason={session.endReason} />
              </td>
              <td>
                <ClientName name={session.clientName} version={session.clientVersion} />
              </td>
              {severalServices ? <td>{session.service}</td> : null}
              <td>
                <Time time={session.createdAt} />
              </td>
              <td>
                <Age time={session.lastActivityAt} />
              </td>
              <td className="numeric">{formatDuration(session.durationMs)}</td>
              <td
                className="numeric"
                title={`${formatCount(session.toolCalls)} tool calls of ${formatCount(session.operations)} operations`}
              >
                {formatCount(session.toolCalls)}
              </td>
              <td className={session.errors > 0 ? 'numeric bad' : 'numeric faint'}>{formatCount(session.errors)}</td>
              <td>{session.transport ?? <Unknown />}</td>
              <td className="nowrap">{session.protocolVersion ?? <Unknown />}</td>
              <td>
                <BasisMark basis={session.basis} />
              </td>
              <td className="row-action">
                <Link href={scopedHref(toSessionPath(session.key))} className="text-link" aria-label={`View activity of ${session.key}`}>
                  View activity <Icon name="forward" size={12} />
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Unknown() {
  return (
    <span className="faint" title="Not reported">
      –
    </span>
  );
}
