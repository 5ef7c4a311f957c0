// Argon2id version 0x13 (RFC 9106 §3.2 – §3.4) over blocks at ARGON_BLOCKS: lane by lane, `q` blocks each. The caller
// sets H_0 at DIGEST and runs the segments in order.
// Argon2id is data-independent only in the first half of the first pass, by definition; after that block addresses
// follow the blocks' content, which is what makes it memory-hard.
import { beginBlock, beginBlockOnto, endBlock, fetchBlock } from './argon2-block';
import { blake2bAbsorb, blake2bDigestTo, blake2bStart } from './blake2b';
import {
  ARGON_ADDRESSES, ARGON_ADDRESS_WORK, ARGON_BLOCKS, ARGON_H0, ARGON_INPUT, ARGON_WORK, DIGEST, IO,
} from './memory';

const ARGON2ID: u64 = 2;
const SLICES: i32 = 4;
const BLOCK: usize = 1024;

const NO_BLOCK: usize = memory.data(1024, 16);

@inline function blockAt(index: u32): usize {
  return ARGON_BLOCKS + (<usize>index << 10);
}

/** H' (§3.3): `length` bytes at `to` from `size` bytes at `from`. DIGEST is overwritten. */
function hashLong(from: usize, size: usize, to: usize, length: u32): void {
  store<u32>(DIGEST, length);
  blake2bStart(<i32>min<u32>(length, 64));
  blake2bAbsorb(DIGEST, 4);
  blake2bAbsorb(from, size);
  if (length <= 64) return blake2bDigestTo(to);
  blake2bDigestTo(DIGEST);
  while (true) {
    memory.copy(to, DIGEST, 32);
    to += 32;
    length -= 32;
    blake2bStart(<i32>min<u32>(length, 64));
    blake2bAbsorb(DIGEST, 64);
    if (length <= 64) return blake2bDigestTo(to);
    blake2bDigestTo(DIGEST);
  }
}

/** Blocks 0 and 1 of every lane (§3.2 steps 3, 4) from H_0 at DIGEST. */
export function argon2Start(lanes: i32, q: i32): void {
  memory.copy(ARGON_H0, DIGEST, 64);
  for (let lane = 0; lane < lanes; lane++) {
    store<u32>(ARGON_H0, lane, 68);
    for (let column = 0; column < 2; column++) {
      store<u32>(ARGON_H0, column, 64);
      hashLong(ARGON_H0, 72, blockAt(lane * q + column), 1024);
    }
  }
}

/** What the data-independent addresses of a segment are made from (§3.4.1.2). */
function startAddresses(pass: i32, lane: i32, slice: i32, lanes: i32, q: i32, passes: i32): void {
  memory.fill(ARGON_INPUT, 0, 1024);
  store<u64>(ARGON_INPUT, pass); store<u64>(ARGON_INPUT, lane, 8); store<u64>(ARGON_INPUT, slice, 16);
  store<u64>(ARGON_INPUT, <u64>q * lanes, 24); store<u64>(ARGON_INPUT, passes, 32); store<u64>(ARGON_INPUT, ARGON2ID, 40);
}

/** The next 128 data-independent pairs J_1, J_2 (§3.4.1.2). */
function nextAddresses(): void {
  const work = ARGON_ADDRESS_WORK;
  store<u64>(ARGON_INPUT, load<u64>(ARGON_INPUT, 48) + 1, 48);
  beginBlock(NO_BLOCK, ARGON_INPUT, ARGON_ADDRESSES, work);
  endBlock(ARGON_ADDRESSES, work);
  beginBlock(NO_BLOCK, ARGON_ADDRESSES, ARGON_ADDRESSES, work);
  endBlock(ARGON_ADDRESSES, work);
}

/** Index within its lane of the block that J_1 names (§3.4.2), among the `area` blocks from `start` on. */
@inline function referenceColumn(j1: u64, area: u32, start: u32, q: u32): u32 {
  const x = (j1 * j1) >> 32, y = (<u64>area * x) >> 32;
  const column = start + area - 1 - <u32>y;
  return column >= q ? column - q : column;
}

/**
 * Fills one segment: a quarter of `lane` in `pass`. `q` blocks a lane, `passes` in all. A block's first word says which
 * block its successor refers to; that one is fetched as soon as the word is known, while the rest is still computed.
 */
export function argon2Segment(pass: i32, lane: i32, slice: i32, lanes: i32, q: i32, passes: i32): void {
  const length: u32 = q / SLICES, independent = pass == 0 && slice < 2;
  const start: u32 = pass == 0 || slice == SLICES - 1 ? 0 : (slice + 1) * length;
  const finished: u32 = pass == 0 ? slice * length : q - length;
  const begun: u32 = pass == 0 && slice == 0 ? 2 : 0;
  let next = blockAt(lane * q + slice * length + begun);
  let previous = slice == 0 && begun == 0 ? blockAt(lane * q + q - 1) : next - BLOCK, before: usize = 0;
  if (independent) startAddresses(pass, lane, slice, lanes, q, passes);
  if (independent && begun) nextAddresses();
  for (let i = begun; i < length; i++, before = next, previous = next, next += BLOCK) {
    if (independent && (i & 127) == 0) {
      if (before) endBlock(before, ARGON_WORK);
      before = 0;
      nextAddresses();
    }
    const j = load<u64>(independent ? ARGON_ADDRESSES + ((i & 127) << 3) : previous);
    const otherLane: u32 = pass == 0 && slice == 0 ? lane : <u32>(j >> 32) % <u32>lanes;
    const area = finished + (otherLane == lane ? i - 1 : i == 0 ? <u32>-1 : 0);
    const reference = blockAt(otherLane * q + referenceColumn(j & 0xffffffff, area, start, q));
    fetchBlock(reference, IO);
    if (before) endBlock(before, ARGON_WORK);
    if (pass == 0) beginBlock(previous, reference, next, ARGON_WORK);
    else beginBlockOnto(previous, reference, next, ARGON_WORK);
  }
  endBlock(before, ARGON_WORK);
}

/** Adds the lanes' last blocks and hashes them (§3.2 steps 7, 8): `length` bytes at IO. */
export function argon2Finish(lanes: i32, q: i32, length: i32): void {
  const sum = ARGON_INPUT;
  memory.copy(sum, blockAt(q - 1), 1024);
  for (let lane = 1; lane < lanes; lane++) {
    const last = blockAt(lane * q + q - 1);
    for (let i: usize = 0; i < 1024; i += 16) v128.store(sum + i, v128.xor(v128.load(sum + i), v128.load(last + i)));
  }
  hashLong(sum, 1024, IO, length);
}
