import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { Refusal, tooLarge } from './refusal.js';

type Decompress = (body: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>;

const toDecompress = (native: typeof zlib.gunzip) => promisify<Buffer, { maxOutputLength: number }, Buffer>(native);

/** Node.js has it from 22.15 on; a decoder in JavaScript would allocate whatever window a request's first bytes ask for. */
const zstd: unknown = Reflect.get(zlib, 'zstdDecompress');

/** By their names in Content-Encoding: gzip is OTLP's, the others are what the Collector takes too. */
const DECOMPRESSORS = new Map<string, Decompress>([
  ['gzip', toDecompress(zlib.gunzip)],
  ['deflate', toDecompress(zlib.inflate)],
  ...(typeof zstd === 'function' ? [['zstd', toDecompress(zstd as typeof zlib.gunzip)] as const] : []),
]);

const SUPPORTED = [...DECOMPRESSORS.keys()].join(', ');

/** @throws Refusal when the receiver does not know this compression; to be asked before the body is read. */
export function expectKnownCompression(name: string): void {
  if (DECOMPRESSORS.has(name)) return;
  throw new Refusal('unsupported_type', `Expected Content-Encoding ${SUPPORTED} or none, got ${name}`, { 'accept-encoding': SUPPORTED });
}

/** @throws Refusal when the body is not so compressed, or has more than `maxBytes` when it is not any more. */
export async function decompress(compression: string, body: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return (await DECOMPRESSORS.get(compression)?.(body, { maxOutputLength: maxBytes })) ?? body;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new Refusal('malformed', `Expected a ${compression} body: ${(error as Error).message}`);
  }
}
