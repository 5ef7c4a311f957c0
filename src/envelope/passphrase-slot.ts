import { concat, wipe } from '../bytes/bytes.ts';
import { Reader } from '../bytes/reader.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import type { RandomSource } from '../crypto/random.ts';
import { EnvelopeError } from './errors.ts';
import { type Binding, SLOT_PASSPHRASE, type Slot } from './format.ts';
import {
  checkKdfParameters,
  DEFAULT_KDF,
  deriveFromPassphrase,
  KDF_LENGTH,
  type KdfParameters,
  readKdfParameters,
  writeKdfParameters,
} from './kdf-parameters.ts';
import { NOBODY, type UnwrapFailure, unwrapDek, wrapDek } from './keys.ts';

export interface Passphrase {
  readonly text: string;
  /** `DEFAULT_KDF` unless told. */
  readonly kdf?: KdfParameters;
}

/** Slot type 2: for anyone who knows the passphrase. Throws `passphrase-empty` and `kdf-parameters`. */
export function makePassphraseSlot(
  core: Core,
  message: Binding,
  passphrase: Passphrase,
  dek: Uint8Array,
  random: RandomSource,
): Slot {
  const kdf = passphrase.kdf ?? DEFAULT_KDF;
  checkKdfParameters(kdf);
  const salt = random(16);
  const writer = new Writer();
  writeKdfParameters(writer, kdf, salt);
  const parameters = writer.finish();
  const secret = stretch(core, passphrase.text, salt, kdf);
  const wrapped = wrapDek(core, message, { type: SLOT_PASSPHRASE, secret, recipient: NOBODY, parameters }, dek);
  wipe(secret);
  return { type: SLOT_PASSPHRASE, content: concat(parameters, wrapped) };
}

/** Throws `kdf-parameters` before any stretching. */
export function openPassphraseSlot(
  core: Core,
  message: Binding,
  passphrase: string,
  content: Uint8Array,
): Uint8Array | UnwrapFailure {
  const parameters = content.subarray(0, KDF_LENGTH);
  const kdf = readKdfParameters(new Reader(parameters));
  const secret = stretch(core, passphrase, kdf.salt, kdf.parameters);
  const slot = { type: SLOT_PASSPHRASE, secret, recipient: NOBODY, parameters };
  const dek = unwrapDek(core, message, slot, content.subarray(KDF_LENGTH));
  wipe(secret);
  return dek;
}

/** NFKC, so that the same passphrase typed on another keyboard is the same bytes. */
function stretch(core: Core, passphrase: string, salt: Uint8Array, kdf: KdfParameters): Uint8Array {
  const password = encodeUtf8(passphrase.normalize('NFKC'));
  if (password.length === 0) throw new EnvelopeError('passphrase-empty');
  try {
    return deriveFromPassphrase(core, password, salt, kdf);
  } finally {
    wipe(password);
  }
}
