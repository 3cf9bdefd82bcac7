import type { Page } from 'playwright-core';

/** What a page notes of itself from its first moment on. Times in milliseconds since navigation began. */
export interface Noted {
  interactiveAt: number | null;
  rowsAt: number | null;
  layoutShift: number;
}

declare global {
  interface Window {
    noted: Noted;
  }
}

/** Notes when the controls and the first rows are there, and every shift of the layout that no input explains. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: Noted = { interactiveAt: null, rowsAt: null, layoutShift: 0 };
    window.noted = noted;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) noted.layoutShift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver(() => {
      if (noted.interactiveAt === null && document.querySelector('[data-testid=period-picker]')) noted.interactiveAt = performance.now();
      if (noted.rowsAt === null && document.querySelector('tbody [data-testid$=-row]')) noted.rowsAt = performance.now();
    }).observe(document, { childList: true, subtree: true });
  });
}

/** From the click on a link of the navigation until the frame in which the other screen has its rows. */
export function measureRouteChange(page: Page, path: string, row: string): Promise<number> {
  return page.evaluate(
    ({ path: to, row: wanted }) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        document.querySelector<HTMLElement>(`nav a[href^="${to}"]`)?.click();
        const look = () => {
          if (document.querySelector(`[data-testid=${wanted}]`) === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - start));
        };
        requestAnimationFrame(look);
      }),
    { path, row },
  );
}

/** Times between frames, in milliseconds, while the page scrolls by so many pixels a frame. */
export function measureScroll(page: Page, pixels: number, durationMs: number): Promise<number[]> {
  return page.evaluate(
    ({ pixels: step, durationMs: length }) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        const start = performance.now();
        let last = start;
        const next = (now: number) => {
          frames.push(now - last);
          last = now;
          window.scrollBy(0, step);
          if (now - start < length) requestAnimationFrame(next);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(next);
      }),
    { pixels, durationMs },
  );
}
