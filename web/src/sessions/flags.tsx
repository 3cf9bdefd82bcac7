import type { Session, SessionFlag } from '@callsight/query-service/contract';
import { Icon, type IconName } from '../ui/icons';

export const flagLabels: Readonly<Record<SessionFlag, string>> = {
  all_failed: 'All failed',
  loop: 'Loop',
  long: 'Long',
  lost: 'Lost',
};

const icons: Readonly<Record<SessionFlag, IconName>> = { all_failed: 'octagon', loop: 'refresh', long: 'clock', lost: 'dashed' };

/** Why a session is worth a look; the reason in full when pointed at. `short`: the marks alone, their names for those who listen. */
export function Flags({ flags, short = false }: Pick<Session, 'flags'> & { short?: boolean }) {
  return (
    <span className="flags">
      {flags.map(({ flag, reason }) => (
        <span key={flag} className="badge tone-warn" title={`${flagLabels[flag]}: ${reason}`}>
          <Icon name={icons[flag]} size={12} />
          <span className={short ? 'visually-hidden' : undefined}>{flagLabels[flag]}</span>
        </span>
      ))}
    </span>
  );
}
