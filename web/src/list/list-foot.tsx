interface PagesLike {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface ListFootProps {
  readonly pages: PagesLike;
  readonly shown: number;
  /** What one row is, in the singular. */
  readonly noun: string;
}

const counts = new Intl.NumberFormat('en');

/** Foot of a list: how much of it is there. The next page is read by itself; the button is for those who jump to the end. */
export function ListFoot({ pages, shown, noun }: ListFootProps) {
  const count = counts.format(shown);
  return (
    <footer className="load-more">
      <span>{pages.hasNextPage ? `First ${count} ${noun}s` : shown === 1 ? `1 ${noun}` : `All ${count} ${noun}s`}</span>
      {pages.hasNextPage ? (
        <button type="button" className="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {pages.isFetchingNextPage ? 'Loading…' : 'Load more'}
        </button>
      ) : null}
    </footer>
  );
}
