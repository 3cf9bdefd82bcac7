import type { Session } from '@callsight/query-service/contract';
import { formatDuration } from '../format/duration';
import { formatCount } from '../format/numbers';
import { BasisMark, basisTexts } from '../sessions/basis';
import { ClientName } from '../sessions/client-name';
import { Fact, Facts } from '../ui/facts';
import { ForeignText } from '../ui/foreign-text';
import { SessionStatusBadge } from '../ui/status';
import { Age, Time } from '../ui/time';

const names = [
  'Status',
  'Client',
  'Server',
  'Created',
  'Last activity',
  'Duration',
  'Operations',
  'Tool calls',
  'Errors',
  'Transport',
  'Protocol',
];

/** The place of the facts while they are read. */
export function SessionFactsWaiting() {
  return (
    <section className="panel session-facts" aria-label="Session">
      <Facts>
        {names.map((name) => (
          <Fact key={name} name={name}>
            <span className="skeleton fact-skeleton" />
          </Fact>
        ))}
      </Facts>
      <p className="basis-note">
        <span className="skeleton fact-skeleton" />
      </p>
    </section>
  );
}

/** Who the session was, how long it lasted, and how far its grouping is to be trusted. */
export function SessionFacts({ session }: { session: Session }) {
  return (
    <section className="panel session-facts" aria-label="Session">
      <Facts>
        <Fact name="Status">
          <SessionStatusBadge status={session.status} endReason={session.endReason} />
          {session.endReason === null || session.endReason === session.status ? null : <span className="faint"> {session.endReason}</span>}
        </Fact>
        <Fact name="Client">
          <ClientName name={session.clientName} version={session.clientVersion} />
        </Fact>
        <Fact name="Server">
          <ForeignText text={session.service} />{' '}
          {session.serviceVersion === null ? null : <span className="faint">{session.serviceVersion}</span>}
        </Fact>
        <Fact name="Created">
          <Time time={session.createdAt} />
        </Fact>
        <Fact name="Last activity">
          <Age time={session.lastActivityAt} />
        </Fact>
        <Fact name="Duration">{formatDuration(session.durationMs)}</Fact>
        <Fact name="Operations">{formatCount(session.operations)}</Fact>
        <Fact name="Tool calls">{formatCount(session.toolCalls)}</Fact>
        <Fact name="Errors">
          <span className={session.errors > 0 ? 'bad' : ''}>{formatCount(session.errors)}</span>
        </Fact>
        <Fact name="Transport">{session.transport}</Fact>
        <Fact name="Protocol">{session.protocolVersion}</Fact>
        <Fact name="User">{session.user}</Fact>
      </Facts>
      <p className="basis-note">
        <BasisMark basis={session.basis} /> {basisTexts[session.basis].trust}
      </p>
    </section>
  );
}
