import { type RefObject, useEffect, useState } from 'react';

/** Whether somebody is at the element: the pointer rests on it, the focus is in it, or its top has been scrolled out of view. */
export function useReading(element: RefObject<HTMLElement | null>): boolean {
  const [pointed, setPointed] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  useEffect(() => {
    const isInside = (target: EventTarget | null) => target instanceof Node && element.current?.contains(target) === true;
    const onPointer = (event: Event) => setPointed(isInside(event.target));
    const onLeave = () => setPointed(isInside(document.activeElement));
    const onScroll = () => setScrolled((element.current?.getBoundingClientRect().top ?? 0) < 0);
    document.addEventListener('pointerover', onPointer);
    document.addEventListener('focusin', onPointer);
    document.documentElement.addEventListener('pointerleave', onLeave);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('focusin', onPointer);
      document.documentElement.removeEventListener('pointerleave', onLeave);
      window.removeEventListener('scroll', onScroll);
    };
  }, [element]);
  return pointed || scrolled;
}
