import { concat, equal } from '../bytes/bytes.ts';
import { FieldsealError } from '../bytes/errors.ts';
import { encodeHex } from '../bytes/hex.ts';
import { Reader } from '../bytes/reader.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { KdfParametersError, NewerVersionError, VaultDamagedError } from './errors.ts';
import { keyLength } from './keys.ts';
import { encodeSlot, isKeySlot, parseSlot, parseSlot1, type Slot, type SlotKind, type SlotNote } from './slot.ts';

/** The highest header format that this version reads, and the one it writes. */
export const headerFormat = 3;
/** What stands in the AAD of records and buckets. Their format is still the first one. */
export const boxFormat = 1;

export const vaultIdLength = 16;
const macLength = 32;
const maxHeaderLength = 65_536;
/** Each password slot may cost one run of its KDF: a header must not make unlocking take for ever. */
export const maxSlots: Readonly<Record<SlotKind, number>> = { password: 4, recovery: 4, passkey: 16, pin: 1 };

export interface VaultHeader {
  /** 16 bytes, random. */
  readonly vaultId: Uint8Array;
  /** The generation of the vault key, from 1. */
  readonly epoch: number;
  /** The vault key before this one, wrapped under it, 40 bytes: as long as rows are being wrapped again. */
  readonly previous?: Uint8Array;
  readonly slots: readonly Slot[];
}

/** A header whose MAC is not checked yet: nothing in it may be believed, only tried. */
export interface ParsedHeader extends VaultHeader {
  readonly bytes: Uint8Array;
  readonly format: number;
  /** Dates and names of the slots, where the format still kept them here. */
  readonly notes: readonly SlotNote[];
}

/** Always in the newest format. @param headerKey the vault's `header` key, 32 bytes. */
export const sealHeader = (core: Core, header: VaultHeader, headerKey: Uint8Array): Uint8Array => {
  const writer = new Writer().u16(headerFormat).bytes(header.vaultId).u32(header.epoch);
  writer.bytes8(header.previous ?? new Uint8Array(0)).u8(header.slots.length);
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

const parseBody = (bytes: Uint8Array): Omit<ParsedHeader, 'bytes'> => {
  const reader = new Reader(bytes);
  const format = reader.u16();
  if (format > headerFormat) throw new NewerVersionError({ format });
  if (format < 1) throw new VaultDamagedError('header');
  const vaultId = reader.bytes(vaultIdLength).slice();
  const epoch = reader.u32();
  const previous = format === 1 ? {} : parsePrevious(reader);
  const { slots, notes } = parseSlots(reader, format);
  reader.bytes(macLength);
  reader.end();
  checkSlots(slots);
  return { format, vaultId, epoch, ...previous, slots, notes };
};

const parsePrevious = (reader: Reader): { readonly previous?: Uint8Array } => {
  const previous = reader.bytes8();
  if (previous.length === 0) return {};
  if (previous.length !== keyLength + 8) throw new VaultDamagedError('header');
  return { previous: previous.slice() };
};

const parseSlots = (reader: Reader, format: number): Pick<ParsedHeader, 'slots' | 'notes'> => {
  const count = reader.u8();
  if (format > 1) return { slots: Array.from({ length: count }, () => parseSlot(reader)), notes: [] };
  const parsed = Array.from({ length: count }, () => parseSlot1(reader));
  return { slots: parsed.map(({ slot }) => slot), notes: parsed.flatMap(({ note }) => note ?? []) };
};

const checkSlots = (slots: readonly Slot[]): void => {
  for (const [kind, most] of Object.entries(maxSlots))
    if (slots.filter((slot) => slot.type === kind).length > most) throw new VaultDamagedError('header');
  const ids = slots.filter(isKeySlot).map(({ id }) => encodeHex(id));
  if (new Set(ids).size < ids.length) throw new VaultDamagedError('header');
};

/** @throws VaultDamagedError where the header was not written by somebody who holds the vault key. */
export const authenticateHeader = (core: Core, { bytes }: ParsedHeader, headerKey: Uint8Array): void => {
  const body = bytes.subarray(0, bytes.length - macLength);
  if (!equal(core.hmacSha256(headerKey, body), bytes.subarray(body.length))) throw new VaultDamagedError('header');
};
