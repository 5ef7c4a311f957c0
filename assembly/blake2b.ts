// BLAKE2b (RFC 7693) without a key, over data that comes in any pieces, 1 to 64 bytes of digest. It serves Argon2 only.
// Constant time: the message words are taken by the public permutation SIGMA.
import { BLAKE_BLOCK, BLAKE_BYTES, BLAKE_FILL, BLAKE_LENGTH, BLAKE_STATE, BLAKE_WORK, DIGEST, IO } from './memory';

const IV: usize = memory.data<u64>([
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
], 16);

const SIGMA: usize = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
  11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
  7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
  9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
  2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
  12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
  13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
  6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
  10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
], 16);

@inline function word(sigma: usize, i: usize): u64 {
  return load<u64>(BLAKE_BLOCK + (<usize>load<u8>(sigma + i) << 3));
}

/** G (§3.1) on four words of the working vector. */
function mix(a: usize, b: usize, c: usize, d: usize, x: u64, y: u64): void {
  let va = load<u64>(BLAKE_WORK + a), vb = load<u64>(BLAKE_WORK + b);
  let vc = load<u64>(BLAKE_WORK + c), vd = load<u64>(BLAKE_WORK + d);
  va += vb + x; vd = rotr<u64>(vd ^ va, 32); vc += vd; vb = rotr<u64>(vb ^ vc, 24);
  va += vb + y; vd = rotr<u64>(vd ^ va, 16); vc += vd; vb = rotr<u64>(vb ^ vc, 63);
  store<u64>(BLAKE_WORK + a, va); store<u64>(BLAKE_WORK + b, vb);
  store<u64>(BLAKE_WORK + c, vc); store<u64>(BLAKE_WORK + d, vd);
}

/** F (§3.2); `last` is all ones for the final block, else zero. */
function compress(last: u64): void {
  memory.copy(BLAKE_WORK, BLAKE_STATE, 64);
  memory.copy(BLAKE_WORK + 64, IV, 64);
  store<u64>(BLAKE_WORK, load<u64>(BLAKE_WORK, 96) ^ load<u64>(BLAKE_BYTES), 96);
  store<u64>(BLAKE_WORK, load<u64>(BLAKE_WORK, 112) ^ last, 112);
  for (let round: usize = 0; round < 12; round++) {
    const s = SIGMA + ((round % 10) << 4);
    mix(0, 32, 64, 96, word(s, 0), word(s, 1));
    mix(8, 40, 72, 104, word(s, 2), word(s, 3));
    mix(16, 48, 80, 112, word(s, 4), word(s, 5));
    mix(24, 56, 88, 120, word(s, 6), word(s, 7));
    mix(0, 40, 80, 120, word(s, 8), word(s, 9));
    mix(8, 48, 88, 96, word(s, 10), word(s, 11));
    mix(16, 56, 64, 104, word(s, 12), word(s, 13));
    mix(24, 32, 72, 112, word(s, 14), word(s, 15));
  }
  for (let i: usize = 0; i < 64; i += 8) {
    const h = load<u64>(BLAKE_STATE + i) ^ load<u64>(BLAKE_WORK + i) ^ load<u64>(BLAKE_WORK + i, 64);
    store<u64>(BLAKE_STATE + i, h);
  }
}

/** Starts a digest of `length` bytes (§2.5: parameter block of a sequential hash without key). */
export function blake2bStart(length: i32): void {
  memory.copy(BLAKE_STATE, IV, 64);
  store<u64>(BLAKE_STATE, load<u64>(BLAKE_STATE) ^ 0x01010000 ^ <u64>length);
  store<u64>(BLAKE_BYTES, 0);
  store<u32>(BLAKE_FILL, 0);
  store<u32>(BLAKE_LENGTH, length);
}

/** Absorbs `length` bytes at `p`. A full block waits until more comes, for the last one is compressed differently. */
export function blake2bAbsorb(p: usize, length: usize): void {
  let fill = <usize>load<u32>(BLAKE_FILL);
  while (length > 0) {
    if (fill == 128) {
      store<u64>(BLAKE_BYTES, load<u64>(BLAKE_BYTES) + 128);
      compress(0);
      fill = 0;
    }
    const taken = min<usize>(128 - fill, length);
    memory.copy(BLAKE_BLOCK + fill, p, taken);
    fill += taken;
    p += taken;
    length -= taken;
  }
  store<u32>(BLAKE_FILL, <u32>fill);
}

/** Absorbs `length` bytes at IO. */
export function blake2bUpdate(length: i32): void {
  blake2bAbsorb(IO, length);
}

/** Writes the digest to `to`. */
export function blake2bDigestTo(to: usize): void {
  const fill = <usize>load<u32>(BLAKE_FILL);
  memory.fill(BLAKE_BLOCK + fill, 0, 128 - fill);
  store<u64>(BLAKE_BYTES, load<u64>(BLAKE_BYTES) + fill);
  compress(0xffffffffffffffff);
  memory.copy(to, BLAKE_STATE, load<u32>(BLAKE_LENGTH));
}

/** Writes the digest to DIGEST. */
export function blake2bFinish(): void {
  blake2bDigestTo(DIGEST);
}
