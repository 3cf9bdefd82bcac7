import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from 'chdb';

/** How rows are written: JSON objects, one a line, or blocks of ClickHouse's format Native that have these columns. */
export type RowEncoding = { format: 'JSONEachRow' } | { format: 'Native'; columns: readonly string[] };

type Insert = (table: string, rows: Buffer | readonly Buffer[], encoding?: RowEncoding) => Promise<void>;

/**
 * Inserts on one connection, one after another: an insert that waited inside of the library would hold one of the process's few threads.
 * Native blocks wait in `directory`.
 */
export function createInsert(session: Session, directory: string): Insert {
  let files = 0;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn(run: () => Promise<unknown>): Promise<void> {
    const turn = last.then(run);
    last = turn.catch(() => {});
    return turn.then(() => {});
  }

  return async (table, rows, encoding = { format: 'JSONEachRow' }) => {
    const buffers = Buffer.isBuffer(rows) ? [rows] : [...rows];
    if (encoding.format === 'JSONEachRow') {
      return inTurn(() => session.insert({ table, values: Buffer.concat(buffers), format: 'JSONEachRow' }));
    }
    files += 1;
    const path = join(directory, `ingest-${files}.native`);
    try {
      await writeAll(path, buffers);
      await inTurn(() => session.queryAsync(toNativeInsert(table, encoding.columns, path)));
    } finally {
      await rm(path, { force: true });
    }
  };
}

/** The library's own insert takes text formats only, which cost the engine half as much again to parse. The file stays in the page cache. */
function toNativeInsert(table: string, columns: readonly string[], path: string): string {
  const names = columns.map((name) => `\`${name}\``).join(', ');
  return `INSERT INTO ${table} (${names}) SELECT ${names} FROM file('${path.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}', 'Native')`;
}

async function writeAll(path: string, buffers: Buffer[]): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    const { bytesWritten } = await file.writev(buffers);
    const expected = buffers.reduce((sum, { length }) => sum + length, 0);
    if (bytesWritten !== expected)
      throw new Error(`Expected to write ${expected} bytes to ${path}, wrote ${bytesWritten}: is the disk full?`);
  } finally {
    await file.close();
  }
}
