// Counter mode with the 32-bit big-endian counter of GCM (SP 800-38D §6.2, §6.5). Constant time: the counter is public.
import { BLOCKS, GCM_COUNTER } from '../memory';
import { encrypt8 } from './blocks';

/** The next eight blocks of keystream, into BLOCKS; the counter moves on by `used`. */
export function keystream8(rounds: i32, used: u32): void {
  const base = v128.load(GCM_COUNTER);
  const counter = bswap<u32>(load<u32>(GCM_COUNTER, 12));
  for (let i: u32 = 0; i < 8; i++) {
    v128.store(BLOCKS + (i << 4), i32x4.replace_lane(base, 3, bswap<u32>(counter + i)));
  }
  store<u32>(GCM_COUNTER, bswap<u32>(counter + used), 12);
  encrypt8(BLOCKS, rounds);
}

/** Adds keystream to `bytes` bytes at `p`, a multiple of 128. */
export function ctrBulk(p: usize, bytes: usize, rounds: i32): void {
  const end = p + bytes;
  for (; p < end; p += 128) {
    keystream8(rounds, 8);
    for (let i: usize = 0; i < 128; i += 16) {
      v128.store(p + i, v128.xor(v128.load(p + i), v128.load(BLOCKS + i)));
    }
  }
}
