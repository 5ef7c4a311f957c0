import { concat, wipe } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { makeSharedSecret, openSharedSecret } from '../crypto/hpke.ts';
import { KeyAgreementError } from '../crypto/key-error.ts';
import type { RandomSource } from '../crypto/random.ts';
import type { X25519KeyPair } from '../crypto/x25519.ts';
import { type Binding, SLOT_CONTACT, type Slot } from './format.ts';
import { deriveHint, derivePairHintKey, HINT_LENGTH } from './hints.ts';
import { type UnwrapFailure, unwrapDek, wrapDek } from './keys.ts';

/** Someone's public side, from a contact card. */
export interface ContactPublic {
  /** 32 bytes. */
  readonly fingerprint: Uint8Array;
  /** 32 bytes. */
  readonly x25519: Uint8Array;
}

/** The person who seals or opens. */
export interface Identity {
  /** 32 bytes. */
  readonly fingerprint: Uint8Array;
  readonly x25519: X25519KeyPair;
}

const ENC_LENGTH = 32;
const EXPORT = { exporterContext: encodeUtf8('fieldseal/1/slot-secret'), length: 32 } as const;
const hpkeInfo = (writer: Uint8Array, reader: Uint8Array): Uint8Array =>
  new Writer().label('fieldseal/1/hpke').bytes(writer).bytes(reader).finish();

/** Slot type 3: for one contact, by HPKE Auth mode. Throws `KeyAgreementError` where the contact's key is unusable. */
export async function makeContactSlot(
  core: Core,
  message: Binding,
  writer: Identity,
  reader: ContactPublic,
  dek: Uint8Array,
  random: RandomSource,
): Promise<Slot> {
  const { enc, secret } = await makeSharedSecret(
    {
      recipientPublicKey: reader.x25519,
      sender: writer.x25519,
      info: hpkeInfo(writer.fingerprint, reader.fingerprint),
      ...EXPORT,
    },
    random,
  );
  const pair = { writer: writer.fingerprint, reader: reader.fingerprint };
  const hintKey = await derivePairHintKey(core, { ...pair, own: writer.x25519.privateKey, peer: reader.x25519 });
  const parameters = concat(deriveHint(core, hintKey, message.salt), enc);
  const slot = { type: SLOT_CONTACT, secret, recipient: reader.fingerprint, parameters };
  const wrapped = wrapDek(core, message, slot, dek);
  wipe(secret, hintKey);
  return { type: SLOT_CONTACT, content: concat(parameters, wrapped) };
}

/** `writer` is the contact whose hint stands before the slot; that it opens proves the writer held that contact's key. */
export async function openContactSlot(
  core: Core,
  message: Binding,
  reader: Identity,
  writer: ContactPublic,
  content: Uint8Array,
): Promise<Uint8Array | UnwrapFailure> {
  const parameters = content.subarray(0, HINT_LENGTH + ENC_LENGTH);
  try {
    const secret = await openSharedSecret({
      enc: parameters.subarray(HINT_LENGTH),
      recipient: reader.x25519,
      senderPublicKey: writer.x25519,
      info: hpkeInfo(writer.fingerprint, reader.fingerprint),
      ...EXPORT,
    });
    const slot = { type: SLOT_CONTACT, secret, recipient: reader.fingerprint, parameters };
    const dek = unwrapDek(core, message, slot, content.subarray(parameters.length));
    wipe(secret);
    return dek;
  } catch (error) {
    if (error instanceof KeyAgreementError) return 'wrong-key';
    throw error;
  }
}
