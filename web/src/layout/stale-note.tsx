import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';

/** Says once for the whole screen that what it shows could not be refreshed, and why. */
export function StaleNote() {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  const stale = useSyncExternalStore(subscribe, () =>
    cache.getAll().find((query) => query.isActive() && query.state.data !== undefined && query.state.error !== null),
  );
  if (stale === undefined) return null;
  return (
    <p className="stale-note" role="status" data-testid="stale-note">
      <strong>Not refreshed.</strong> {stale.state.error?.message}
    </p>
  );
}
