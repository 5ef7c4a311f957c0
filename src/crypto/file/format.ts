// The byte layout of README.md: header, derivation, nonces.
import { concat, equal, wipe } from '../../bytes/bytes.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { requireInteger } from '../checks.ts';
import type { Core } from '../core.ts';
import { AuthenticationError } from '../errors.ts';
import { SealedFileError } from './errors.ts';

export const TAG_BYTES = 16;
export const HEADER_BYTES = 72;
const MAGIC = encodeUtf8('FSFILE');
const VERSION = 1;
const INFO = encodeUtf8('Fieldseal file v1');
const [PARAMETERS_END, SALT_END] = [8, 40];
const KEY_BYTES = 32;
const PREFIX_BYTES = 7;
const COMMITMENT_BYTES = 32;
const [LEAST_LOG, MOST_LOG] = [16, 20];
/** Of plaintext: 1 TiB. */
const MAX_FILE_BYTES = 2 ** 40;

/** What the chunks of one file are sealed with. Its holder wipes it. */
export interface ChunkKeys {
  /** AES-256. */
  readonly key: Uint8Array<ArrayBuffer>;
  /** The first 7 bytes of every nonce. */
  readonly prefix: Uint8Array<ArrayBuffer>;
}

export interface FileStart {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly keys: ChunkKeys;
  /** Bytes of plaintext in every chunk but the last. */
  readonly chunkBytes: number;
}

function derive(core: Core, fileKey: Uint8Array, parameters: Uint8Array, salt: Uint8Array) {
  if (fileKey.length !== KEY_BYTES) throw new RangeError(`a file key must be 32 bytes, not ${fileKey.length}`);
  const length = KEY_BYTES + PREFIX_BYTES + COMMITMENT_BYTES;
  const okm = core.hkdfSha256(fileKey, salt, concat(INFO, parameters), length);
  const keys: ChunkKeys = { key: okm.slice(0, KEY_BYTES), prefix: okm.slice(KEY_BYTES, KEY_BYTES + PREFIX_BYTES) };
  const commitment = okm.slice(KEY_BYTES + PREFIX_BYTES);
  wipe(okm);
  return { keys, commitment };
}

/**
 * A header for a new file and the keys that go with it.
 *
 * @param fileKey 32 bytes.
 * @param salt 32 random bytes, never used before.
 * @param chunkBytes a power of two from 2^16 to 2^20.
 */
export function startSealing(core: Core, fileKey: Uint8Array, salt: Uint8Array, chunkBytes: number): FileStart {
  requireInteger('the base-2 logarithm of a chunk size', Math.log2(chunkBytes), LEAST_LOG, MOST_LOG);
  if (salt.length !== SALT_END - PARAMETERS_END) throw new RangeError(`a salt must be 32 bytes, not ${salt.length}`);
  const parameters = concat(MAGIC, Uint8Array.of(VERSION, Math.log2(chunkBytes)));
  const { keys, commitment } = derive(core, fileKey, parameters, salt);
  return { header: concat(parameters, salt, commitment), keys, chunkBytes };
}

/**
 * The keys that a header's file was sealed with. Throws `SealedFileError` where it is no header of this version, and
 * `AuthenticationError` where the key is another one or the header was changed.
 */
export function startOpening(core: Core, fileKey: Uint8Array, header: Uint8Array<ArrayBuffer>): FileStart {
  const [version, log = 0] = header.subarray(MAGIC.length);
  if (header.length !== HEADER_BYTES || !equal(header.subarray(0, MAGIC.length), MAGIC)) {
    throw new SealedFileError('not-sealed-file');
  }
  if (version !== VERSION || log < LEAST_LOG || log > MOST_LOG) throw new SealedFileError('newer-version');
  const parameters = header.subarray(0, PARAMETERS_END);
  const { keys, commitment } = derive(core, fileKey, parameters, header.subarray(PARAMETERS_END, SALT_END));
  if (!equal(commitment, header.subarray(SALT_END))) {
    wipe(keys.key, keys.prefix);
    throw new AuthenticationError();
  }
  return { header, keys, chunkBytes: 2 ** log };
}

/** Throws `SealedFileError` `too-large` where a chunk would begin beyond what a file may hold. */
export function requireIndex(index: number, chunkBytes: number): void {
  if (index >= MAX_FILE_BYTES / chunkBytes) throw new SealedFileError('too-large');
}

/** STREAM's nonce: prefix ‖ number ‖ whether it is the last. */
export function deriveNonce(prefix: Uint8Array, index: number, final: boolean): Uint8Array {
  const nonce = new Uint8Array(PREFIX_BYTES + 5);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(PREFIX_BYTES, index);
  nonce[PREFIX_BYTES + 4] = final ? 1 : 0;
  return nonce;
}
