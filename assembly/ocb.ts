// OCB (RFC 7253 §4) with 128-bit tags, in place on IO, in as many calls as the data needs. Sixteen blocks go through
// the cipher together. Constant time: doubling masks instead of branching; the offsets' order follows the public block
// index and the public nonce.
import { decryptSeveral, prepareInverse } from './aes/inverse';
import { expandWords, roundsOf } from './aes/key-schedule';
import { encryptSeveral, prepareSeveral } from './aes/several';
import { encryptSingle, prepareSingle } from './aes/single';
import { equal16 } from './compare';
import {
  BLOCKS, DIGEST, IO, NONCE, OCB_CHECKSUM, OCB_INDEX, OCB_L, OCB_OFFSET, OCB_OFFSETS, OCB_SUM, SINGLE_KEYS, TAG,
} from './memory';

const L_STAR: usize = OCB_L;
const L_DOLLAR: usize = OCB_L + 16;
const L_FIRST: usize = OCB_L + 32;
/** L_0 … L_33: enough for 2^33 blocks. */
const L_COUNT: usize = 34;

@inline function xor(a: usize, b: usize): v128 { return v128.xor(v128.load(a), v128.load(b)); }

/** double(S) (§2) from `from` to `to`. */
function double(from: usize, to: usize): void {
  const high = bswap<u64>(load<u64>(from)), low = bswap<u64>(load<u64>(from, 8));
  store<u64>(to, bswap<u64>((high << 1) | (low >> 63)));
  store<u64>(to, bswap<u64>((low << 1) ^ (0x87 & (0 - (high >> 63)))), 8);
}

/** Takes the key at KEY and the nonce at NONCE, already in the form of §4.2: tag length, zeros, a one, the nonce. */
export function ocbStart(keyBytes: i32): void {
  const rounds = roundsOf(keyBytes);
  expandWords(keyBytes);
  prepareSingle(rounds);
  prepareSeveral(rounds);
  prepareInverse(rounds);
  v128.store(L_STAR, encryptSingle(i64x2.splat(0), SINGLE_KEYS, rounds));
  for (let i: usize = 0; i <= L_COUNT; i++) double(OCB_L + (i << 4), OCB_L + 16 + (i << 4));

  const bottom = <u64>(load<u8>(NONCE, 15) & 63);
  store<u8>(NONCE, load<u8>(NONCE, 15) & 0xc0, 15);
  v128.store(DIGEST, encryptSingle(v128.load(NONCE), SINGLE_KEYS, rounds));
  const a = bswap<u64>(load<u64>(DIGEST)), b = bswap<u64>(load<u64>(DIGEST, 8));
  const c = a ^ ((a << 8) | (b >> 56));
  // bottom is 0 … 63; shifting by 64 − bottom in two steps stays defined for 0.
  store<u64>(OCB_OFFSET, bswap<u64>((a << bottom) | ((b >> 1) >> (63 - bottom))));
  store<u64>(OCB_OFFSET, bswap<u64>((b << bottom) | ((c >> 1) >> (63 - bottom))), 8);
  v128.store(OCB_CHECKSUM, i64x2.splat(0));
  store<u64>(OCB_INDEX, 0);
}

/** The next `count` offsets, into OCB_OFFSETS; OCB_OFFSET is then the last of them. */
@inline function nextOffsets(count: usize): void {
  let index = load<u64>(OCB_INDEX), offset = v128.load(OCB_OFFSET);
  for (let i: usize = 0; i < count; i++) {
    offset = v128.xor(offset, v128.load(L_FIRST + (<usize>ctz<u64>(++index) << 4)));
    v128.store(OCB_OFFSETS + (i << 4), offset);
  }
  store<u64>(OCB_INDEX, index);
  v128.store(OCB_OFFSET, offset);
}

/** Sum of `count` blocks at `p` into the value at `to`. */
@inline function addBlocks(to: usize, p: usize, count: usize): void {
  let sum = v128.load(to);
  for (let i: usize = 0; i < count; i++) sum = v128.xor(sum, v128.load(p + (i << 4)));
  v128.store(to, sum);
}

/** BLOCKS ← up to sixteen blocks at `p`, each plus its offset. */
@inline function gather(p: usize, count: usize): void {
  nextOffsets(count);
  for (let i: usize = 0; i < count << 4; i += 16) v128.store(BLOCKS + i, xor(p + i, OCB_OFFSETS + i));
}

