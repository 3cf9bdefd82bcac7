type Headers = Readonly<Record<string, string>>;

/** What a browser wants to know before it sends a page's request. */
export const PREFLIGHT_HEADERS: Headers = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-encoding, content-type',
  'access-control-max-age': '7200',
};

/** Tells the headers that let a page of this origin send here; undefined where it may not, or where no page asks. */
export function createCors(allowedOrigins: readonly string[]): (origin: string | undefined) => Headers | undefined {
  return (origin) => {
    if (origin === undefined || !(allowedOrigins.includes(origin) || allowedOrigins.includes('*'))) return undefined;
    return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after', vary: 'origin' };
  };
}
