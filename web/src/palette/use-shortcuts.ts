import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { type ShortcutAction, toStep } from './shortcuts';

const storageKey = 'callsight.keys';
const listeners = new Set<() => void>();

/** Whether single keys act: those who dictate, or touch keys by accident, can turn them off (WCAG 2.1.4). */
export function useKeysEnabled(): [enabled: boolean, enable: (enabled: boolean) => void] {
  return [useSyncExternalStore(subscribe, readEnabled), writeEnabled];
}

/** Calls `onAction` for the keys of the whole page, except while the reader types or a dialog is open. */
export function useShortcuts(onAction: (action: ShortcutAction) => void): void {
  const pending = useRef<string>(undefined);
  const act = useEffectEvent(onAction);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = event.metaKey || event.ctrlKey;
      if (command && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        act('palette');
        return;
      }
      if (command || event.altKey || event.defaultPrevented || !readEnabled() || isTyping(event.target)) return;
      const { action, pending: next } = toStep(pending.current, event.key);
      pending.current = next;
      if (action === undefined) return;
      event.preventDefault();
      act(action);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]') !== null
  );
}

function readEnabled(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

function writeEnabled(enabled: boolean): void {
  if (enabled) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
