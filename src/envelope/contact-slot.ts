import { concat, wipe } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { makeSharedSecret, openSharedSecret } from '../crypto/hpke.ts';
import { KeyAgreementError } from '../crypto/key-error.ts';
import type { RandomSource } from '../crypto/random.ts';
import type { X25519KeyPair } from '../crypto/x25519.ts';
import { deriveHint, derivePairHintKey, HINT_LENGTH } from './hints.ts';
import { type Envelope, parametersOf, SLOT_CONTACT } from './parts.ts';
import type { SlotSecret, UnwrapFailure } from './slot-secret.ts';
import { unwrapDek } from './unwrap.ts';

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

type Version = Envelope['version'];
/** What both sides of the HPKE must agree on. */
const agreement = (version: Version, writer: Uint8Array, reader: Uint8Array) => ({
  info: new Writer().label(`fieldseal/${version}/hpke`).bytes(writer).bytes(reader).finish(),
  exporterContext: encodeUtf8(`fieldseal/${version}/slot-secret`),
});

/**
 * Slot type 3: for one contact, by HPKE Auth mode. Throws `KeyAgreementError` where the contact's key is unusable. The
 * caller wipes the secret.
 */
export async function prepareContactSlot(
  core: Core,
  salt: Uint8Array,
  writer: Identity,
  reader: ContactPublic,
  random: RandomSource,
): Promise<SlotSecret> {
  const parties = { recipientPublicKey: reader.x25519, sender: writer.x25519 };
  const agreed = agreement(2, writer.fingerprint, reader.fingerprint);
  const pair = { writer: writer.fingerprint, reader: reader.fingerprint };
  const hintKey = await derivePairHintKey(core, { ...pair, own: writer.x25519.privateKey, peer: reader.x25519 });
  const hint = deriveHint(core, hintKey, salt);
  wipe(hintKey);
  const { enc, secret } = await makeSharedSecret(core, { ...parties, ...agreed }, random);
  return { type: SLOT_CONTACT, secret, recipient: reader.fingerprint, parameters: concat(hint, enc) };
}

/** `writer` is the contact whose hint stands before the slot; that it opens proves the writer held that contact's key. */
export async function openContactSlot(
  core: Core,
  envelope: Envelope,
  reader: Identity,
  writer: ContactPublic,
  content: Uint8Array,
): Promise<Uint8Array | UnwrapFailure> {
  const parameters = parametersOf(content);
  let secret: Uint8Array | undefined;
  try {
    secret = await openSharedSecret(core, {
      enc: parameters.subarray(HINT_LENGTH),
      recipient: reader.x25519,
      senderPublicKey: writer.x25519,
      ...agreement(envelope.version, writer.fingerprint, reader.fingerprint),
    });
    const slot = { type: SLOT_CONTACT, secret, recipient: reader.fingerprint, parameters };
    return unwrapDek(core, envelope, slot, content);
  } catch (error) {
    if (error instanceof KeyAgreementError) return 'wrong-key';
    throw error;
  } finally {
    wipe(secret);
  }
}
