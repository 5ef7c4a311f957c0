// AES Key Wrap (RFC 3394 §2.2) in place on IO: the integrity value in the first 8 bytes, the key behind it.
// Constant time: bitsliced AES; the integrity value is compared without a branch on its bytes.
import { decrypt8, encrypt8 } from './aes/blocks';
import { expandKey, roundsOf } from './aes/key-schedule';
import { equal8 } from './compare';
import { BLOCKS, IO } from './memory';

const INTEGRITY: u64 = 0xa6a6a6a6a6a6a6a6;

/** Wraps `length` bytes (a multiple of 8, at least 16) at IO + 8 under the key at KEY. */
export function kwWrap(keyBytes: i32, length: i32): void {
  expandKey(keyBytes);
  const n = <u64>length >> 3;
  let a = INTEGRITY;
  memory.fill(BLOCKS, 0, 128);
  for (let t: u64 = 1; t <= 6 * n; t++) {
    const r = IO + 8 + (<usize>((t - 1) % n) << 3);
    store<u64>(BLOCKS, a);
    store<u64>(BLOCKS, load<u64>(r), 8);
    encrypt8(BLOCKS, roundsOf(keyBytes));
    a = load<u64>(BLOCKS) ^ bswap<u64>(t);
    store<u64>(r, load<u64>(BLOCKS, 8));
  }
  store<u64>(IO, a);
}

/** Unwraps `length` bytes at IO; 1 where the integrity value fits, and then the key stands at IO + 8. */
export function kwUnwrap(keyBytes: i32, length: i32): i32 {
  expandKey(keyBytes);
  const n = (<u64>length >> 3) - 1;
  let a = load<u64>(IO);
  memory.fill(BLOCKS, 0, 128);
  for (let t: u64 = 6 * n; t > 0; t--) {
    const r = IO + 8 + (<usize>((t - 1) % n) << 3);
    store<u64>(BLOCKS, a ^ bswap<u64>(t));
    store<u64>(BLOCKS, load<u64>(r), 8);
    decrypt8(BLOCKS, roundsOf(keyBytes));
    a = load<u64>(BLOCKS);
    store<u64>(r, load<u64>(BLOCKS, 8));
  }
  return equal8(a, INTEGRITY);
}
