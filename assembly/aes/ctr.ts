// Counter mode with the 32-bit big-endian counter of GCM (SP 800-38D §6.2, §6.5). Constant time: the counter is public.
import { BLOCKS, GCM_COUNTER } from '../memory';
import { encryptBatches } from './blocks';

/** Batches of eight blocks that go through the cipher together. */
const BATCHES: usize = 2;
const BULK: usize = BATCHES * 128;

/** The next `batches` times eight blocks of keystream, into BLOCKS; the counter moves on by `used`. */
export function keystream(rounds: i32, used: u32, batches: usize): void {
  const base = v128.load(GCM_COUNTER);
  let counter = bswap<u32>(load<u32>(GCM_COUNTER, 12));
  store<u32>(GCM_COUNTER, bswap<u32>(counter + used), 12);
  for (let p = BLOCKS; p < BLOCKS + (batches << 7); p += 16) {
    v128.store(p, i32x4.replace_lane(base, 3, bswap<u32>(counter++)));
  }
  encryptBatches(BLOCKS, rounds, batches);
}

/** Adds keystream to `bytes` bytes at `p`, a multiple of 128. */
export function ctrBulk(p: usize, bytes: usize, rounds: i32): void {
  for (const end = p + bytes; p < end; ) {
    const size = min<usize>(end - p, BULK);
    keystream(rounds, <u32>(size >> 4), size >> 7);
    for (let i: usize = 0; i < size; i += 16) v128.store(p + i, v128.xor(v128.load(p + i), v128.load(BLOCKS + i)));
    p += size;
  }
}
