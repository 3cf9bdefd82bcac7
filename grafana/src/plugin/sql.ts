import { readFileSync } from 'node:fs';
import { inlineViews } from '../inline-views.js';

/** `-- include NAME` on a line of its own stands for the text of `src/NAME.sql`. */
const include = /^([ \t]*)-- include (\S+)$/gm;

/** The query of a file below src, such as `sessions/totals.sql`, with what it includes and the views that it calls. */
export function readSql(file: string): string {
  return inlineViews(readText(file));
}

function readText(file: string): string {
  const text = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8').trim();
  return text.replace(include, (_, indentation: string, name: string) =>
    readText(`${name}.sql`)
      .split('\n')
      .map((line) => indentation + line)
      .join('\n'),
  );
}
