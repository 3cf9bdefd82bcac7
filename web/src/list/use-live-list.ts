import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { toStaleTime } from '../api/scoped-query';
import { useReading } from './use-reading';

export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** Which page of a list. */
export interface ListPart {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface LiveListOptions<Row> {
  /** Names the list, and whatever it is filtered and sorted by. */
  readonly name: string;
  readonly query: object;
  readonly read: (part: ListPart, signal: AbortSignal) => Promise<ListPage<Row>>;
  /** In milliseconds; false where nothing changes. */
  readonly refreshInterval: number | false;
  readonly keyOf: (row: NoInfer<Row>) => string;
}

const firstPage = 100;
/** Whoever reads on wants much: a hundred thousand rows are two hundred requests. */
const laterPage = 500;

/**
 * A list by pages that keeps itself current, but stands still while somebody reads it: with the pointer on it, scrolled into it, or
 * with further pages open. Then `newer` tells that its head has changed, and `showNewer` brings it up to date.
 */
export function useLiveList<Row>({ name, query, read, refreshInterval, keyOf }: LiveListOptions<Row>) {
  const queryClient = useQueryClient();
  const frame = useRef<HTMLDivElement>(null);
  const reading = useReading(frame);
  const key = useMemo(() => [name, query], [name, query]);
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ signal, pageParam }) => read({ limit: pageParam === undefined ? firstPage : laterPage, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refreshInterval,
    ...toStaleTime(refreshInterval),
    placeholderData: keepPreviousData,
    enabled: ({ state: { data } }) => data === undefined || (!reading && data.pages.length === 1),
  });
  const count = pages.data?.pages.length ?? 0;
  const held = count > 0 && (reading || count > 1);
  const head = useQuery({
    queryKey: [name, 'head', query],
    queryFn: ({ signal }) => read({ limit: 1 }, signal),
    enabled: held && refreshInterval !== false,
    refetchInterval: refreshInterval,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const newest = head.data?.items[0];
  const { refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const showNewer = useCallback(() => {
    // Only the first page is read again; those below it are read anew once they are reached.
    queryClient.setQueryData<typeof pages.data>(key, (data) =>
      data === undefined ? data : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    frame.current?.scrollIntoView({ block: 'nearest' });
    void refetch();
  }, [queryClient, key, refetch]);
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return {
    frame,
    pages,
    rows,
    newer: held && newest !== undefined && rows[0] !== undefined && keyOf(newest) !== keyOf(rows[0]),
    showNewer,
    onEnd: hasNextPage && !isFetchingNextPage ? loadMore : undefined,
  };
}
