const listeners = new Set<() => void>();
let refused = false;

/** Gives the token to the server, which keeps it for this browser in a cookie that no script can read. False where the token is not accepted. */
export async function logIn(token: string): Promise<boolean> {
  const reply = await fetch('/api/v1/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (reply.status === 401) return false;
  if (!reply.ok) throw new Error(`The server answered ${reply.status} ${reply.statusText}.`);
  setRefused(false);
  return true;
}

/** True once the API has answered 401, until a token is accepted. */
export function isRefused(): boolean {
  return refused;
}

export function setRefused(next: boolean): void {
  if (refused === next) return;
  refused = next;
  for (const listener of listeners) listener();
}

/** Calls back whenever `isRefused` changes; returns the function that stops it. */
export function subscribeToRefusal(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
