// Eight blocks at a time through the bitsliced cipher, with the schedule that expandKey left in ROUND_KEYS.
// Constant time: see encrypt.ts and decrypt.ts.
import { IO, ROUND_KEYS } from '../memory';
import { transpose8 } from './bitslice';
import { decryptPlanes } from './decrypt';
import { encryptPlanes } from './encrypt';
import { expandKey, roundsOf } from './key-schedule';

/** Encrypts `batches` times eight blocks at `p` in place. */
export function encryptBatches(p: usize, rounds: i32, batches: usize): void {
  const end = p + (batches << 7);
  for (let q = p; q < end; q += 128) transpose8(q);
  encryptPlanes(p, ROUND_KEYS, rounds, batches);
  for (let q = p; q < end; q += 128) transpose8(q);
}

/** Encrypts the eight blocks at `p` in place. */
export function encrypt8(p: usize, rounds: i32): void {
  encryptBatches(p, rounds, 1);
}

/** Decrypts `batches` times eight blocks at `p` in place. */
export function decryptBatches(p: usize, rounds: i32, batches: usize): void {
  const end = p + (batches << 7);
  for (let q = p; q < end; q += 128) transpose8(q);
  decryptPlanes(p, ROUND_KEYS, rounds, batches);
  for (let q = p; q < end; q += 128) transpose8(q);
}

/** The bare cipher, for known-answer tests: eight blocks at IO under the key at KEY. */
export function aesEncrypt8(keyBytes: i32): void {
  expandKey(keyBytes);
  encrypt8(IO, roundsOf(keyBytes));
}

/** The bare inverse cipher, for known-answer tests. */
export function aesDecrypt8(keyBytes: i32): void {
  expandKey(keyBytes);
  decryptBatches(IO, roundsOf(keyBytes), 1);
}
