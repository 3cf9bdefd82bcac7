import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Hold } from './byte-budget.js';
import { Refusal } from './refusal.js';

const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

export interface BodyLimits {
  /** Bytes after decompression; also of the compressed body itself. */
  maxBytes: number;
  /** What the body is charged to; a body that finds no room is refused with 429. */
  hold: Hold;
}

/** Reads and inflates a request's body. The limit holds while inflating, so that a gzip bomb is never inflated beyond it. */
export async function readBody(request: IncomingMessage, { maxBytes, hold }: BodyLimits): Promise<{ body: Buffer; receivedBytes: number }> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new Refusal('unsupported_type', `Expected Content-Encoding gzip or none, got ${encoding}`, { 'accept-encoding': 'gzip' });
  }
  const raw = await readRaw(request, maxBytes, hold);
  if (encoding === 'identity') return { body: raw, receivedBytes: raw.length };
  const body = await inflate(raw, { maxOutputLength: maxBytes }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new Refusal('malformed', `Expected a gzip body: ${error.message}`);
  });
  if (!hold.take(body.length)) throw queueFull();
  return { body, receivedBytes: raw.length };
}

function readRaw(request: IncomingMessage, maxBytes: number, hold: Hold): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Listeners instead of `for await`: leaving the loop early would destroy the socket, and the client would never see the refusal.
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) stop(tooLarge(maxBytes));
      else if (!hold.take(chunk.length)) stop(queueFull());
      else chunks.push(chunk);
    };
    const stop = (refusal: Refusal) => {
      request.off('data', onData);
      reject(refusal);
    };
    request.on('data', onData);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Refusal('malformed', 'The connection was closed before the body ended')));
  });
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal('too_large', `Expected at most ${maxBytes} bytes after decompression; send smaller batches`);
}

/** The answer to every request that finds the queue full. */
export function queueFull(): Refusal {
  return new Refusal('queue_full', 'The receiver’s queue is full; send this request again later');
}
