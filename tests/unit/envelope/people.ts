// People, keys and randomness for tests: everything follows from a seed, so that vectors can be frozen.
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../../../src/bytes/bytes.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import type { Core } from '../../../src/crypto/core.ts';
import type { RandomSource } from '../../../src/crypto/random.ts';
import { deriveX25519PublicKey } from '../../../src/crypto/x25519.ts';
import type { ContactPublic, Identity } from '../../../src/envelope/contact-slot.ts';
import { deriveFingerprint } from '../../../src/envelope/fingerprint.ts';
import type { KdfParameters } from '../../../src/envelope/kdf-parameters.ts';
import { loadTestCore } from '../../support/core.ts';
import { twinCore } from '../../support/twin-core.ts';

/** The released core and its twin: both must do the same. */
export const CORES: readonly (readonly [string, Core])[] = [
  ['the WebAssembly core', await loadTestCore()],
  ['the twin', twinCore],
];

/** The cheapest stretching that is accepted. */
export const CHEAP_KDF: KdfParameters = { kdf: 'pbkdf2-sha256', iterations: 310_000 };

/** SHA-256 over a seed and a counter: the n-th call after the start always gives the same. */
export function seededRandom(seed: string): RandomSource {
  let count = 0;
  return (length) => {
    const blocks: Uint8Array[] = [];
    for (let block = 0; block * 32 < length; block++) blocks.push(sha256(encodeUtf8(`${seed}/${count}/${block}`)));
    count++;
    return new Uint8Array(concat(...blocks).subarray(0, length));
  };
}

export interface Person extends Identity {
  readonly selfKey: Uint8Array;
  readonly ed25519: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
  /** What others know. */
  readonly contact: ContactPublic;
}

export async function makePerson(name: string): Promise<Person> {
  const random = seededRandom(name);
  const privateKey = random(32);
  const x25519 = { privateKey, publicKey: await deriveX25519PublicKey(privateKey) };
  const seed = random(32);
  const signing = { privateKey: seed, publicKey: ed25519.getPublicKey(seed) };
  const fingerprint = deriveFingerprint(signing.publicKey, x25519.publicKey);
  const contact = { fingerprint, x25519: x25519.publicKey };
  return { x25519, ed25519: signing, fingerprint, selfKey: random(32), contact };
}

export const alice = await makePerson('alice');
export const bob = await makePerson('bob');
export const carol = await makePerson('carol');
export const mallory = await makePerson('mallory');

/** The code of the error a call ends with, or what it gave. */
export async function codeOf(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}
