// Counter mode with the 32-bit big-endian counter of GCM (SP 800-38D §6.2, §6.5). Constant time: the counter is public.
import { BLOCKS, GCM_COUNTER } from '../memory';
import { encryptSeveral } from './several';

/** Blocks that go through the cipher together; BLOCKS has room for them. */
const TOGETHER: usize = 16;

/** The next `count` blocks of keystream, into BLOCKS. */
export function keystream(rounds: i32, count: usize): void {
  const base = v128.load(GCM_COUNTER);
  let counter = bswap<u32>(load<u32>(GCM_COUNTER, 12));
  for (let p = BLOCKS; p < BLOCKS + (count << 4); p += 16) {
    v128.store(p, i32x4.replace_lane(base, 3, bswap<u32>(counter++)));
  }
  store<u32>(GCM_COUNTER, bswap<u32>(counter), 12);
  encryptSeveral(BLOCKS, count, rounds);
}

/** Adds keystream to `bytes` bytes at `p`, a multiple of 16. */
export function ctrBulk(p: usize, bytes: usize, rounds: i32): void {
  for (const end = p + bytes; p < end; ) {
    const size = min<usize>(end - p, TOGETHER << 4);
    keystream(rounds, size >> 4);
    for (let i: usize = 0; i < size; i += 16) v128.store(p + i, v128.xor(v128.load(p + i), v128.load(BLOCKS + i)));
    p += size;
  }
}
