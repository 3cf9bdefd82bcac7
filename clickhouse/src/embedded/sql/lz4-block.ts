/**
 * Decompresses one LZ4 block (github.com/lz4/lz4, doc/lz4_Block_format.md) of a known size.
 *
 * @throws RangeError when the block is cut short or reaches outside of its bounds.
 */
export function decompressLz4Block(block: Buffer, size: number): Buffer {
  const output = Buffer.allocUnsafe(size);
  let from = 0;
  let to = 0;

  function readLength(nibble: number): number {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; ) {
      byte = block.readUInt8(from++);
      length += byte;
    }
    return length;
  }

  while (from < block.length) {
    const token = block.readUInt8(from++);
    const literals = readLength(token >> 4);
    if (from + literals > block.length || to + literals > size) throw new RangeError('LZ4 block: literals reach beyond its end');
    block.copy(output, to, from, from + literals);
    from += literals;
    to += literals;
    if (from === block.length) break;
    const start = to - block.readUInt16LE(from);
    from += 2;
    const end = to + 4 + readLength(token & 15);
    if (start < 0 || start >= to || end > size) throw new RangeError('LZ4 block: a match reaches outside of its bounds');
    // A match may overlap what it produces, so it is copied in pieces that are there already.
    for (let at = start; to < end; ) {
      const copied = output.copy(output, to, at, Math.min(to, at + end - to));
      to += copied;
      at += copied;
    }
  }
  if (to !== size) throw new RangeError(`LZ4 block: expected ${size} bytes, got ${to}`);
  return output;
}
