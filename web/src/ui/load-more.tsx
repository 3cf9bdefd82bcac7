interface PagesLike {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface LoadMoreProps {
  readonly pages: PagesLike;
  readonly shown: number;
  /** What one row is, in the singular. */
  readonly noun: string;
  /** Whether the list stands still because further pages are open. */
  readonly refreshStops?: boolean;
}

/** Foot of a list: how much of it is shown, and the way to the next page. */
export function LoadMore({ pages, shown, noun, refreshStops = false }: LoadMoreProps) {
  return (
    <footer className="load-more">
      <span>
        {pages.hasNextPage ? `First ${shown} ${noun}s` : shown === 1 ? `1 ${noun}` : `All ${shown} ${noun}s`}
        {refreshStops ? ', not refreshed while several pages are open' : ''}
      </span>
      {pages.hasNextPage ? (
        <button type="button" className="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {pages.isFetchingNextPage ? 'Loading…' : 'Load more'}
        </button>
      ) : null}
    </footer>
  );
}
