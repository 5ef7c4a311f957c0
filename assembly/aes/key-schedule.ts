// Key expansion (FIPS 197 §5.2) into words, which every form of the cipher turns into round keys of its own.
// Constant time: SubWord looks up inside registers (single.ts); no memory table, no branch on key bytes.
import { KEY, KEY_WORDS } from '../memory';
import { encryptSingle } from './single';

const NO_KEYS: usize = memory.data(32, 16);

/** SubWord as one round with zero keys; four equal columns are not moved by ShiftRows. */
function subWord(word: u32): u32 {
  return i32x4.extract_lane(encryptSingle(i32x4.splat(word), NO_KEYS, 1), 0) ^ 0x63636363;
}

/** Rounds of AES with a key of `keyBytes` bytes. */
@inline export function roundsOf(keyBytes: i32): i32 {
  return (keyBytes >> 2) + 6;
}

/** Expands the `keyBytes` (16 or 32) bytes at KEY into KEY_WORDS. Words are little-endian: byte 0 lowest. */
export function expandWords(keyBytes: i32): void {
  const nk = keyBytes >> 2, words = (roundsOf(keyBytes) + 1) << 2;
  memory.copy(KEY_WORDS, KEY, keyBytes);
  let rcon: u32 = 1, word = load<u32>(KEY_WORDS + <usize>keyBytes - 4);
  for (let i = nk; i < words; i++) {
    const at = KEY_WORDS + (<usize>i << 2);
    if ((i & (nk - 1)) == 0) {
      word = subWord(rotr<u32>(word, 8)) ^ rcon;
      // Doubling in GF(2^8); the round number is public.
      rcon = (rcon << 1) ^ (rcon >> 7) * 0x11b;
    } else if (nk == 8 && (i & 7) == 4) {
      word = subWord(word);
    }
    word ^= load<u32>(at - <usize>keyBytes);
    store<u32>(at, word);
  }
}
