import type { Reader } from '../bytes/reader.ts';
import type { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { stretch } from '../crypto/stretch.ts';
import { EnvelopeError } from './errors.ts';

/** How a passphrase is stretched. */
export type KdfParameters =
  | {
      readonly kdf: 'argon2id';
      readonly memoryKiB: number;
      readonly iterations: number;
      readonly parallelism: number;
    }
  | { readonly kdf: 'pbkdf2-sha256'; readonly iterations: number };

export const DEFAULT_KDF: KdfParameters = { kdf: 'argon2id', memoryKiB: 131_072, iterations: 3, parallelism: 1 };

const ARGON2ID = 1;
const PBKDF2 = 2;
const SALT = 16;

/**
 * Below the floor a text could be guessed, above the ceiling a text could stop a phone: half a GiB is what a browser
 * there still gives to one page.
 */
const LIMITS = {
  argon2id: { memoryKiB: [65_536, 524_288], iterations: [3, 10], parallelism: [1, 4] },
  'pbkdf2-sha256': { iterations: [310_000, 5_000_000] },
} as const;

/** Throws `kdf-parameters` outside floor and ceiling. To be called before any stretching. */
export function checkKdfParameters(parameters: KdfParameters): void {
  for (const [name, [floor, ceiling]] of Object.entries(LIMITS[parameters.kdf])) {
    const value = Object.entries(parameters).find(([key]) => key === name)?.[1];
    if (!Number.isInteger(value) || Number(value) < floor || Number(value) > ceiling) {
      throw new EnvelopeError('kdf-parameters', { parameter: name, floor, ceiling });
    }
  }
}

export function writeKdfParameters(writer: Writer, parameters: KdfParameters, salt: Uint8Array): void {
  const { iterations } = parameters;
  if (parameters.kdf === 'argon2id') {
    writer.u8(ARGON2ID).u32(parameters.memoryKiB).u32(iterations).u8(parameters.parallelism).bytes(salt);
  } else {
    writer.u8(PBKDF2).u32(0).u32(iterations).u8(1).bytes(salt);
  }
}

/** Throws `kdf-parameters` outside floor and ceiling, and on an unknown kind. */
export function readKdfParameters(reader: Reader): { parameters: KdfParameters; salt: Uint8Array } {
  const kind = reader.u8();
  const memoryKiB = reader.u32();
  const iterations = reader.u32();
  const parallelism = reader.u8();
  const salt = reader.bytes(SALT);
  if (kind === ARGON2ID) {
    const parameters = { kdf: 'argon2id', memoryKiB, iterations, parallelism } as const;
    checkKdfParameters(parameters);
    return { parameters, salt };
  }
  if (kind !== PBKDF2 || memoryKiB !== 0 || parallelism !== 1) throw new EnvelopeError('kdf-parameters');
  const parameters = { kdf: 'pbkdf2-sha256', iterations } as const;
  checkKdfParameters(parameters);
  return { parameters, salt };
}

/** 32 bytes that the caller wipes. */
export async function deriveFromPassphrase(
  core: Core,
  password: Uint8Array,
  salt: Uint8Array,
  parameters: KdfParameters,
): Promise<Uint8Array> {
  return stretch(core, { ...parameters, password, salt, length: 32 });
}
