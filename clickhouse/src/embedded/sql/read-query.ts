import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { createBlockDecompressor } from './compressed-blocks.js';
import { SqlException } from './sql-exception.js';
import type { SqlRequest } from './sql-request.js';

/** A query, and the rows of an INSERT as they came. */
export interface ReceivedQuery {
  text: string;
  rows: { body: Readable; encoding: string; inBlocks: boolean };
}

const maximumQueryBytes = 1_048_576;
const isInsert = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*INSERT\s/i;
/** Where the statement ends and the rows begin. */
const insertHead = /\b(?:FORMAT\s+\w+|VALUES)(?:[ \t]*\r?\n|\s*)/i;

/**
 * A query is in the URL, or in the body, or begins in the one and continues in the other. The rows of an INSERT are the body where the
 * statement is in the URL, else what follows the statement.
 */
export async function readQuery(request: IncomingMessage, parsed: SqlRequest): Promise<ReceivedQuery> {
  if (request.headers['content-type']?.startsWith('multipart/form-data')) throw new SqlException(48, 'External tables are not supported');
  if (isInsert.test(parsed.query)) {
    if (parsed.reads)
      throw new SqlException(
        164,
        'Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly. You should use method POST for modifying queries',
      );
    return { text: parsed.query, rows: { body: request, encoding: parsed.contentEncoding, inBlocks: parsed.decompress } };
  }
  const body = parsed.reads ? Buffer.alloc(0) : await readBody(request, parsed);
  const noRows = { encoding: '', inBlocks: false };
  const head = parsed.query === '' && isInsert.test(body.toString('latin1', 0, 4096)) ? insertHead.exec(body.toString('latin1')) : null;
  if (!head) {
    const text = [parsed.query, body.toString('utf8')].filter((part) => part.trim() !== '').join('\n');
    return { text, rows: { ...noRows, body: Readable.from([]) } };
  }
  const end = head.index + head[0].length;
  return { text: body.toString('utf8', 0, end), rows: { ...noRows, body: Readable.from([body.subarray(end)]) } };
}

async function readBody(request: IncomingMessage, { contentEncoding, decompress }: SqlRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of toPlain(request, contentEncoding, decompress) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumQueryBytes) {
      throw new SqlException(
        229,
        `Query is too large: expected at most ${maximumQueryBytes} bytes; put INSERT … FORMAT into the URL and only the rows into the body`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toPlain(request: IncomingMessage, encoding: string, inBlocks: boolean): Readable {
  if (inBlocks) return request.pipe(createBlockDecompressor());
  if (encoding === '') return request;
  if (encoding === 'gzip') return request.pipe(createGunzip());
  if (encoding === 'deflate') return request.pipe(createInflate());
  if (encoding === 'br') return request.pipe(createBrotliDecompress());
  throw new SqlException(48, `Unknown Content-Encoding ${encoding} of a query: expected gzip, deflate or br`);
}
