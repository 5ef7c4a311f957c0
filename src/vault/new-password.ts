import type { Core } from '../crypto/core.ts';
import { OutOfMemoryError } from '../crypto/errors.ts';
import type { RandomSource } from '../crypto/random.ts';
import { PassphraseEmptyError } from './errors.ts';
import { deriveSecret, type KdfParameters, makeKdfParameters } from './kdf.ts';
import { defaultKdfCost, fallbackKdfCost, type KdfCost, type KdfPolicy, kdfPolicy } from './kdf-policy.ts';

/** How a new passphrase is stretched; what is left out is the default. */
export interface StretchOptions {
  readonly kdf?: KdfCost;
  readonly policy?: KdfPolicy;
  /** The person agrees to PBKDF2 where the memory for Argon2id cannot be had. */
  readonly weaker?: boolean;
}

/**
 * Fresh parameters and the secret under them, which the caller wipes. Nothing weaker than was asked for comes of it unless
 * that was agreed to.
 * @throws PassphraseEmptyError, KdfParametersError, OutOfMemoryError
 */
export const makePasswordSecret = async (
  core: Core,
  random: RandomSource,
  passphrase: string,
  { kdf = defaultKdfCost, policy = kdfPolicy, weaker = false }: StretchOptions = {},
): Promise<{ readonly parameters: KdfParameters; readonly secret: Uint8Array }> => {
  if (passphrase === '') throw new PassphraseEmptyError();
  policy(kdf);
  const parameters = makeKdfParameters(kdf, random);
  try {
    return { parameters, secret: await deriveSecret(core, passphrase, parameters) };
  } catch (error) {
    if (!weaker || !(error instanceof OutOfMemoryError)) throw error;
    const fallback = makeKdfParameters(fallbackKdfCost, random);
    return { parameters: fallback, secret: await deriveSecret(core, passphrase, fallback) };
  }
};
