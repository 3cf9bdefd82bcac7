import { type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's modal dialog: it keeps the focus inside, closes on Escape or a press beside it, and gives the focus back. */
export function Dialog({ label, className, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const before = document.activeElement;
    if (!element.open) element.showModal();
    const closeBeside = (event: PointerEvent) => {
      if (event.target === element) element.close();
    };
    element.addEventListener('pointerdown', closeBeside);
    return () => {
      element.removeEventListener('pointerdown', closeBeside);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className={`dialog ${className}`} aria-label={label} onClose={onClose}>
      {children}
    </dialog>
  );
}
