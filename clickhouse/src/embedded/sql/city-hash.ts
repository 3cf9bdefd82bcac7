const k0 = 0xc3a5c85c97cb3127n;
const k1 = 0xb492b66fbe98f273n;
const k2 = 0x9ae16a3b2f90404fn;
const k3 = 0xc949d7c7509e6557n;
const kMul = 0x9ddfea08eb382d69n;

/** Two unsigned 64-bit words, the low one first. */
type Words = [bigint, bigint];

/**
 * CityHash128 in version 1.0.2, which is the checksum of ClickHouse's compressed blocks: 16 bytes, low word first, little-endian.
 * Names follow the original, github.com/google/cityhash.
 */
export function cityHash128(data: Buffer): Buffer {
  const [low, high] = hash(data);
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(low, 0);
  bytes.writeBigUInt64LE(high, 8);
  return bytes;
}

function hash(s: Buffer): Words {
  if (s.length >= 16) return withSeed(s.subarray(16), read(s, 0) ^ k3, read(s, 8));
  const length = BigInt(s.length);
  if (s.length >= 8) return withSeed(Buffer.alloc(0), read(s, 0) ^ u64(length * k0), read(s, s.length - 8) ^ k1);
  return withSeed(s, k0, k1);
}

function withSeed(s: Buffer, seedLow: bigint, seedHigh: bigint): Words {
  if (s.length < 128) return murmur(s, seedLow, seedHigh);
  let [x, y, z] = [seedLow, seedHigh, u64(BigInt(s.length) * k1)];
  const v0 = u64(rotate(y ^ k1, 49n) * k1 + read(s, 0));
  let v: Words = [v0, u64(rotate(v0, 42n) * k1 + read(s, 8))];
  let w: Words = [u64(rotate(u64(y + z), 35n) * k1 + x), u64(rotate(u64(x + read(s, 88)), 53n) * k1)];
  let at = 0;
  for (; s.length - at >= 128; at += 128) {
    for (const block of [at, at + 64]) {
      x = u64(rotate(u64(x + y + v[0] + read(s, block + 16)), 37n) * k1) ^ w[1];
      y = u64(rotate(u64(y + v[1] + read(s, block + 48)), 42n) * k1) ^ v[0];
      z = rotate(z ^ w[0], 33n);
      v = weakHash32(s, block, u64(v[1] * k1), u64(x + w[0]));
      w = weakHash32(s, block + 32, u64(z + w[1]), y);
      [z, x] = [x, z];
    }
  }
  y = u64(y + rotate(w[0], 37n) * k0 + z);
  x = u64(x + rotate(u64(v[0] + z), 49n) * k0);
  const rest = s.length - at;
  for (let done = 0; done < rest; ) {
    done += 32;
    y = u64(rotate(u64(y - x), 42n) * k0 + v[1]);
    w[0] = u64(w[0] + read(s, s.length - done + 16));
    x = u64(rotate(x, 49n) * k0 + w[0]);
    w[0] = u64(w[0] + v[0]);
    v = weakHash32(s, s.length - done, v[0], v[1]);
  }
  x = hash16(x, v[0]);
  y = hash16(y, w[0]);
  return [u64(hash16(u64(x + v[1]), w[1]) + y), hash16(u64(x + w[1]), u64(y + v[1]))];
}

function murmur(s: Buffer, seedLow: bigint, seedHigh: bigint): Words {
  let [a, b, c, d] = [seedLow, seedHigh, 0n, 0n];
  if (s.length <= 16) {
    a = u64(shiftMix(u64(a * k1)) * k1);
    c = u64(b * k1 + hash0to16(s));
    d = shiftMix(u64(a + (s.length >= 8 ? read(s, 0) : c)));
  } else {
    c = hash16(u64(read(s, s.length - 8) + k1), a);
    d = hash16(u64(b + BigInt(s.length)), u64(c + read(s, s.length - 16)));
    a = u64(a + d);
    for (let at = 0; at < s.length - 16; at += 16) {
      a = u64((a ^ u64(shiftMix(u64(read(s, at) * k1)) * k1)) * k1);
      b ^= a;
      c = u64((c ^ u64(shiftMix(u64(read(s, at + 8) * k1)) * k1)) * k1);
      d ^= c;
    }
  }
  a = hash16(a, c);
  b = hash16(d, b);
  return [a ^ b, hash16(b, a)];
}

function hash0to16(s: Buffer): bigint {
  const length = BigInt(s.length);
  if (s.length > 8) {
    const b = read(s, s.length - 8);
    return hash16(read(s, 0), rotate(u64(b + length), length)) ^ b;
  }
  if (s.length >= 4) return hash16(u64(length + (BigInt(s.readUInt32LE(0)) << 3n)), BigInt(s.readUInt32LE(s.length - 4)));
  if (s.length === 0) return k2;
  const y = BigInt(s.readUInt8(0) + (s.readUInt8(s.length >> 1) << 8));
  const z = length + BigInt(s.readUInt8(s.length - 1) << 2);
  return u64(shiftMix(u64(y * k2) ^ u64(z * k3)) * k2);
}

function weakHash32(s: Buffer, at: number, seedA: bigint, seedB: bigint): Words {
  const z = read(s, at + 24);
  const start = u64(seedA + read(s, at));
  const b = rotate(u64(seedB + start + z), 21n);
  const a = u64(start + read(s, at + 8) + read(s, at + 16));
  return [u64(a + z), u64(b + rotate(a, 44n) + start)];
}

function hash16(low: bigint, high: bigint): bigint {
  const a = shiftMix(u64((low ^ high) * kMul));
  return u64(shiftMix(u64((high ^ a) * kMul)) * kMul);
}

function shiftMix(value: bigint): bigint {
  return value ^ (value >> 47n);
}

function rotate(value: bigint, by: bigint): bigint {
  return u64((value >> by) | (value << (64n - by)));
}

function read(s: Buffer, at: number): bigint {
  return s.readBigUInt64LE(at);
}

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
