import type { ServerResponse } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { toCompressedBlocks } from './compressed-blocks.js';
import { toHttpStatus, toSqlException } from './sql-exception.js';
import type { SqlRequest } from './sql-request.js';

export interface SqlAnswer {
  body: Uint8Array;
  format: string;
  /** Numbers of the X-ClickHouse-Summary header. */
  summary: { result_rows?: number; written_rows?: number; elapsed_ns: number };
}

type Wishes = Pick<SqlRequest, 'compress' | 'acceptEncoding'>;

export async function sendAnswer(response: ServerResponse, wishes: Wishes, answer: SqlAnswer): Promise<void> {
  const summary = Object.entries({ read_rows: 0, read_bytes: 0, written_rows: 0, written_bytes: 0, result_rows: 0, ...answer.summary });
  response.setHeader('X-ClickHouse-Summary', JSON.stringify(Object.fromEntries(summary.map(([name, value]) => [name, String(value)]))));
  response.setHeader('X-ClickHouse-Format', answer.format);
  response.setHeader('Content-Type', toContentType(answer.format));
  await send(response, wishes, Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength));
}

/** Tells an error as the server does; a caller that wants compressed blocks gets the text in them. */
export async function sendException(response: ServerResponse, wishes: Wishes, error: unknown): Promise<void> {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { code, message } = toSqlException(error);
  response.statusCode = toHttpStatus(code);
  response.setHeader('X-ClickHouse-Exception-Code', String(code));
  response.setHeader('Content-Type', 'text/plain; charset=UTF-8');
  if (response.statusCode === 401) response.setHeader('WWW-Authenticate', 'Basic realm="ClickHouse server HTTP API"');
  await send(response, { ...wishes, acceptEncoding: '' }, Buffer.from(`Code: ${code}. DB::Exception: ${message}\n`));
}

async function send(response: ServerResponse, { compress, acceptEncoding }: Wishes, body: Buffer): Promise<void> {
  if (compress) return pipeline(Readable.from(toCompressedBlocks(body)), response);
  const [encoding, create] =
    compressors.find(([name]) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(acceptEncoding)) ?? [];
  if (!encoding || !create) {
    response.end(body);
    return;
  }
  response.setHeader('Content-Encoding', encoding);
  return pipeline(Readable.from([body]), create(), response);
}

/** In the server's order of preference; fast levels, for these answers travel short ways. */
const compressors: [string, () => Transform][] = [
  ['br', () => zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } })],
  ['gzip', () => zlib.createGzip({ level: 1 })],
  ['deflate', () => zlib.createDeflate({ level: 1 })],
];

function toContentType(format: string): string {
  if (/^JSON\w*EachRow/.test(format)) return 'application/x-ndjson; charset=UTF-8';
  if (format.startsWith('JSON')) return 'application/json; charset=UTF-8';
  if (format.startsWith('CSV')) return `text/csv; charset=UTF-8; header=${format.includes('WithNames') ? 'present' : 'absent'}`;
  if (/^(TabSeparated|TSV)/.test(format)) return 'text/tab-separated-values; charset=UTF-8';
  if (/^(Native|RowBinary|Parquet|Arrow|ORC|Avro|MsgPack|RawBLOB)/.test(format)) return 'application/octet-stream';
  return 'text/plain; charset=UTF-8';
}
