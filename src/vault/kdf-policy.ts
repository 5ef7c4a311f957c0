import { KdfParametersError } from './errors.ts';

/** How hard a guess is made. `memoryKiB` in KiB. */
export type KdfCost =
  | { readonly kdf: 'argon2id'; readonly memoryKiB: number; readonly iterations: number; readonly parallelism: number }
  | { readonly kdf: 'pbkdf2-sha256'; readonly iterations: number };

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What this version agrees to run, whatever a slot says. Below: a downgrade. Above: a memory or time bomb. */
export interface KdfPolicy {
  readonly argon2id: { readonly memoryKiB: Bounds; readonly iterations: Bounds; readonly parallelism: Bounds };
  readonly pbkdf2Sha256: { readonly iterations: Bounds };
}

/** What new slots get: Argon2id, 128 MiB, three passes. */
export const defaultKdfCost: KdfCost = { kdf: 'argon2id', memoryKiB: 131_072, iterations: 3, parallelism: 1 };

/** Only where the memory for Argon2id cannot be had. */
export const fallbackKdfCost: KdfCost = { kdf: 'pbkdf2-sha256', iterations: 310_000 };

export const kdfPolicy: KdfPolicy = {
  argon2id: {
    memoryKiB: { min: 65_536, max: 524_288 },
    iterations: { min: 3, max: 10 },
    parallelism: { min: 1, max: 4 },
  },
  pbkdf2Sha256: { iterations: { min: 310_000, max: 5_000_000 } },
};

/** @throws KdfParametersError naming the figure that lies outside, before anything is run. */
export const checkKdfCost = (cost: KdfCost, policy: KdfPolicy): void => {
  if (cost.kdf === 'pbkdf2-sha256') {
    check('iterations', cost.iterations, policy.pbkdf2Sha256.iterations);
    return;
  }
  check('memoryKiB', cost.memoryKiB, policy.argon2id.memoryKiB);
  check('iterations', cost.iterations, policy.argon2id.iterations);
  check('parallelism', cost.parallelism, policy.argon2id.parallelism);
};

const check = (parameter: string, value: number, { min, max }: Bounds): void => {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new KdfParametersError({ parameter, value, floor: min, ceiling: max });
  }
};
