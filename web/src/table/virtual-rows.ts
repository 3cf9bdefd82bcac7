import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** Shorter lists are drawn whole: assistive technology and the browser's own search see all of them. */
const drawnWhole = 80;
const overscan = 12;
/** Drawn before it is known where on the page the list stands. */
const firstDrawn = 24;

interface VirtualRows {
  /** Indices of the rows to draw. */
  readonly indices: readonly number[];
  /** Heights in pixels of what is left out above and below them. */
  readonly before: number;
  readonly after: number;
}

/** The rows near the visible part of the page, for a list that scrolls with the page. */
export function useVirtualRows(
  body: RefObject<HTMLElement | null>,
  count: number,
  toHeight: (index: number) => number,
  reveal: number,
): VirtualRows {
  const margin = useDistanceFromTop(body);
  const virtual = count > drawnWhole;
  const virtualizer = useWindowVirtualizer({
    count,
    enabled: virtual,
    estimateSize: toHeight,
    overscan,
    scrollMargin: margin ?? 0,
    useFlushSync: false,
  });
  // The row that the address names is brought into view when its list appears; later choices are in view already.
  const ready = virtual && margin !== undefined && reveal >= 0;
  useEffect(() => {
    if (ready) virtualizer.scrollToIndex(reveal, { align: 'auto' });
  }, [ready, reveal, virtualizer]);
  if (!virtual) return { indices: Array.from({ length: count }, (_, index) => index), before: 0, after: 0 };
  if (margin === undefined) {
    return {
      indices: Array.from({ length: firstDrawn }, (_, index) => index),
      before: 0,
      after: virtualizer.getTotalSize() - firstDrawn * toHeight(0),
    };
  }
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return { indices: [], before: 0, after: virtualizer.getTotalSize() };
  return {
    indices: items.map(({ index }) => index),
    before: first.start - margin,
    after: virtualizer.getTotalSize() - (last.end - margin),
  };
}

/** Distance in pixels from the top of the page, kept while what stands above grows or shrinks; undefined until it is measured. */
function useDistanceFromTop(element: RefObject<HTMLElement | null>): number | undefined {
  const [distance, setDistance] = useState<number>();
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (box !== undefined) setDistance(Math.round(box.top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return distance;
}
