// AES Key Wrap (RFC 3394 §2.2) in place on IO: the integrity value in the first 8 bytes, the key behind it.
// Constant time: see aes/; the integrity value is compared without a branch on its bytes.
import { decryptSeveral, prepareInverse } from './aes/inverse';
import { expandWords, roundsOf } from './aes/key-schedule';
import { encryptSingle, prepareSingle } from './aes/single';
import { equal8 } from './compare';
import { BLOCKS, IO, SINGLE_KEYS } from './memory';

const INTEGRITY: u64 = 0xa6a6a6a6a6a6a6a6;

/** Wraps `length` bytes (a multiple of 8, at least 16) at IO + 8 under the key at KEY. */
export function kwWrap(keyBytes: i32, length: i32): void {
  const rounds = roundsOf(keyBytes), n = <usize>length >> 3;
  expandWords(keyBytes);
  prepareSingle(rounds);
  let block = i64x2.splat(INTEGRITY), t: u64 = 1;
  for (let j = 0; j < 6; j++) {
    for (let r = IO + 8; r < IO + 8 + (n << 3); r += 8, t++) {
      block = encryptSingle(v128.load_lane<u64>(r, block, 1), SINGLE_KEYS, rounds);
      v128.store_lane<u64>(r, block, 1);
      block = v128.xor(block, i64x2.replace_lane(i64x2.splat(0), 0, bswap<u64>(t)));
    }
  }
  v128.store_lane<u64>(IO, block, 0);
}

/** Unwraps `length` bytes at IO; 1 where the integrity value fits, and then the key stands at IO + 8. */
export function kwUnwrap(keyBytes: i32, length: i32): i32 {
  const rounds = roundsOf(keyBytes), n = (<u64>length >> 3) - 1;
  expandWords(keyBytes);
  prepareInverse(rounds);
  let a = load<u64>(IO);
  for (let t: u64 = 6 * n; t > 0; t--) {
    const r = IO + 8 + (<usize>((t - 1) % n) << 3);
    store<u64>(BLOCKS, a ^ bswap<u64>(t));
    store<u64>(BLOCKS, load<u64>(r), 8);
    decryptSeveral(BLOCKS, 1, rounds);
    a = load<u64>(BLOCKS);
    store<u64>(r, load<u64>(BLOCKS, 8));
  }
  return equal8(a, INTEGRITY);
}
