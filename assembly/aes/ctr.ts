// Counter mode with the 32-bit big-endian counter of GCM (SP 800-38D §6.2, §6.5).
// Long data: the blocks of a message differ in their counters alone. Each byte of the counter reaches one column in the first
// round, another for each byte, and in the second no two columns meet in one byte's look-up, so that behind the second round
// a block is a sum: of what the counter's last byte says, a table of 256 for the whole message, and of what the other three
// say, the same for 256 blocks in a row (FACE: Park and Lee, "Fast AES CTR mode Encryption Techniques based on the Reuse of
// Repetitive Data", TCHES 2018(3)).
// Constant time: the counter is public; it alone chooses what is read from the table, which is secret.
import { BLOCKS, CTR_COMMON, CTR_READY, CTR_TABLE, GCM_COUNTER, LARGE_USED } from '../memory';
import { encryptSeveral, firstRounds, otherRounds } from './several';

/** Blocks that go through the cipher together; BLOCKS has room for them. */
const TOGETHER: usize = 16;
/** From this many bytes on the table pays. */
const TABLE_BYTES: usize = 8192;

/** Writes `count` counter blocks from `counter` on to `p`. */
@inline function counterBlocks(p: usize, count: usize, counter: u32): void {
  const base = v128.load(GCM_COUNTER);
  for (const end = p + (count << 4); p < end; p += 16) {
    v128.store(p, i32x4.replace_lane(base, 3, bswap<u32>(counter++)));
  }
}

/** The next `count` blocks of keystream, into BLOCKS. */
export function keystream(rounds: i32, count: usize): void {
  const counter = bswap<u32>(load<u32>(GCM_COUNTER, 12));
  counterBlocks(BLOCKS, count, counter);
  store<u32>(GCM_COUNTER, bswap<u32>(counter + <u32>count), 12);
  encryptSeveral(BLOCKS, count, rounds);
}

/** Adds BLOCKS to `size` bytes at `p`, a multiple of 16. */
@inline function addBlocks(p: usize, size: usize): void {
  for (let i: usize = 0; i < size; i += 16) v128.store(p + i, v128.xor(v128.load(p + i), v128.load(BLOCKS + i)));
}

/** Makes the table: blocks whose counters end with 0 … 255, behind the second round. */
function makeTable(counter: u32): void {
  store<u32>(LARGE_USED, 1);
  for (let i: u32 = 0; i < 256; i += <u32>TOGETHER) {
    const p = CTR_TABLE + (<usize>i << 4);
    counterBlocks(p, TOGETHER, (counter & 0xffffff00) | i);
    firstRounds(p, TOGETHER);
  }
  store<u32>(CTR_READY, 1);
}

/** What the table lacks for counters that differ from `counter` in the last byte alone. */
@inline function common(counter: u32): v128 {
  counterBlocks(CTR_COMMON, 1, counter & 0xffffff00);
  firstRounds(CTR_COMMON, 1);
  return v128.xor(v128.load(CTR_COMMON), v128.load(CTR_TABLE));
}

/** Adds keystream to `bytes` bytes at `p`, a multiple of 16, with the table. */
function ctrTable(p: usize, bytes: usize, rounds: i32): void {
  let counter = bswap<u32>(load<u32>(GCM_COUNTER, 12));
  if (load<u32>(CTR_READY) == 0) makeTable(counter);
  for (const end = p + bytes; p < end; ) {
    const last = <usize>(counter & 255), others = common(counter);
    const stop = min<usize>(end, p + ((256 - last) << 4));
    counter += <u32>((stop - p) >> 4);
    for (let t = CTR_TABLE + (last << 4); p < stop; ) {
      const size = min<usize>(stop - p, TOGETHER << 4);
      for (let i: usize = 0; i < size; i += 16) v128.store(BLOCKS + i, v128.xor(v128.load(t + i), others));
      otherRounds(BLOCKS, size >> 4, rounds);
      addBlocks(p, size);
      p += size;
      t += size;
    }
  }
  store<u32>(GCM_COUNTER, bswap<u32>(counter), 12);
}

/** Adds keystream to `bytes` bytes at `p`, a multiple of 16. */
export function ctrBulk(p: usize, bytes: usize, rounds: i32): void {
  if (bytes >= TABLE_BYTES) return ctrTable(p, bytes, rounds);
  for (const end = p + bytes; p < end; ) {
    const size = min<usize>(end - p, TOGETHER << 4);
    keystream(rounds, size >> 4);
    addBlocks(p, size);
    p += size;
  }
}
