import { type JsonBranch, type JsonValue, parseNested, summarize } from './json-value';
import { spellOutControls } from './visible-text';

/** One line of the view. `path` is a JSON Pointer (RFC 6901) and, with `piece`, tells lines apart. */
export interface JsonLine {
  readonly id: string;
  readonly path: string;
  readonly depth: number;
  readonly name: string | undefined;
  readonly kind: 'branch' | 'close' | 'leaf' | 'piece';
  readonly text: string;
  readonly tone: 'mark' | 'string' | 'number' | 'literal' | 'redacted';
  /** Of what can be folded: whether it is open. */
  readonly open: boolean | undefined;
  /** Beside a bracket or a long text: what it holds. */
  readonly note: string | undefined;
  readonly value: JsonValue;
}

/** Which foldable lines are open; asked with the path, the depth and how many lines would follow. */
export type IsOpen = (path: string, depth: number, size: number) => boolean;

/** What the instrumentation puts in place of a secret. */
const redactedMark = '[REDACTED]';
/** A text longer than this, or of several lines, is shown in pieces of at most this many characters. */
const longText = 240;
const pieceLength = 2000;

/** The lines of a value as far as its parts are open. */
export function toLines(value: JsonValue, isOpen: IsOpen): JsonLine[] {
  const lines: JsonLine[] = [];
  addValue(lines, { value, path: '', depth: 0, name: undefined }, isOpen);
  return lines;
}

interface Place {
  readonly value: JsonValue;
  readonly path: string;
  readonly depth: number;
  readonly name: string | undefined;
}

function addValue(lines: JsonLine[], place: Place, isOpen: IsOpen): void {
  const { value } = place;
  if (value === null || typeof value === 'boolean') addLeaf(lines, place, String(value), 'literal');
  else if (typeof value === 'number') addLeaf(lines, place, String(value), 'number');
  else if (typeof value === 'string') addString(lines, place, value, isOpen);
  else addBranch(lines, place, value, '', isOpen);
}

function addLeaf(lines: JsonLine[], place: Place, text: string, tone: JsonLine['tone']): void {
  lines.push(toLine(place, place.path, 'leaf', text, tone));
}

function addString(lines: JsonLine[], place: Place, text: string, isOpen: IsOpen): void {
  const nested = parseNested(text);
  if (nested !== undefined) addBranch(lines, place, nested, 'JSON in text ', isOpen);
  else if (text === redactedMark) addLeaf(lines, place, text, 'redacted');
  else if (text.length <= longText && !text.includes('\n')) addLeaf(lines, place, spellOutControls(JSON.stringify(text)), 'string');
  else addText(lines, place, text, isOpen);
}

function addBranch(lines: JsonLine[], place: Place, branch: JsonBranch, note: string, isOpen: IsOpen): void {
  const { path, depth } = place;
  const entries = Object.entries(branch);
  const [start, end] = Array.isArray(branch) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    addLeaf(lines, place, `${note}${start}${end}`, 'mark');
    return;
  }
  const open = isOpen(path, depth, entries.length);
  lines.push(toLine(place, path, 'branch', `${note}${start}`, 'mark', open, `${spellOutControls(summarize(branch))} ${end}`));
  if (!open) return;
  for (const [name, child] of entries) {
    addValue(lines, { value: child, path: `${path}/${escapePointer(name)}`, depth: depth + 1, name }, isOpen);
  }
  lines.push(toLine({ value: place.value, path, depth, name: undefined }, `${path} ${end}`, 'close', end, 'mark'));
}

function addText(lines: JsonLine[], place: Place, text: string, isOpen: IsOpen): void {
  const { path, depth, value } = place;
  const pieces = toPieces(text);
  const open = isOpen(path, depth, pieces.length);
  const start = JSON.stringify(spellOutControls(text.slice(0, 80))).slice(0, -1);
  lines.push(toLine(place, path, 'branch', `text, ${describeLength(text)}`, 'mark', open, `${start}…`));
  if (!open) return;
  for (const [index, piece] of pieces.entries()) {
    lines.push(toLine({ value, path, depth: depth + 1, name: undefined }, `${path} ${index}`, 'piece', spellOutControls(piece), 'string'));
  }
}

/** Every line has the same properties in the same order: with a hundred thousand of them, that is what keeps it fast. */
function toLine(
  { value, path, depth, name }: Place,
  id: string,
  kind: JsonLine['kind'],
  text: string,
  tone: JsonLine['tone'],
  open?: boolean,
  note?: string,
): JsonLine {
  return { id, path, depth, name, kind, text, tone, open, note, value };
}

function toPieces(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    if (line.length <= pieceLength) return [line];
    return Array.from({ length: Math.ceil(line.length / pieceLength) }, (_, index) =>
      line.slice(index * pieceLength, (index + 1) * pieceLength),
    );
  });
}

function describeLength(text: string): string {
  const lines = text.split('\n').length;
  const characters = `${text.length.toLocaleString('en')} characters`;
  return lines === 1 ? characters : `${lines.toLocaleString('en')} lines, ${characters}`;
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
