import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useRef } from 'react';

const lineHeight = 19;
/** Fewer lines are drawn whole. */
const drawnWhole = 200;

interface DrawnLine {
  readonly index: number;
  /** Pixels from the top; undefined where all lines are drawn, one after the other. */
  readonly start: number | undefined;
}

/** The lines near the visible part of a box that scrolls; lines may wrap, so their heights are measured. */
export function useVirtualLines(frame: RefObject<HTMLElement | null>, count: number) {
  const virtual = count > drawnWhole;
  const virtualizer = useVirtualizer({
    count,
    enabled: virtual,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    useFlushSync: false,
  });
  const wanted = useRef(0);
  const scrollTo = useCallback(
    (index: number) => {
      wanted.current = index;
      // The line may only be there after the next drawing: what holds it is just being unfolded.
      requestAnimationFrame(() => {
        const drawn = frame.current?.querySelector(`[data-index="${wanted.current}"]`);
        if (drawn) drawn.scrollIntoView({ block: 'nearest' });
        else virtualizer.scrollToIndex(wanted.current, { align: 'center' });
      });
    },
    [frame, virtualizer],
  );
  const drawn: DrawnLine[] = virtual
    ? virtualizer.getVirtualItems().map(({ index, start }) => ({ index, start }))
    : Array.from({ length: count }, (_, index) => ({ index, start: undefined }));
  return { drawn, height: virtual ? virtualizer.getTotalSize() : undefined, scrollTo, measure: virtualizer.measureElement };
}
