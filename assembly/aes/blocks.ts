// The bare cipher and its inverse, for known-answer tests: eight blocks at IO under the key at KEY. Constant time: see
// several.ts and inverse.ts.
import { IO } from '../memory';
import { decryptSeveral, prepareInverse } from './inverse';
import { expandWords, roundsOf } from './key-schedule';
import { encryptSeveral, prepareSeveral } from './several';

export function aesEncrypt8(keyBytes: i32): void {
  expandWords(keyBytes);
  prepareSeveral(roundsOf(keyBytes));
  encryptSeveral(IO, 8, roundsOf(keyBytes));
}

export function aesDecrypt8(keyBytes: i32): void {
  expandWords(keyBytes);
  prepareInverse(roundsOf(keyBytes));
  decryptSeveral(IO, 8, roundsOf(keyBytes));
}
