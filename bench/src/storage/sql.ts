import { readFileSync } from 'node:fs';

/** The text of a `.sql` file of this folder. */
export function readSql(name: string): string {
  return readFileSync(new URL(`../../src/storage/${name}.sql`, import.meta.url), 'utf8');
}
