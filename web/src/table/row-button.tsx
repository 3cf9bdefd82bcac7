import type { ReactNode } from 'react';

/** What the keyboard reaches of a clickable row; a press bubbles to the row. */
export function RowButton({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <button type="button" className={`row-button ${className}`} data-row-button="">
      {children}
    </button>
  );
}
