import '../api/without-eval';
import { liveEvents, type Operation } from '@callsight/query-service/contract';
import { useSyncExternalStore } from 'react';

/** `off` while nobody listens or the tab is hidden; `down` while the server cannot be reached or refuses. */
export type LiveState = 'off' | 'connecting' | 'open' | 'down';

/** What the feed tells: an operation that has ended or runs, that a session changed, or that events were left out (null: nobody can tell how many). */
export type LiveEvent =
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'session' }
  | { readonly kind: 'gap'; readonly missed: number | null };

type Listener = (event: LiveEvent) => void;

const retryMs = 5000;
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: LiveState = 'off';
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Calls back with every event from now on; returns the function that stops it. All listeners of the page share
 * one stream, and a hidden tab has none: browsers allow few connections to one host.
 */
export function listenToFeed(listener: Listener): () => void {
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
  for (const name of ['operation', 'running'] as const) {
    source.addEventListener(name, ({ data }) => {
      const parsed = liveEvents[name].safeParse(JSON.parse(String(data)));
      if (parsed.success) tell({ kind: 'operation', operation: parsed.data });
    });
  }
  source.addEventListener('session', () => tell({ kind: 'session' }));
  source.addEventListener('gap', ({ data }) => {
    const parsed = liveEvents.gap.safeParse(JSON.parse(String(data)));
    if (parsed.success) tell({ kind: 'gap', missed: parsed.data.missed });
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

function tell(event: LiveEvent): void {
  for (const listener of listeners) listener(event);
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
