import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../../../src/bytes/bytes.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import type { RandomSource } from '../../../src/crypto/random.ts';

/** The same bytes for the same seed, for ever: SHA-256 of the seed and a counter, one block after the other. */
export const seededRandom = (seed: string): RandomSource => {
  let counter = 0;
  let rest = new Uint8Array(0);
  return (length) => {
    while (rest.length < length) rest = concat(rest, sha256(encodeUtf8(`${seed}/${counter++}`)));
    const taken = rest.slice(0, length);
    rest = rest.slice(length);
    return taken;
  };
};
