import { readFileSync } from 'node:fs';

/** `-- include NAME` on a line of its own stands for the text of `src/NAME.sql`. */
const include = /^([ \t]*)-- include (\S+)$/gm;

/** The text of a file below src, such as `sessions/total.sql`, with what it includes. */
export function readSql(file: string): string {
  const text = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8').trim();
  return text.replace(include, (_, indentation: string, name: string) =>
    readSql(`${name}.sql`)
      .split('\n')
      .map((line) => indentation + line)
      .join('\n'),
  );
}
