import { useEffect } from 'react';

/** Another screen begins at its top; Back and Forward are left to the browser, which returns to where the reader was. */
export function useScrollToTop(): void {
  useEffect(() => {
    let path = window.location.pathname;
    const onMove = ({ type }: Event) => {
      if (window.location.pathname === path) return;
      path = window.location.pathname;
      if (type === 'pushState') window.scrollTo(0, 0);
    };
    // The router tells of its own steps by an event of this name.
    window.addEventListener('pushState', onMove);
    window.addEventListener('popstate', onMove);
    return () => {
      window.removeEventListener('pushState', onMove);
      window.removeEventListener('popstate', onMove);
    };
  }, []);
}
