import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useLiveState } from '../live/connection';
import { type RefreshMode, usePageScope, useUrlChange } from '../period/page-scope';
import { isRelative } from '../period/period';
import { Icon } from '../ui/icons';
import { Select } from '../ui/select';

const labels: Record<RefreshMode, string> = { live: 'Live', '10s': '10 s', '1m': '1 min', off: 'Paused' };
const modes: readonly (readonly [string, string])[] = Object.entries(labels);

/** Refreshes now, and chooses how the page keeps up. */
export function RefreshControl() {
  const { range, refresh } = usePageScope();
  const changeUrl = useUrlChange();
  const queryClient = useQueryClient();
  const fetching = useIsFetching() > 0;
  const live = useLiveState();
  const still = !isRelative(range);
  return (
    <fieldset className="button-group" aria-label="Refresh">
      <button
        type="button"
        className="button button-icon"
        aria-label="Refresh now"
        title="Refresh now (r)"
        data-fetching={fetching}
        onClick={() => void queryClient.invalidateQueries()}
      >
        <Icon name="refresh" />
      </button>
      <span className="refresh-mode" data-mode={refresh} data-live={live} title={describeMode(refresh, live, still)}>
        <span className="live-dot" />
        <Select
          label="Refresh mode"
          value={refresh}
          options={still ? [['off', 'Ended']] : modes}
          onChange={(next) => changeUrl({ refresh: next === 'live' ? undefined : next }, { replace: true })}
        />
      </span>
    </fieldset>
  );
}

function describeMode(refresh: RefreshMode, live: ReturnType<typeof useLiveState>, still: boolean): string {
  if (still) return 'A period that has ended does not change';
  if (refresh === 'off') return 'Shows what was there when it was read';
  if (refresh !== 'live') return `Reads again every ${labels[refresh]}`;
  return live === 'down' ? 'The live feed does not answer; trying again' : 'Follows operations as they arrive';
}
