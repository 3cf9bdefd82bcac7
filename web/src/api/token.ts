const storageKey = 'callsight.token';
const listeners = new Set<() => void>();
let refused = false;

/** API token of this browser tab, or null. */
export function readToken(): string | null {
  return sessionStorage.getItem(storageKey);
}

/** Keeps the token until the tab closes. */
export function saveToken(token: string): void {
  sessionStorage.setItem(storageKey, token);
  setRefused(false);
}

/** True once the API has answered 401, until another token is saved. */
export function isTokenRefused(): boolean {
  return refused;
}

export function setRefused(next: boolean): void {
  if (refused === next) return;
  refused = next;
  for (const listener of listeners) listener();
}

/** Calls back whenever `isTokenRefused` changes; returns the function that stops it. */
export function subscribeToRefusal(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
