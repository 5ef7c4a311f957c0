import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import type { RandomSource } from '../crypto/random.ts';
import { RecordDamagedError } from './errors.ts';
import { boxFormat } from './header.ts';
import { previousWrapKey, recordWrapKey, type VaultKeys } from './keys.ts';
import { openBox, sealBox, type WrapKey } from './sealed-box.ts';

/** 32 lower-case hex digits. */
export type RecordId = string;

export const recordIdLength = 16;
/** Content bytes of one record. */
export const maxRecordLength = 33_554_432;

/** Where a record stands. None of it is readable in the database: it is in the sealed manifest and in the AAD. */
export interface RecordPlace {
  readonly id: RecordId;
  /** Which store the record belongs to, at most 255 bytes of UTF-8. */
  readonly store: string;
  /** The version of the content's encoding, 0 to 65,535. */
  readonly schema: number;
  /** From 1, one more at each write of this record. */
  readonly revision: number;
}

export const isRecordId = (text: unknown): text is RecordId => typeof text === 'string' && /^[0-9a-f]{32}$/.test(text);

export const makeRecordId = (random: RandomSource): RecordId => encodeHex(random(recordIdLength));

export const recordAad = (vaultId: Uint8Array, place: RecordPlace): Uint8Array =>
  new Writer()
    .label('fieldseal/1/record')
    .u16(boxFormat)
    .bytes(vaultId)
    .bytes8(encodeUtf8(place.store))
    .bytes(decodeHex(place.id))
    .u16(place.schema)
    .u32(place.revision)
    .finish();

/** The bytes of the row. */
export const sealRecord = (
  core: Core,
  random: RandomSource,
  keys: VaultKeys,
  vaultId: Uint8Array,
  place: RecordPlace,
  content: Uint8Array,
): Uint8Array => {
  if (content.length > maxRecordLength) throw new RangeError(`record of ${content.length} bytes`);
  return sealBox(core, random, recordWrapKey(keys), recordAad(vaultId, place), content);
};

/**
 * The content; the caller wipes it.
 * @throws RecordDamagedError where the row was not sealed for this very place and revision
 */
export const openRecord = (
  core: Core,
  keys: VaultKeys,
  vaultId: Uint8Array,
  place: RecordPlace,
  row: unknown,
): Uint8Array => {
  if (!(row instanceof Uint8Array)) throw new RecordDamagedError(place.id);
  const aad = recordAad(vaultId, place);
  try {
    return openBox(core, recordWrapKey(keys), aad, row);
  } catch (cause) {
    const previous = previousWrapKey(keys);
    const earlier = previous && openUnder(core, previous, aad, row);
    if (earlier) return earlier;
    throw new RecordDamagedError(place.id, { cause });
  }
};

/** While the vault key is being changed, some rows are still wrapped under the one before. */
const openUnder = (core: Core, wrapKey: WrapKey, aad: Uint8Array, row: Uint8Array): Uint8Array | undefined => {
  try {
    return openBox(core, wrapKey, aad, row);
  } catch {
    return undefined;
  }
};
