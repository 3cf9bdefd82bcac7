import { type ReactNode, useEffect, useRef, useState } from 'react';

interface PopoverProps {
  /** Name of the box that opens. */
  readonly label: string;
  readonly className?: string;
  /** What the button shows. */
  readonly button: ReactNode;
  readonly buttonLabel?: string;
  readonly testId: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button and the box below it; Escape, a press elsewhere or a choice closes it and gives the focus back. */
export function Popover({ label, className = '', button, buttonLabel, testId, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // What lies under the box has its own use for the key.
      event.stopImmediatePropagation();
      setOpen(false);
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('keydown', closeOnEscape, true);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('keydown', closeOnEscape, true);
    };
  }, [open]);
  return (
    <div className="popover-root" ref={root}>
      <button
        ref={opener}
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={buttonLabel}
        data-testid={testId}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        <div className={`popover ${className}`} role="dialog" aria-label={label}>
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}
