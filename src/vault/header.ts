import { concat, equal } from '../bytes/bytes.ts';
import { FieldsealError } from '../bytes/errors.ts';
import { Reader } from '../bytes/reader.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { KdfParametersError, NewerVersionError, VaultDamagedError } from './errors.ts';
import { encodeSlot, parseSlot, type Slot } from './slot.ts';

/** The vault format that this version writes, and the highest that it reads. */
export const vaultFormat = 1;

export const vaultIdLength = 16;
const macLength = 32;
const maxHeaderLength = 65_536;
/** Each password slot may cost one run of its KDF: a header must not make unlocking take for ever. */
const maxPasswordSlots = 4;

export interface VaultHeader {
  /** 16 bytes, random. */
  readonly vaultId: Uint8Array;
  /** The generation of the vault key, from 1. */
  readonly epoch: number;
  readonly slots: readonly Slot[];
}

/** A header whose MAC is not checked yet: nothing in it may be believed, only tried. */
export interface ParsedHeader extends VaultHeader {
  readonly bytes: Uint8Array;
}

/** @param headerKey the vault's `header` key, 32 bytes. */
export const sealHeader = (core: Core, header: VaultHeader, headerKey: Uint8Array): Uint8Array => {
  const writer = new Writer().u16(vaultFormat).bytes(header.vaultId).u32(header.epoch).u8(header.slots.length);
  for (const slot of header.slots) writer.bytes(encodeSlot(slot));
  const body = writer.finish();
  return concat(body, core.hmacSha256(headerKey, body));
};

/**
 * Pure.
 * @throws NewerVersionError
 * @throws KdfParametersError for a KDF that this version does not have
 * @throws VaultDamagedError where the bytes do not follow the format
 */
export const parseHeader = (bytes: unknown): ParsedHeader => {
  if (!(bytes instanceof Uint8Array) || bytes.length > maxHeaderLength) throw new VaultDamagedError('header');
  try {
    return { ...parseBody(bytes), bytes: bytes.slice() };
  } catch (error) {
    if (error instanceof NewerVersionError || error instanceof KdfParametersError || error instanceof VaultDamagedError)
      throw error;
    if (error instanceof FieldsealError) throw new VaultDamagedError('header', {}, { cause: error });
    throw error;
  }
};

const parseBody = (bytes: Uint8Array): VaultHeader => {
  const reader = new Reader(bytes);
  const format = reader.u16();
  if (format > vaultFormat) throw new NewerVersionError({ format });
  if (format !== vaultFormat) throw new VaultDamagedError('header');
  const vaultId = reader.bytes(vaultIdLength).slice();
  const epoch = reader.u32();
  const slots = Array.from({ length: reader.u8() }, () => parseSlot(reader));
  if (slots.filter((slot) => slot.type === 'password').length > maxPasswordSlots) throw new VaultDamagedError('header');
  reader.bytes(macLength);
  reader.end();
  return { vaultId, epoch, slots };
};

/** @throws VaultDamagedError where the header was not written by somebody who holds the vault key. */
export const authenticateHeader = (core: Core, { bytes }: ParsedHeader, headerKey: Uint8Array): void => {
  const body = bytes.subarray(0, bytes.length - macLength);
  if (!equal(core.hmacSha256(headerKey, body), bytes.subarray(body.length))) throw new VaultDamagedError('header');
};
