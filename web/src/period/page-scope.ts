import { type Side, side as sides } from '@callsight/query-service/contract';
import { useCallback, useMemo } from 'react';
import { navigate, useSearch } from 'wouter/use-browser-location';
import { defaultRange, isRelative, type TimeRange } from './period';

const scopeNames = ['from', 'to', 'service', 'side', 'refresh'] as const;

/** How the page keeps up: with every operation as it arrives, at a pace, or not at all. */
export const refreshModes = ['live', '10s', '1m', 'off'] as const;
export type RefreshMode = (typeof refreshModes)[number];

/** Live mode rests on the feed; this only moves what time alone changes. */
const intervals: Record<RefreshMode, number | false> = { live: 30_000, '10s': 10_000, '1m': 60_000, off: false };

/** What every screen shares, read from the address: period, service, vantage point and how the page refreshes itself. */
export interface PageScope {
  readonly range: TimeRange;
  readonly service: string | undefined;
  /** From which end operations were seen; undefined: either, each call once. */
  readonly side: Side | undefined;
  /** `off` also while the period has ended: its data does not change. */
  readonly refresh: RefreshMode;
  /** Pause between two refreshes in milliseconds, or false. */
  readonly refreshInterval: number | false;
}

export type UrlChanges = Readonly<Record<string, string | undefined>>;

/** The parameters of the address, read from its raw form: the router's own reading decodes twice, which makes `%2f` in a name a slash. */
export function useUrlParameters(): URLSearchParams {
  const search = useSearch();
  return useMemo(() => new URLSearchParams(search), [search]);
}

export function usePageScope(): PageScope {
  const parameters = useUrlParameters();
  return useMemo(() => readPageScope(parameters), [parameters]);
}

export function readPageScope(parameters: URLSearchParams): PageScope {
  const range = { from: parameters.get('from') ?? defaultRange.from, to: parameters.get('to') ?? defaultRange.to };
  const chosen = refreshModes.find((mode) => mode === parameters.get('refresh')) ?? 'live';
  const refresh = isRelative(range) ? chosen : 'off';
  const service = parameters.get('service') ?? undefined;
  const side = sides.safeParse(parameters.get('side')).data;
  return { range, service, side, refresh, refreshInterval: intervals[refresh] };
}

/** Changes parameters of the address; `undefined` or an empty text removes one. With `replace` the step leaves no trace in the history. */
export function useUrlChange(): (changes: UrlChanges, options?: { replace: boolean }) => void {
  return changeUrl;
}

function changeUrl(changes: UrlChanges, options?: { replace: boolean }): void {
  const { pathname, search } = window.location;
  navigate(toAddress(pathname, applyChanges(new URLSearchParams(search), changes)), options);
}

export function useUrlParameter(name: string): string | undefined {
  return useUrlParameters().get(name) ?? undefined;
}

/** Makes addresses of other screens that keep period, service, side and refresh. */
export function useScopedHref(): (path: string, extra?: UrlChanges) => string {
  const parameters = useUrlParameters();
  return useCallback((path, extra = {}) => toScopedHref(parameters, path, extra), [parameters]);
}

export function toScopedHref(current: URLSearchParams, path: string, extra: UrlChanges): string {
  const kept = new URLSearchParams();
  for (const name of scopeNames) {
    const value = current.get(name);
    if (value !== null) kept.set(name, value);
  }
  return toAddress(path, applyChanges(kept, extra));
}

function toAddress(path: string, parameters: URLSearchParams): string {
  const search = parameters.toString();
  return search === '' ? path : `${path}?${search}`;
}

function applyChanges(current: URLSearchParams, changes: UrlChanges): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}
