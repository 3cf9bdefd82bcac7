import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** Scrolls a table sideways where it has to; where the table fits, its header stays in view while the page scrolls. */
export function TableFrame({ minWidth, children }: { minWidth: number; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(true);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => setFits(element.clientWidth >= minWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [minWidth]);
  // A part of the page that scrolls must be reachable by keyboard.
  return (
    <section
      ref={frame}
      className="table-frame"
      data-fits={fits}
      {...(fits ? {} : { tabIndex: 0, 'aria-label': 'Table, scrolls sideways' })}
    >
      {children}
    </section>
  );
}
