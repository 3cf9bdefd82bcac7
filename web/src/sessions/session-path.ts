const prefix = '/sessions/';

/** Address of a session's activity; a key may hold any character. */
export function toSessionPath(key: string): string {
  return `${prefix}${encodeURIComponent(key)}`;
}

/** The key in an address as the browser holds it, still encoded; undefined when there is none. */
export function parseSessionPath(pathname: string): string | undefined {
  if (!pathname.startsWith(prefix) || pathname.length === prefix.length) return undefined;
  try {
    return decodeURIComponent(pathname.slice(prefix.length));
  } catch {
    return undefined;
  }
}
