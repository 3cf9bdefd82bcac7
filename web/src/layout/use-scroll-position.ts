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
      else requestAnimationFrame(() => restore(positions.get(href) ?? 0, patience));
    };
    window.history.scrollRestoration = 'manual';
    window.addEventListener('scroll', onScroll, { passive: true });
    for (const name of moves) window.addEventListener(name, onMove);
    return () => {
      window.history.scrollRestoration = 'auto';
      window.removeEventListener('scroll', onScroll);
      for (const name of moves) window.removeEventListener(name, onMove);
    };
  }, []);
}

/** Frames in which a screen that is drawn again may become as tall as it was. */
const patience = 30;

function restore(top: number, frames: number): void {
  window.scrollTo(0, top);
  if (Math.abs(window.scrollY - top) > 1 && frames > 0) requestAnimationFrame(() => restore(top, frames - 1));
}

/** The router tells of its own steps by events of the first two names. */
const moves = ['pushState', 'replaceState', 'popstate'];
