import type { Operation } from '@callsight/query-service/contract';
import { toOperationId } from '../operations/operation';

/** Operations of the feed, newest first; while it is paused the new ones wait. */
export interface Feed {
  readonly shown: readonly Operation[];
  readonly waiting: readonly Operation[];
  readonly paused: boolean;
  /** Operations that were pushed out of the list, or of the waiting ones, because there were too many. */
  readonly dropped: number;
  /** Events that the server left out, at least; undefined while there were none. */
  readonly missed: number | undefined;
}

export const emptyFeed: Feed = { shown: [], waiting: [], paused: false, dropped: 0, missed: undefined };

const mostShown = 1000;

export function addToFeed(feed: Feed, operations: readonly Operation[]): Feed {
  const place = feed.paused ? 'waiting' : 'shown';
  const { kept, dropped } = join(operations, feed[place]);
  return { ...feed, [place]: kept, dropped: feed.dropped + dropped };
}

/** Notes that the server left events out; null where it cannot tell how many. */
export function addGap(feed: Feed, missed: number | null): Feed {
  return { ...feed, missed: (feed.missed ?? 0) + (missed ?? 0) };
}

export function pauseFeed(feed: Feed): Feed {
  return { ...feed, paused: true };
}

/** Shows what has waited. */
export function resumeFeed(feed: Feed): Feed {
  const { kept, dropped } = join([...feed.waiting].reverse(), feed.shown);
  return { ...feed, shown: kept, waiting: [], paused: false, dropped: feed.dropped + dropped };
}

/** Newer ones, in the order of their arrival, before the older ones; one that comes again, because it has ended now, takes its new place. */
function join(arrived: readonly Operation[], older: readonly Operation[]): { kept: Operation[]; dropped: number } {
  const again = new Set(arrived.map(toOperationId));
  const all = [...[...arrived].reverse(), ...older.filter((operation) => !again.has(toOperationId(operation)))];
  return { kept: all.slice(0, mostShown), dropped: Math.max(0, all.length - mostShown) };
}
