import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { usePageScope } from '../period/page-scope';
import { toLength } from '../period/period';
import { listenToFeed } from './connection';

/** In live mode, reads what the screen shows again soon after something has arrived. */
export function LiveRefresh() {
  const { range, refresh } = usePageScope();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (refresh !== 'live') return;
    const pauseMs = toPause(toLength(range, Date.now()));
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const read = () => {
      timer = undefined;
      last = Date.now();
      void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.still !== true });
    };
    const stop = listenToFeed(() => {
      timer ??= setTimeout(read, Math.max(firstPauseMs, last + pauseMs - Date.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [range, refresh, queryClient]);
  return null;
}

/** Calls come in bursts: one answer for all of them. */
const firstPauseMs = 150;
const hourMs = 3_600_000;

/** Pause between two readings: a longer period costs more to read, and one call changes less of it. */
export function toPause(lengthMs: number): number {
  if (lengthMs <= hourMs) return 2000;
  return lengthMs <= 24 * hourMs ? 5000 : 15_000;
}
