import type { ReactNode } from 'react';

const shapes = {
  check: <path d="M3.5 8.5 6.5 11.5 12.5 4.8" />,
  cross: <path d="M4.5 4.5 11.5 11.5 M11.5 4.5 4.5 11.5" />,
  octagon: (
    <>
      <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5Z" />
      <path d="M6 6l4 4M10 6l-4 4" />
    </>
  ),
  triangle: (
    <>
      <path d="M8 2.5 14.3 13.3H1.7Z" />
      <path d="M8 6.6v3M8 11.3v.2" />
    </>
  ),
  diamond: (
    <>
      <path d="M8 1.8 14.2 8 8 14.2 1.8 8Z" />
      <path d="M8 5v3.6M8 10.6v.2" />
    </>
  ),
  slash: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M3.8 12.2 12.2 3.8" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.6V8l2.4 1.5" />
    </>
  ),
  dashed: <circle cx="8" cy="8" r="6" strokeDasharray="2.5 2.2" />,
  running: (
    <>
      <circle cx="8" cy="8" r="6" opacity="0.3" />
      <path className="icon-spin" d="M8 2a6 6 0 0 1 6 6" />
    </>
  ),
  dot: <circle cx="8" cy="8" r="4.5" fill="currentColor" stroke="none" />,
  ring: <circle cx="8" cy="8" r="4.2" />,
  square: <rect x="4" y="4" width="8" height="8" rx="1.5" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.8" />
      <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
    </>
  ),
  refresh: <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 2v2.8h-2.8" />,
  calendar: (
    <>
      <rect x="2.5" y="3.5" width="11" height="10" rx="1.8" />
      <path d="M2.5 6.8h11M5.5 2v2.5M10.5 2v2.5" />
    </>
  ),
  chevron: <path d="M4.5 6.5 8 10l3.5-3.5" />,
  up: <path d="M4.5 9.5 8 6l3.5 3.5" />,
  flag: <path d="M4 14V2.5M4 3h8l-2 3 2 3H4" />,
  download: <path d="M8 2.5v7.5M5 7.2 8 10.2l3-3M3 13.3h10" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  play: <path d="M5 3.2 12.5 8 5 12.8Z" />,
  log: <path d="M3 4h10M3 8h10M3 12h6" />,
  back: <path d="M9.5 3.5 5 8l4.5 4.5" />,
  forward: <path d="M6.5 3.5 11 8l-4.5 4.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="M10.5 10.5 14 14" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1" />
    </>
  ),
  moon: <path d="M13.3 9.8A5.7 5.7 0 0 1 6.2 2.7a5.7 5.7 0 1 0 7.1 7.1Z" />,
  system: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1.5" />
      <path d="M5.5 13.5h5" />
    </>
  ),
  tool: <path d="M9.8 6.2 3 13M10.2 2.6a3.3 3.3 0 0 0-.8 3.6 3.3 3.3 0 0 0 4-.9l-1.9-.6-.5-1.7Z" />,
  request: <path d="M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13" />,
  notification: <path d="M2.5 8h9.5M8.8 4.5 12.3 8l-3.5 3.5" />,
  plug: <path d="M5.5 2v3M10.5 2v3M3.8 5h8.4v2.5a4.2 4.2 0 0 1-8.4 0ZM8 11.7V14.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** Decoration only: the text beside it, or the label of its button, carries the meaning. */
export function Icon({ name, size = 14 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
