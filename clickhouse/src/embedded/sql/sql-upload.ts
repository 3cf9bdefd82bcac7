import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writerSettings } from '../../writer-settings.js';
import { createBlockDecompressor } from './compressed-blocks.js';
import { quote } from './quote.js';
import { SqlException } from './sql-exception.js';
import type { InsertStatement } from './sql-statement.js';

/** What the engine reads from a file, by itself; the names are those of Content-Encoding. */
const encodings = new Set(['gzip', 'deflate', 'br', 'xz', 'zstd', 'lz4', 'bz2', 'snappy']);

/** Formats that hold nothing but rows: no schema files, no expressions. */
const formats =
  /^(Native|RowBinary(WithNames(AndTypes)?)?|JSON|JSONColumns|JSONCompact|JSON(Compact)?(Strings)?EachRow(WithNames(AndTypes)?)?|(CSV|TSV|TabSeparated|TSVRaw|TabSeparatedRaw)(WithNames(AndTypes)?)?|Values|Parquet|Arrow|ArrowStream|MsgPack)$/;

const maximumUploadBytes = 1_073_741_824;

export interface Upload {
  body: Readable;
  /** Content-Encoding; empty for none. */
  encoding: string;
  /** The body is in ClickHouse's compressed blocks. */
  inBlocks: boolean;
  /** Where the rows wait until the engine reads them. */
  directory: string;
}

/** Receives the rows of a body, of any size, into a file that is gone when `use` is done. */
export async function withUpload<Result>(upload: Upload, use: (path: string) => Promise<Result>): Promise<Result> {
  const path = join(upload.directory, randomUUID());
  try {
    const stages = upload.inBlocks ? [createBlockDecompressor()] : [];
    await pipeline([upload.body, ...stages, createSizeLimit(), createWriteStream(path, { mode: 0o600 })]);
    return await use(path);
  } finally {
    await unlink(path).catch(() => {});
  }
}

/**
 * The engine in the process takes binary data from files only, and it unpacks and parses them off the thread that answers readers.
 *
 * @throws SqlException when it cannot read the format or the encoding.
 */
export function toInsertFromFile({ database, table, columns, format }: InsertStatement, path: string, encoding: string): string {
  if (!formats.test(format)) throw new SqlException(73, `Format ${format} is not taken here; send Native, JSONEachRow, CSV or TSV`);
  if (encoding !== '' && !encodings.has(encoding)) {
    throw new SqlException(48, `Unknown Content-Encoding ${encoding}: expected ${[...encodings].join(', ')}`);
  }
  const target = `${database && `\`${database}\`.`}\`${table}\`${columns && ` (${columns})`}`;
  return `INSERT INTO ${target} FROM INFILE ${quote(path)} COMPRESSION ${quote(encoding || 'none')} SETTINGS ${insertSettings} FORMAT ${format}`;
}

/** As every writer's; and values are values, never expressions. */
const insertSettings = Object.entries({ ...writerSettings, input_format_values_interpret_expressions: 0 })
  .map(([name, value]) => `${name} = ${value}`)
  .join(', ');

function createSizeLimit(): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > maximumUploadBytes ? new SqlException(307, `Expected a body of at most ${maximumUploadBytes} bytes`) : null, chunk);
    },
  });
}
