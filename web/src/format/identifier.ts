/** Start and end of a long identifier, enough to tell two apart: `8f14e45f…2b1c`. */
export function shortenIdentifier(identifier: string): string {
  if (identifier.length <= 15) return identifier;
  // By characters: half of a pair would be no character at all.
  return `${[...identifier.slice(0, 16)].slice(0, 8).join('')}…${[...identifier.slice(-8)].slice(-4).join('')}`;
}
