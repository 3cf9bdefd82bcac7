import { useEffect } from 'react';

/**
 * Another screen begins at its top, and Back and Forward return to where the reader was. The browser's own way is too early for that: it
 * scrolls the screen that is left, which may be shorter.
 */
export function useScrollPosition(): void {
  useEffect(() => {
    const positions = new Map<string, number>();
    let { pathname, href } = window.location;
    let top = window.scrollY;
    const onScroll = () => {
      top = window.scrollY;
    };
    const onMove = ({ type }: Event) => {
      const sameScreen = window.location.pathname === pathname;
      if (!sameScreen) positions.set(href, top);
      ({ pathname, href } = window.location);
      if (sameScreen) return;
      if (type === 'pushState') window.scrollTo(0, 0);
      else requestAnimationFrame(() => window.scrollTo(0, positions.get(href) ?? 0));
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    for (const name of moves) window.addEventListener(name, onMove);
    return () => {
      window.removeEventListener('scroll', onScroll);
      for (const name of moves) window.removeEventListener(name, onMove);
    };
  }, []);
}

/** The router tells of its own steps by events of the first two names. */
const moves = ['pushState', 'replaceState', 'popstate'];
