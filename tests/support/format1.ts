// Seals in format 1, which the program only opens: for its frozen vectors and for the attacks on it.
import { armor } from '../../src/bytes/armor.ts';
import { concat } from '../../src/bytes/bytes.ts';
import { padmeLength } from '../../src/bytes/padme.ts';
import { encodeUtf8 } from '../../src/bytes/utf8.ts';
import { Writer } from '../../src/bytes/writer.ts';
import type { Core } from '../../src/crypto/core.ts';
import { makeSharedSecret } from '../../src/crypto/hpke.ts';
import { type RandomSource, randomBytes } from '../../src/crypto/random.ts';
import type { ContactPublic, Identity } from '../../src/envelope/contact-slot.ts';
import { deriveHint, derivePairHintKey } from '../../src/envelope/hints.ts';
import { type Binding1, deriveKek1, deriveMessageKeys } from '../../src/envelope/keys1.ts';
import { SLOT_CONTACT, type Slot } from '../../src/envelope/parts.ts';
import { preparePassphraseSlot } from '../../src/envelope/passphrase-slot.ts';
import type { Readers, SealOptions } from '../../src/envelope/seal.ts';
import { prepareSelfSlot } from '../../src/envelope/self-slot.ts';
import type { SlotSecret } from '../../src/envelope/slot-secret.ts';

interface Content1 {
  readonly time: number;
  readonly origin: string;
  readonly sender: Uint8Array;
}

/** Padded plaintext of any type. */
export function encodeTyped1(type: number, { time, sender, origin }: Content1, content: Uint8Array): Uint8Array {
  const bytes = new Writer().u8(type).u64(time).bytes(sender).bytes16(encodeUtf8(origin)).bytes32(content).finish();
  return concat(bytes, new Uint8Array(Math.max(128, padmeLength(bytes.length)) - bytes.length));
}

export const encodePlaintext1 = (content: Content1 & { readonly text: string }): Uint8Array =>
  encodeTyped1(1, content, encodeUtf8(content.text));

/** The bytes before the nonce. */
export function encodeHeader1({ salt, commitment, binding, slots }: Binding1 & { slots: readonly Slot[] }): Uint8Array {
  const writer = new Writer().u8(1).u8(1).bytes(salt).bytes(commitment).bytes(binding).u8(slots.length);
  for (const slot of slots) writer.u8(slot.type).bytes16(slot.content);
  return writer.finish();
}

const wrap = (core: Core, message: Binding1, slot: SlotSecret, dek: Uint8Array): Slot => ({
  type: slot.type,
  content: concat(slot.parameters, core.aesKwWrap(deriveKek1(core, message, slot), dek)),
});

export async function makeContactSlot1(
  core: Core,
  message: Binding1,
  writer: Identity,
  reader: ContactPublic,
  dek: Uint8Array,
  random: RandomSource = randomBytes,
): Promise<Slot> {
  const agreed = {
    info: concat(encodeUtf8('fieldseal/1/hpke'), writer.fingerprint, reader.fingerprint),
    exporterContext: encodeUtf8('fieldseal/1/slot-secret'),
  };
  const { enc, secret } = await makeSharedSecret(
    core,
    { recipientPublicKey: reader.x25519, sender: writer.x25519, ...agreed },
    random,
  );
  const ends = { writer: writer.fingerprint, reader: reader.fingerprint };
  const hintKey = await derivePairHintKey(core, { own: writer.x25519.privateKey, peer: reader.x25519, ...ends });
  const parameters = concat(deriveHint(core, hintKey, message.salt), enc);
  return wrap(core, message, { type: SLOT_CONTACT, secret, recipient: reader.fingerprint, parameters }, dek);
}

export async function sealPlaintext1(
  core: Core,
  plaintext: Uint8Array,
  { selfKey, passphrase, recipients, sender }: Readers,
  random: RandomSource,
): Promise<Uint8Array<ArrayBuffer>> {
  const dek = random(32);
  const salt = random(16);
  const keys = deriveMessageKeys(core, dek, salt);
  const message = { salt, commitment: keys.commitment, binding: core.hmacSha256(keys.bind, plaintext) };
  const slots: Slot[] = [];
  if (selfKey) slots.push(wrap(core, message, prepareSelfSlot(core, salt, selfKey), dek));
  if (passphrase) slots.push(wrap(core, message, await preparePassphraseSlot(core, passphrase, random), dek));
  for (const recipient of recipients) slots.push(await makeContactSlot1(core, message, sender, recipient, dek, random));
  const nonce = random(12);
  const aad = concat(encodeHeader1({ ...message, slots }), nonce);
  return concat(aad, core.aesGcmSeal(keys.body, nonce, aad, plaintext));
}

export async function sealMessage1(
  core: Core,
  options: SealOptions,
  random: RandomSource = randomBytes,
): Promise<string> {
  const { text, time, origin, sender } = options;
  const plaintext = encodePlaintext1({ text, time, origin, sender: sender.fingerprint });
  return armor('message', await sealPlaintext1(core, plaintext, options, random));
}
