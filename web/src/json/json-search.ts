import { type JsonLine, toLines } from './json-lines';
import type { JsonValue } from './json-value';

const mostMatches = 1000;

/** Lines that hold the text in their name or value, folded ones too; at most a thousand. */
export function findLines(value: JsonValue, sought: string): JsonLine[] {
  const text = sought.toLowerCase();
  if (text === '') return [];
  const found: JsonLine[] = [];
  for (const line of toLines(value, () => true)) {
    if (line.kind === 'close' || !holds(line, text)) continue;
    found.push(line);
    if (found.length === mostMatches) break;
  }
  return found;
}

/** Paths that must be open for the line to be seen. */
export function listAncestors({ path, kind }: Pick<JsonLine, 'path' | 'kind'>): string[] {
  const parts = path.split('/').slice(1);
  const above = ['', ...parts].map((_, index) => ['', ...parts.slice(0, index)].join('/'));
  return kind === 'piece' ? above : above.slice(0, -1);
}

/** The text cut at each occurrence of what is sought; every second part is an occurrence. */
export function cutAtMatches(text: string, sought: string): string[] {
  if (sought === '') return [text];
  const parts: string[] = [];
  const lower = text.toLowerCase();
  const wanted = sought.toLowerCase();
  // Lower case may be longer in a few scripts; then positions do not fit and nothing is marked.
  if (lower.length !== text.length) return [text];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}

function holds({ name, text, kind }: JsonLine, sought: string): boolean {
  return name?.toLowerCase().includes(sought) === true || (kind !== 'branch' && text.toLowerCase().includes(sought));
}
