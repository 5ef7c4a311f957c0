// SHA-256 (FIPS 180-4 §5, §6.2) over data that comes in any pieces. Constant time in the data; lengths are public.
import { DIGEST, IO, SHA_BLOCK, SHA_BYTES, SHA_STATE } from './memory';
import { compress } from './sha256-compress';

const INITIAL: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
], 16);

/** Starts from the standard's initial value. */
export function sha256Start(): void {
  sha256Continue(INITIAL, 0);
}

/** Starts from a chaining value that has absorbed `bytes` bytes, a multiple of 64. */
export function sha256Continue(state: usize, bytes: u64): void {
  memory.copy(SHA_STATE, state, 32);
  store<u64>(SHA_BYTES, bytes);
}

/** Absorbs `length` bytes at `p`. */
export function absorb(p: usize, length: usize): void {
  const fill = <usize>(load<u64>(SHA_BYTES) & 63), end = p + length;
  store<u64>(SHA_BYTES, load<u64>(SHA_BYTES) + length);
  if (fill) {
    const taken = min<usize>(64 - fill, length);
    memory.copy(SHA_BLOCK + fill, p, taken);
    if (fill + taken < 64) return;
    compress(SHA_STATE, SHA_BLOCK);
    p += taken;
  }
  for (; p + 64 <= end; p += 64) compress(SHA_STATE, p);
  memory.copy(SHA_BLOCK, p, end - p);
}

/** Absorbs `length` bytes at IO. */
export function sha256Update(length: i32): void {
  absorb(IO, length);
}

/** Pads (§5.1.1) and writes the 32-byte digest to `to`. */
export function digestTo(to: usize): void {
  const bytes = load<u64>(SHA_BYTES), fill = <usize>(bytes & 63);
  store<u8>(SHA_BLOCK + fill, 0x80);
  memory.fill(SHA_BLOCK + fill + 1, 0, 63 - fill);
  if (fill >= 56) {
    compress(SHA_STATE, SHA_BLOCK);
    memory.fill(SHA_BLOCK, 0, 56);
  }
  store<u64>(SHA_BLOCK, bswap<u64>(bytes << 3), 56);
  compress(SHA_STATE, SHA_BLOCK);
  for (let i: usize = 0; i < 32; i += 4) store<u32>(to + i, bswap<u32>(load<u32>(SHA_STATE + i)));
}

/** Writes the digest to DIGEST. */
export function sha256Finish(): void {
  digestTo(DIGEST);
}
