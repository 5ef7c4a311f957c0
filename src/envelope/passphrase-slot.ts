import { wipe } from '../bytes/bytes.ts';
import { Reader } from '../bytes/reader.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import type { RandomSource } from '../crypto/random.ts';
import { EnvelopeError } from './errors.ts';
import {
  checkKdfParameters,
  DEFAULT_KDF,
  deriveFromPassphrase,
  type KdfParameters,
  readKdfParameters,
  writeKdfParameters,
} from './kdf-parameters.ts';
import { type Envelope, parametersOf, SLOT_PASSPHRASE } from './parts.ts';
import { NOBODY, type SlotSecret, type UnwrapFailure } from './slot-secret.ts';
import { unwrapDek } from './unwrap.ts';

export interface Passphrase {
  readonly text: string;
  /** `DEFAULT_KDF` unless told. */
  readonly kdf?: KdfParameters;
}

/** Slot type 2: for anyone who knows the passphrase. Throws `passphrase-empty` and `kdf-parameters`. The caller wipes the secret. */
export async function preparePassphraseSlot(
  core: Core,
  passphrase: Passphrase,
  random: RandomSource,
): Promise<SlotSecret> {
  const kdf = passphrase.kdf ?? DEFAULT_KDF;
  checkKdfParameters(kdf);
  const salt = random(16);
  const writer = new Writer();
  writeKdfParameters(writer, kdf, salt);
  const secret = await stretch(core, passphrase.text, salt, kdf);
  return { type: SLOT_PASSPHRASE, secret, recipient: NOBODY, parameters: writer.finish() };
}

/** Throws `kdf-parameters` before any stretching. */
export async function openPassphraseSlot(
  core: Core,
  envelope: Envelope,
  passphrase: string,
  content: Uint8Array,
): Promise<Uint8Array | UnwrapFailure> {
  const parameters = parametersOf(content);
  const kdf = readKdfParameters(new Reader(parameters));
  const secret = await stretch(core, passphrase, kdf.salt, kdf.parameters);
  try {
    return unwrapDek(core, envelope, { type: SLOT_PASSPHRASE, secret, recipient: NOBODY, parameters }, content);
  } finally {
    wipe(secret);
  }
}

/** NFKC, so that the same passphrase typed on another keyboard is the same bytes. */
async function stretch(core: Core, passphrase: string, salt: Uint8Array, kdf: KdfParameters): Promise<Uint8Array> {
  const password = encodeUtf8(passphrase.normalize('NFKC'));
  if (password.length === 0) throw new EnvelopeError('passphrase-empty');
  try {
    return await deriveFromPassphrase(core, password, salt, kdf);
  } finally {
    wipe(password);
  }
}
