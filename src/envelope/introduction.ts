import { concat, equal, wipe } from '../bytes/bytes.ts';
import { MAX_INTRODUCTIONS } from '../bytes/sealed-length.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import { makeBaseSecret, openBaseSecret } from '../crypto/hpke.ts';
import { KeyAgreementError } from '../crypto/key-error.ts';
import type { RandomSource } from '../crypto/random.ts';
import type { ContactPublic, Identity } from './contact-slot.ts';
import { CardError } from './errors.ts';
import { VERSION_KIND } from './format2.ts';
import { NONCE } from './keys2.ts';
import { type Envelope, SLOT_INTRODUCTION, type Slot } from './parts.ts';
import { parseShortCard, type ShortCard } from './short-card.ts';

const ENC = 32;

/** My short card, for those among the recipients who may not have a card of mine. */
export interface Introduction {
  /** From `makeShortCard`. */
  readonly card: Uint8Array;
  /** At most `MAX_INTRODUCTIONS`. */
  readonly to: readonly ContactPublic[];
}

const agreement = (binding: Uint8Array, reader: Uint8Array) => ({
  info: new Writer().label('fieldseal/2/introduction').bytes(reader).bytes(binding).finish(),
  exporterContext: encodeUtf8('fieldseal/2/card-key'),
});

/** Of this text alone: what is taken over into another one does not open there. */
const aadOf = (binding: Uint8Array): Uint8Array =>
  new Writer().u8(VERSION_KIND).u8(SLOT_INTRODUCTION).bytes(binding).finish();

/** Slot type 9: the writer's short card for one reader, by HPKE Base mode. Throws `KeyAgreementError`. */
export async function sealIntroduction(
  core: Core,
  binding: Uint8Array,
  reader: ContactPublic,
  card: Uint8Array,
  random: RandomSource,
): Promise<Slot> {
  const agreed = { recipientPublicKey: reader.x25519, ...agreement(binding, reader.fingerprint) };
  const { enc, secret } = await makeBaseSecret(core, agreed, random);
  try {
    const sealed = core.aesGcmSeal(secret, NONCE, aadOf(binding), card);
    return { type: SLOT_INTRODUCTION, content: concat(enc, sealed) };
  } finally {
    wipe(secret);
  }
}

/** The introductions of a text that are tried. Format 1 has none. */
export const introductionsIn = ({ version, slots }: Envelope): readonly Slot[] =>
  version === 2 ? slots.filter(({ type }) => type === SLOT_INTRODUCTION).slice(0, MAX_INTRODUCTIONS) : [];

/** Of the encapsulated key, of the ciphertext, of the card. */
const refusals = [KeyAgreementError, AuthenticationError, SealedTextError, CardError];

/**
 * The card of somebody who says that they wrote this for me; it proves nothing yet. Undefined where it is for another
 * reader, or holds no sound card, or my own.
 */
export async function openIntroduction(
  core: Core,
  { binding }: Envelope,
  me: Identity,
  { content }: Slot,
): Promise<ShortCard | undefined> {
  let secret: Uint8Array | undefined;
  try {
    const agreed = { enc: content.subarray(0, ENC), recipient: me.x25519, ...agreement(binding, me.fingerprint) };
    secret = await openBaseSecret(core, agreed);
    const card = await parseShortCard(core.aesGcmOpen(secret, NONCE, aadOf(binding), content.subarray(ENC)));
    return equal(card.fingerprint, me.fingerprint) ? undefined : card;
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) return undefined;
    throw error;
  } finally {
    wipe(secret);
  }
}
