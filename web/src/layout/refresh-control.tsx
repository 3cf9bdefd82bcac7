import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { usePageScope, useUrlChange } from '../period/page-scope';
import { isRelative } from '../period/period';
import { Icon } from '../ui/icons';

/** Refreshes now, or every five seconds. */
export function RefreshControl() {
  const { range, autoRefresh } = usePageScope();
  const changeUrl = useUrlChange();
  const queryClient = useQueryClient();
  const fetching = useIsFetching() > 0;
  return (
    <fieldset className="button-group" aria-label="Refresh">
      <button
        type="button"
        className="button button-icon"
        aria-label="Refresh now"
        title="Refresh now"
        data-fetching={fetching}
        onClick={() => void queryClient.invalidateQueries()}
      >
        <Icon name="refresh" />
      </button>
      <button
        type="button"
        className="button live-toggle"
        aria-pressed={autoRefresh}
        disabled={!isRelative(range)}
        title={isRelative(range) ? 'Refresh every 5 seconds' : 'A period that has ended does not change'}
        onClick={() => changeUrl({ refresh: autoRefresh ? 'off' : undefined }, { replace: true })}
      >
        <span className="live-dot" /> {autoRefresh ? 'Live' : 'Paused'}
      </button>
    </fieldset>
  );
}
