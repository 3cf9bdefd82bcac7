import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { cityHash128 } from './city-hash.js';
import { createBlockDecompressor, toCompressedBlocks } from './compressed-blocks.js';
import { decompressLz4Block } from './lz4-block.js';

async function unpack(blocks: Buffer, chunkBytes: number): Promise<Buffer> {
  const chunks = Array.from({ length: Math.ceil(blocks.length / chunkBytes) }, (_, at) =>
    blocks.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  );
  return Buffer.concat(await Readable.from(chunks).pipe(createBlockDecompressor()).toArray());
}

test('blocks hold what was put into them, however they are cut on the way', async () => {
  const data = Buffer.from(Array.from({ length: 100_000 }, (_, at) => `row ${at}`).join('\n'));
  const blocks = Buffer.concat([...toCompressedBlocks(data), ...toCompressedBlocks(data)]);
  for (const chunkBytes of [7_919, blocks.length])
    expect((await unpack(blocks, chunkBytes)).equals(Buffer.concat([data, data]))).toBe(true);
});

test('an LZ4 block of clickhouse-go is read', async () => {
  const block = 'c5bcbc07c11ec471fd74af8d5b0f00c58226000000af0000007f48656c6c6f210a070082009300009a00b06c6f210a48656c6c6f210a';
  expect((await unpack(Buffer.from(block, 'hex'), 1_000)).toString()).toBe('Hello!\n'.repeat(25));
});

/** As github.com/go-faster/city 1.0.1 computes them. */
const checksums = {
  0: '2b9ac064fc9df03d291ee592c340b53c',
  3: 'ab20dfa5496d6afc04b5a6ca4dcdda20',
  7: '11c369d2a2f506fc42666925d545a9c4',
  12: 'e376001310dc138794798559c227da30',
  16: '69149368065084537bc27682c2e8a4f0',
  31: '109d57394e25c5c80f495e4ad621c6da',
  60: '04199daebc65f837a822af2a1ea2c279',
  127: '835f6b15f81db99c3bc617bdc7e76f3d',
  143: 'd627a3a75fbc8305b26f33777c4dd038',
  144: '1ca6c41f18cc2e837f345144600ace3a',
  300: '3d8572244e4c071e1d287efdbba3248f',
  1024: '0658f80e39d5606095a5d55a00fef356',
};

test.each(Object.entries(checksums))('the checksum of %s bytes is that of CityHash 1.0.2', (length, checksum) => {
  expect(cityHash128(Buffer.alloc(Number(length), 'callsight')).toString('hex')).toBe(checksum);
});

test('an LZ4 match may overlap what it produces', () => {
  // 1 literal "a", then a match of 19 bytes one byte back, then the literals "bcdef".
  const block = Buffer.from([0x1f, 0x61, 0x01, 0x00, 0x00, 0x50, 0x62, 0x63, 0x64, 0x65, 0x66]);
  expect(decompressLz4Block(block, 25).toString()).toBe(`${'a'.repeat(20)}bcdef`);
  expect(() => decompressLz4Block(block, 24)).toThrow('reach');
  expect(() => decompressLz4Block(Buffer.from([0x10, 0x61, 0x05, 0x00, 0x00]), 9)).toThrow('outside of its bounds');
});
