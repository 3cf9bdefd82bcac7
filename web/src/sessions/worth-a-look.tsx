import { Link } from 'wouter';
import type { Filters } from '../api/scoped-query';
import { shortenIdentifier } from '../format/identifier';
import { useScopedHref } from '../period/page-scope';
import { ForeignText } from '../ui/foreign-text';
import { Icon } from '../ui/icons';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { Age } from '../ui/time';
import { Flags } from './flags';
import { toSessionPath } from './session-path';
import { useFlaggedSessions } from './session-queries';

/** The sessions that a reader should open first, each with the reason. */
export function WorthALook({ filters }: { filters: Filters }) {
  const scopedHref = useScopedHref();
  return (
    <Panel
      title="Worth a look"
      actions={
        <Link className="text-link" href={scopedHref('/sessions', { q: 'flag:all_failed,loop,long,lost' })}>
          Show all
        </Link>
      }
    >
      <div className="worth-a-look">
        <QueryView query={useFlaggedSessions(filters)}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="all-well">
                <Icon name="check" /> No session failed entirely, looped, took unusually long or was lost.
              </p>
            ) : (
              <ol>
                {items.map((session) => (
                  <li key={`${session.service} ${session.key}`} data-testid="flagged-session">
                    <Link href={scopedHref(toSessionPath(session.key))}>
                      <span className="flagged-head">
                        <Flags flags={session.flags} />
                        <ForeignText text={session.clientName ?? shortenIdentifier(session.key)} />
                        <span className="faint">
                          <Age time={session.lastActivityAt} />
                        </span>
                      </span>
                      <span className="flagged-reason">{session.flags.map(({ reason }) => reason).join('; ')}</span>
                    </Link>
                  </li>
                ))}
              </ol>
            )
          }
        </QueryView>
      </div>
    </Panel>
  );
}
