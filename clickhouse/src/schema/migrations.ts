import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** One numbered `.sql` file: its statements run in order, each one idempotent. */
export interface Migration {
  version: number;
  name: string;
  /** SHA-256 of the file, hex. A migration that was applied must not change. */
  checksum: string;
  statements: string[];
}

const directory = new URL('../../migrations/', import.meta.url);

/** Reads the migrations that ship with this package, by version. */
export async function readMigrations(from: URL = directory): Promise<Migration[]> {
  const files = (await readdir(from)).filter((file) => file.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    files.map(async (file) => {
      const version = Number(/^(\d{4})_/.exec(file)?.[1]);
      if (Number.isNaN(version)) throw new Error(`migration ${file}: expected a name such as 0001_otel_traces.sql`);
      const text = await readFile(new URL(file, from), 'utf8');
      return {
        version,
        name: file.replace(/\.sql$/, ''),
        checksum: createHash('sha256').update(text).digest('hex'),
        statements: toStatements(text),
      };
    }),
  );
  for (const [index, migration] of migrations.entries()) {
    if (migration.version !== index + 1)
      throw new Error(`migration ${migration.name}: expected version ${index + 1}, versions have no gaps`);
  }
  return migrations;
}

/** Splits at semicolons that end a line; comments stay with their statement. */
function toStatements(text: string): string[] {
  return text
    .split(/;[ \t]*(?:\r?\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/--.*$/gm, '').trim() !== '');
}