/** The other way round: `p` ← BLOCKS, each plus its offset. */
@inline function scatter(p: usize, count: usize): void {
  for (let i: usize = 0; i < count << 4; i += 16) v128.store(p + i, xor(BLOCKS + i, OCB_OFFSETS + i));
}

/** Writes the `rest` bytes at `p`, a one bit and zeros to DIGEST. */
function pad(p: usize, rest: usize): v128 {
  v128.store(DIGEST, i64x2.splat(0));
  memory.copy(DIGEST, p, rest);
  store<u8>(DIGEST + rest, 0x80);
  return v128.load(DIGEST);
}

/** HASH(K, A) (§4.1) over `length` bytes at IO; only the last call may bring no multiple of 16. */
export function ocbAad(keyBytes: i32, length: i32): void {
  const rounds = roundsOf(keyBytes), rest = <usize>length & 15, end = IO + <usize>length - rest;
  for (let p = IO; p < end; p += 256) {
    const count = min<usize>(16, (end - p) >> 4);
    gather(p, count);
    encryptSeveral(BLOCKS, count, rounds);
    addBlocks(OCB_SUM, BLOCKS, count);
  }
  if (rest == 0) return;
  const last = v128.xor(pad(end, rest), xor(OCB_OFFSET, L_STAR));
  v128.store(OCB_SUM, v128.xor(v128.load(OCB_SUM), encryptSingle(last, SINGLE_KEYS, rounds)));
}

/** The last, unfinished block: adds the pad, and its plaintext with a one bit to the checksum. */
function cryptRest(p: usize, rest: usize, rounds: i32, encrypting: bool): void {
  if (encrypting) v128.store(OCB_CHECKSUM, v128.xor(v128.load(OCB_CHECKSUM), pad(p, rest)));
  v128.store(OCB_OFFSET, xor(OCB_OFFSET, L_STAR));
  v128.store(p, v128.xor(v128.load(p), encryptSingle(v128.load(OCB_OFFSET), SINGLE_KEYS, rounds)));
  if (!encrypting) v128.store(OCB_CHECKSUM, v128.xor(v128.load(OCB_CHECKSUM), pad(p, rest)));
}

/** Encrypts the next `length` bytes at IO in place; only the last call may bring no multiple of 16. */
export function ocbEncrypt(keyBytes: i32, length: i32): void {
  const rounds = roundsOf(keyBytes), rest = <usize>length & 15, end = IO + <usize>length - rest;
  for (let p = IO; p < end; p += 256) {
    const count = min<usize>(16, (end - p) >> 4);
    addBlocks(OCB_CHECKSUM, p, count);
    gather(p, count);
    encryptSeveral(BLOCKS, count, rounds);
    scatter(p, count);
  }
  if (rest) cryptRest(end, rest, rounds, true);
}

/** Decrypts the next `length` bytes at IO in place. Nothing of it may be used before ocbVerify gave 1. */
export function ocbDecrypt(keyBytes: i32, length: i32): void {
  const rounds = roundsOf(keyBytes), rest = <usize>length & 15, end = IO + <usize>length - rest;
  for (let p = IO; p < end; p += 256) {
    const count = min<usize>(16, (end - p) >> 4);
    gather(p, count);
    decryptSeveral(BLOCKS, count, rounds);
    scatter(p, count);
    addBlocks(OCB_CHECKSUM, p, count);
  }
  if (rest) cryptRest(end, rest, rounds, false);
}

/** Keeps what ocbStart prepared for the data while the additional data, which starts from zero, goes first. */
export function ocbBeginAad(): void {
  v128.store(OCB_CHECKSUM, v128.load(OCB_OFFSET));
  v128.store(OCB_OFFSET, i64x2.splat(0));
  v128.store(OCB_SUM, i64x2.splat(0));
}

/** Turns from the additional data to the data. */
export function ocbBeginData(): void {
  v128.store(OCB_OFFSET, v128.load(OCB_CHECKSUM));
  v128.store(OCB_CHECKSUM, i64x2.splat(0));
  store<u64>(OCB_INDEX, 0);
}

/** Writes the tag to DIGEST. */
export function ocbTag(keyBytes: i32): void {
  const last = v128.xor(xor(OCB_CHECKSUM, OCB_OFFSET), v128.load(L_DOLLAR));
  v128.store(DIGEST, v128.xor(encryptSingle(last, SINGLE_KEYS, roundsOf(keyBytes)), v128.load(OCB_SUM)));
}

/** 1 where the tag at TAG is the right one. */
export function ocbVerify(keyBytes: i32): i32 {
  ocbTag(keyBytes);
  return equal16(DIGEST, TAG);
}
