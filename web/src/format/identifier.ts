/** Start and end of a long identifier, enough to tell two apart: `8f14e45f…2b1c`. */
export function shortenIdentifier(identifier: string): string {
  return identifier.length <= 15 ? identifier : `${identifier.slice(0, 8)}…${identifier.slice(-4)}`;
}
