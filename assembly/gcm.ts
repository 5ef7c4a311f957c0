// Galois/Counter Mode (SP 800-38D §7) with 96-bit nonces and 128-bit tags, in place on IO, in as many calls as the data
// needs. What lasts from call to call is GCM_STATE (memory.ts). Lengths are public; everything else is handled by
// the constant-time parts (aes/, ghash.ts, compare.ts).
import { ctrBulk, keystream } from './aes/ctr';
import { expandWords, roundsOf } from './aes/key-schedule';
import { prepareSeveral } from './aes/several';
import { encryptPair, prepareSingle } from './aes/single';
import { equal16 } from './compare';
import { prepareGhash } from './ghash';
import { ghash } from './ghash-bulk';
import {
  BLOCKS, CTR_READY, DIGEST, GCM_AAD_BYTES, GCM_COUNTER, GCM_DATA_BYTES, GCM_H, GCM_KEY, GCM_KEYSTREAM, GCM_KEY_BYTES,
  GCM_PARTIAL, GCM_POSITION, GCM_STATE, GCM_STATE_SIZE, GCM_TAG_MASK, GCM_Y, GHASH_READY, IO, KEY, NONCE, SINGLE_KEYS, TAG,
  streamSlot,
} from './memory';

@inline function rounds(): i32 {
  return roundsOf(load<i32>(GCM_KEY_BYTES));
}

/** Round keys from the key at KEY. The large tables may be those of another message. */
@inline function beginKey(): void {
  expandWords(load<i32>(GCM_KEY_BYTES));
  prepareSeveral(rounds());
  store<u32>(GHASH_READY, 0);
  store<u32>(CTR_READY, 0);
}

/** Takes the key at KEY and the 12-byte nonce at NONCE. */
export function gcmStart(keyBytes: i32): void {
  memory.fill(GCM_STATE, 0, GCM_STATE_SIZE);
  memory.copy(GCM_KEY, KEY, keyBytes);
  store<i32>(GCM_KEY_BYTES, keyBytes);
  beginKey();
  const j0 = i32x4.replace_lane(v128.load(NONCE), 3, bswap<u32>(1));
  prepareSingle(rounds());
  // GCM_H is zero so far.
  v128.store(GCM_TAG_MASK, j0);
  encryptPair(GCM_H, GCM_TAG_MASK, SINGLE_KEYS, rounds());
  prepareGhash();
  v128.store(GCM_COUNTER, i32x4.replace_lane(j0, 3, bswap<u32>(2)));
}

/** Takes `length` bytes of additional data from IO; only the last call may bring no multiple of 16. */
export function gcmAad(length: i32): void {
  const whole = <usize>length >> 4, rest = <usize>length & 15;
  store<u64>(GCM_AAD_BYTES, load<u64>(GCM_AAD_BYTES) + length);
  ghash(IO, whole);
  if (rest == 0) return;
  memory.fill(BLOCKS, 0, 16);
  memory.copy(BLOCKS, IO + (whole << 4), rest);
  ghash(BLOCKS, 1);
}

/** One byte within an unfinished block: adds keystream and keeps the ciphertext byte for GHASH. */
@inline function cryptByte(p: usize, position: usize, encrypting: bool): void {
  const before = load<u8>(p), after = before ^ load<u8>(GCM_KEYSTREAM + position);
  store<u8>(p, after);
  store<u8>(GCM_PARTIAL + position, encrypting ? after : before);
}

/** Finishes the block that the call before left unfinished; gives the bytes it took. */
function cryptHead(length: usize, encrypting: bool): usize {
  let position = <usize>load<u32>(GCM_POSITION), taken: usize = 0;
  if (position == 0) return 0;
  while (position < 16 && taken < length) cryptByte(IO + taken++, position++, encrypting);
  if (position == 16) {
    ghash(GCM_PARTIAL, 1);
    memory.fill(GCM_PARTIAL, 0, 16);
    position = 0;
  }
  store<u32>(GCM_POSITION, <u32>position);
  return taken;
}

/** The last 1 to 127 bytes of a call. Writes whole vectors, so up to 15 bytes behind the data change too. */
function cryptTail(p: usize, length: usize, encrypting: bool): void {
  const whole = length >> 4, rest = length & 15, last = p + (whole << 4);
  keystream(rounds(), whole + (rest ? 1 : 0));
  if (!encrypting) {
    ghash(p, whole);
    memory.copy(GCM_PARTIAL, last, rest);
  }
  for (let i: usize = 0; i < length; i += 16) v128.store(p + i, v128.xor(v128.load(p + i), v128.load(BLOCKS + i)));
  if (encrypting) {
    ghash(p, whole);
    memory.copy(GCM_PARTIAL, last, rest);
  }
  if (rest) v128.store(GCM_KEYSTREAM, v128.load(BLOCKS + (whole << 4)));
  store<u32>(GCM_POSITION, <u32>rest);
}

@inline function crypt(length: i32, encrypting: bool): void {
  store<u64>(GCM_DATA_BYTES, load<u64>(GCM_DATA_BYTES) + length);
  const head = cryptHead(length, encrypting);
  const p = IO + head, rest = <usize>length - head, bulk = rest & ~127;
  if (bulk) {
    if (!encrypting) ghash(p, bulk >> 4);
    ctrBulk(p, bulk, rounds());
    if (encrypting) ghash(p, bulk >> 4);
  }
  if (rest != bulk) cryptTail(p + bulk, rest - bulk, encrypting);
}

/** Encrypts the next `length` bytes at IO in place. */
export function gcmEncrypt(length: i32): void {
  crypt(length, true);
}

/** Decrypts the next `length` bytes at IO in place. Nothing of it may be used before gcmVerify gave 1. */
export function gcmDecrypt(length: i32): void {
  crypt(length, false);
}

/** Writes the tag to DIGEST. */
export function gcmTag(): void {
  if (load<u32>(GCM_POSITION)) ghash(GCM_PARTIAL, 1);
  store<u64>(BLOCKS, bswap<u64>(load<u64>(GCM_AAD_BYTES) << 3));
  store<u64>(BLOCKS, bswap<u64>(load<u64>(GCM_DATA_BYTES) << 3), 8);
  ghash(BLOCKS, 1);
  v128.store(DIGEST, v128.xor(v128.load(GCM_Y), v128.load(GCM_TAG_MASK)));
}

/** 1 where the tag at TAG is the right one. */
export function gcmVerify(): i32 {
  gcmTag();
  return equal16(DIGEST, TAG);
}

/** Puts the running operation aside in a stream's slot. */
export function gcmSuspend(slot: i32): void {
  memory.copy(streamSlot(slot), GCM_STATE, GCM_STATE_SIZE);
}

/** Takes a stream's operation up again. */
export function gcmResume(slot: i32): void {
  memory.copy(GCM_STATE, streamSlot(slot), GCM_STATE_SIZE);
  memory.copy(KEY, GCM_KEY, 32);
  beginKey();
  prepareGhash();
}

/** Zeroes a stream's slot. */
export function gcmForget(slot: i32): void {
  memory.fill(streamSlot(slot), 0, GCM_STATE_SIZE);
}
