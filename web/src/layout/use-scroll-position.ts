import { useEffect } from 'react';

/**
 * Another screen begins at its top, and Back and Forward return to where the reader was. The browser's own way is too early for that: it
 * scrolls the screen that is left, which may be shorter.
 */
export function useScrollPosition(): void {
  useEffect(() => {
    const positions = new Map<string, number>();
    let { pathname, href } = window.location;
    const onMove = ({ type }: Event) => {
      const sameScreen = window.location.pathname === pathname;
      if (!sameScreen) positions.set(href, window.scrollY);
      ({ pathname, href } = window.location);
      if (sameScreen) return;
      stop();
      if (type === 'pushState') window.scrollTo(0, 0);
      else stop = restore(positions.get(href) ?? 0);
    };
    let stop = () => {};
    window.history.scrollRestoration = 'manual';
    // While capturing: before the router draws the screen that is entered, which may be shorter.
    for (const name of moves) window.addEventListener(name, onMove, { capture: true });
    return () => {
      stop();
      window.history.scrollRestoration = 'auto';
      for (const name of moves) window.removeEventListener(name, onMove, { capture: true });
    };
  }, []);
}

/** What comes in later may make a screen shorter, then tall again: its place is held until the screen has been at rest for so long. */
const restMs = 1_000;

/** Scrolls there as soon as the screen is tall enough, unless the reader moves first. Returns what ends the attempt. */
function restore(top: number): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const attempt = () => {
    window.scrollTo(0, top);
    clearTimeout(rest);
    if (Math.abs(window.scrollY - top) <= 1) rest = setTimeout(stop, restMs);
  };
  const observer = new ResizeObserver(attempt);
  const stop = () => {
    clearTimeout(rest);
    observer.disconnect();
    for (const name of inputs) window.removeEventListener(name, stop);
  };
  for (const name of inputs) window.addEventListener(name, stop, { passive: true });
  observer.observe(document.body);
  return stop;
}

/** What a reader moves a screen with. */
const inputs = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** The router tells of its own steps by events of the first two names. */
const moves = ['pushState', 'replaceState', 'popstate'];
