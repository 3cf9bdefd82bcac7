import type { IncomingMessage } from 'node:http';
import type { Hold } from './byte-budget.js';
import { decompress, expectKnownCompression } from './compression.js';
import { queueFull, Refusal, tooLarge } from './refusal.js';

export interface BodyLimits {
  /** Bytes after decompression; also of the compressed body itself. */
  maxBytes: number;
  /** What the body is charged to; a body that finds no room is refused. */
  hold: Hold;
}

/** Reads and decompresses a request's body. The limit holds while decompressing, so that a bomb is never inflated beyond it. */
export async function readBody(request: IncomingMessage, { maxBytes, hold }: BodyLimits): Promise<{ body: Buffer; receivedBytes: number }> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() || 'identity';
  if (encoding !== 'identity') expectKnownCompression(encoding);
  const raw = await readRaw(request, maxBytes, hold);
  if (encoding === 'identity') return { body: raw, receivedBytes: raw.length };
  const body = await decompress(encoding, raw, maxBytes);
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
