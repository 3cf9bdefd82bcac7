import '../api/without-eval';
import { type Operation, operation } from '@callsight/query-service/contract';
import { useSyncExternalStore } from 'react';

/** `off` while nobody listens or the tab is hidden; `down` while the server cannot be reached or refuses. */
export type LiveState = 'off' | 'connecting' | 'open' | 'down';

type Listener = (operation: Operation) => void;

const retryMs = 5000;
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: LiveState = 'off';
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Calls back with every operation that arrives from now on; returns the function that stops it. All listeners of the page share
 * one stream, and a hidden tab has none: browsers allow few connections to one host.
 */
export function listenToOperations(listener: Listener): () => void {
  listeners.add(listener);
  update();
  return () => {
    listeners.delete(listener);
    update();
  };
}

/** Whether operations arrive as they end. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(watch, () => state);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function update(): void {
  const wanted = listeners.size > 0 && document.visibilityState === 'visible';
  if (wanted && source === undefined && timer === undefined) open();
  if (!wanted) close('off');
}

function open(): void {
  setState(state === 'down' ? 'down' : 'connecting');
  source = new EventSource('/api/v1/live');
  source.addEventListener('open', () => setState('open'));
  source.addEventListener('operation', (event) => {
    const parsed = operation.safeParse(JSON.parse(String(event.data)));
    if (parsed.success) for (const listener of listeners) listener(parsed.data);
  });
  source.addEventListener('error', () => {
    setState('down');
    if (source?.readyState !== EventSource.CLOSED) return;
    // The browser gives up on a refusal; the server may have been restarted meanwhile.
    close('down');
    timer = setTimeout(() => {
      timer = undefined;
      update();
    }, retryMs);
  });
}

function close(next: LiveState): void {
  clearTimeout(timer);
  timer = undefined;
  source?.close();
  source = undefined;
  setState(next);
}

function setState(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const watcher of watchers) watcher();
}

document.addEventListener('visibilitychange', update);
