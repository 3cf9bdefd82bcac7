import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Up and down move through the buttons marked `data-row-button` inside the list; with `follow` each is also pressed. */
export function moveThroughRows(event: KeyboardEvent<HTMLElement>, follow: boolean): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-row-button]')];
  const focused = buttons.findIndex((button) => button.matches(':focus'));
  const target = buttons[focused + step];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
  if (follow) target.click();
}
