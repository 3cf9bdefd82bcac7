import { Transform } from 'node:stream';
import { cityHash128 } from './city-hash.js';
import { decompressLz4Block } from './lz4-block.js';
import { SqlException } from './sql-exception.js';

/*
 * ClickHouse's own compression (`compress=1` and `decompress=1` in the URL): blocks of a 16-byte checksum, a method, the sizes compressed
 * (with these nine bytes) and uncompressed, and the data. Drivers such as clickhouse-go send and expect it.
 */
const checksumBytes = 16;
const headerBytes = 9;
const methods = { none: 0x02, lz4: 0x82 };
const maximumBlockBytes = 134_217_728;
const plainBlockBytes = 1_048_576;

/** Wraps bytes into blocks that are not compressed: what reads the format reads them, and loopback has no need for less. */
export function* toCompressedBlocks(data: Buffer): Generator<Buffer> {
  for (let at = 0; at < data.length; at += plainBlockBytes) {
    const part = data.subarray(at, at + plainBlockBytes);
    const block = Buffer.allocUnsafe(headerBytes + part.length);
    block.writeUInt8(methods.none, 0);
    block.writeUInt32LE(block.length, 1);
    block.writeUInt32LE(part.length, 5);
    part.copy(block, headerBytes);
    yield cityHash128(block);
    yield block;
  }
}

/** Unwraps a stream of blocks; one that is cut short, damaged or of an unknown method fails the stream. */
export function createBlockDecompressor(): Transform {
  let pending: Buffer[] = [];
  let length = 0;
  // A block may be as long as an insert: its pieces are joined once, when all of them are there.
  let needed = checksumBytes + headerBytes;

  function* takeBlocks(): Generator<Buffer> {
    while (length >= needed) {
      const bytes = Buffer.concat(pending);
      needed = toBlockSize(bytes);
      const complete = bytes.length >= needed;
      const rest = complete ? bytes.subarray(needed) : bytes;
      pending = [rest];
      length = rest.length;
      if (!complete) return;
      yield decompress(bytes.subarray(0, needed));
      needed = checksumBytes + headerBytes;
    }
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        pending.push(chunk);
        length += chunk.length;
        for (const block of takeBlocks()) this.push(block);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      done(length > 0 ? new SqlException(33, 'Cannot read all data: the last compressed block is cut short') : null);
    },
  });
}

/** Bytes of the block that starts here. */
function toBlockSize(bytes: Buffer): number {
  const compressed = bytes.readUInt32LE(checksumBytes + 1);
  const plain = bytes.readUInt32LE(checksumBytes + 5);
  if (compressed < headerBytes || compressed > maximumBlockBytes || plain > maximumBlockBytes) {
    throw new SqlException(354, `Cannot decompress: expected blocks of at most ${maximumBlockBytes} bytes, got ${compressed} and ${plain}`);
  }
  return checksumBytes + compressed;
}

function decompress(block: Buffer): Buffer {
  const covered = block.subarray(checksumBytes);
  if (!cityHash128(covered).equals(block.subarray(0, checksumBytes))) throw new SqlException(40, 'Checksum doesn’t match: corrupted data');
  const size = covered.readUInt32LE(5);
  const data = covered.subarray(headerBytes);
  const method = covered.readUInt8(0);
  if (method === methods.none) return data;
  if (method === methods.lz4) return decompressLz4Block(data, size);
  throw new SqlException(89, `Unknown compression method 0x${method.toString(16)}: expected none or lz4, or Content-Encoding for others`);
}
