/** Addresses below `prefix` that end in a key, which may hold any character: slashes, spaces, letters of any script. */
export function createKeyedPath(prefix: `/${string}/`) {
  return {
    toPath: (key: string): string => `${prefix}${encodeURIComponent(key)}`,
    /** The key in an address as the browser holds it, still encoded; undefined when there is none. */
    parse(pathname: string): string | undefined {
      if (!pathname.startsWith(prefix) || pathname.length === prefix.length) return undefined;
      try {
        return decodeURIComponent(pathname.slice(prefix.length));
      } catch {
        return undefined;
      }
    },
  };
}
