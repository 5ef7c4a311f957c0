import { EnvelopeError } from '../envelope/errors.ts';
import { checkKdfParameters, DEFAULT_KDF, type KdfParameters } from '../envelope/kdf-parameters.ts';
import { KdfParametersError } from './errors.ts';

/** How hard a guess is made. `memoryKiB` in KiB. */
export type KdfCost = KdfParameters;

/**
 * What this version agrees to run, whatever a slot says. Below: a downgrade. Above: a memory or time bomb.
 * Throws `KdfParametersError` before anything is run.
 */
export type KdfPolicy = (cost: KdfCost) => void;

/** What new slots get: Argon2id, 128 MiB, three passes. */
export const defaultKdfCost: KdfCost = DEFAULT_KDF;

/** Only where the memory for Argon2id cannot be had, and the person agrees. What was made with 310,000 opens for ever. */
export const fallbackKdfCost: KdfCost = { kdf: 'pbkdf2-sha256', iterations: 600_000 };

/** Floors and ceilings are those of the envelope: there is one place for them. */
export const kdfPolicy: KdfPolicy = (cost) => {
  try {
    checkKdfParameters(cost);
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    throw new KdfParametersError(error.details);
  }
};

/** Whether guessing at `cost` is cheaper than at `wanted`. PBKDF2 needs no memory, so it always is. */
export const isWeaker = (cost: KdfCost, wanted: KdfCost): boolean => {
  if (wanted.kdf === 'pbkdf2-sha256') return cost.kdf === 'pbkdf2-sha256' && cost.iterations < wanted.iterations;
  if (cost.kdf === 'pbkdf2-sha256') return true;
  return cost.memoryKiB < wanted.memoryKiB || cost.iterations < wanted.iterations;
};
