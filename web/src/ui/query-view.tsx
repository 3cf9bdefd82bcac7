import type { ReactNode } from 'react';
import { ErrorState } from './messages';
import { SkeletonRows } from './skeleton';

interface QueryLike<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly isPlaceholderData: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** Data when it is there, else its error or a skeleton; data of the filters before is dimmed until the new arrives. That it could not be refreshed is told once, above the screen. */
export function QueryView<T>({ query, loading, children }: { query: QueryLike<T>; loading?: ReactNode; children: (data: T) => ReactNode }) {
  const { data, error, isPlaceholderData, refetch } = query;
  if (error !== null && (data === undefined || isPlaceholderData)) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return loading ?? <SkeletonRows />;
  return (
    // An element of its own: as the skeleton turned into the data, it would count as having moved.
    <div key="data" className="query-view" aria-busy={isPlaceholderData}>
      {children(data)}
    </div>
  );
}
