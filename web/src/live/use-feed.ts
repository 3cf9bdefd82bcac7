import type { Operation } from '@callsight/query-service/contract';
import { useEffect, useState } from 'react';
import { listenToFeed } from './connection';
import { addGap, addToFeed, emptyFeed, type Feed, pauseFeed, resumeFeed } from './feed';

/** Operations come in bursts; one drawing for all of them. */
const batchMs = 120;

/** The feed since the screen was opened, and its pause. */
export function useFeed(): { feed: Feed; pause: () => void; resume: () => void } {
  const [feed, setFeed] = useState(emptyFeed);
  useEffect(() => {
    let arrived: Operation[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenToFeed((event) => {
      if (event.kind === 'gap') setFeed((current) => addGap(current, event.missed));
      if (event.kind !== 'operation') return;
      arrived.push(event.operation);
      timer ??= setTimeout(() => {
        timer = undefined;
        const batch = arrived;
        arrived = [];
        setFeed((current) => addToFeed(current, batch));
      }, batchMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return { feed, pause: () => setFeed(pauseFeed), resume: () => setFeed(resumeFeed) };
}
