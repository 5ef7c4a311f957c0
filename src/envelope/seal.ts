import { armor } from '../bytes/armor.ts';
import { concat, wipe } from '../bytes/bytes.ts';
import { MAX_INTRODUCTIONS } from '../bytes/sealed-length.ts';
import type { Core } from '../crypto/core.ts';
import { type RandomSource, randomBytes } from '../crypto/random.ts';
import { type ContactPublic, type Identity, prepareContactSlot } from './contact-slot.ts';
import { encodeText, TEXT } from './content.ts';
import { EnvelopeError } from './errors.ts';
import { encodeHeader, hashReaders, nameOf } from './format2.ts';
import { type Introduction, sealIntroduction } from './introduction.ts';
import { deriveBinding, deriveBodyKey, NONCE, wrapDek2 } from './keys2.ts';
import { MAX_SLOTS, type Slot } from './parts.ts';
import { type Passphrase, preparePassphraseSlot } from './passphrase-slot.ts';
import { encodePlaintext2 } from './plaintext2.ts';
import { prepareSelfSlot } from './self-slot.ts';
import type { SlotSecret } from './slot-secret.ts';

/** Who seals, and who can open. */
export interface Readers {
  readonly sender: Identity;
  /** 32 bytes: then the writer can open it too. */
  readonly selfKey?: Uint8Array;
  readonly recipients: readonly ContactPublic[];
  readonly passphrase?: Passphrase;
  /** For recipients who may not have a card of the writer's. */
  readonly introduction?: Introduction;
}

export interface SealOptions extends Readers {
  readonly text: string;
  /** Milliseconds since 1970 UTC; whole seconds are kept. */
  readonly time: number;
  /** The site it is written for; may be empty. */
  readonly origin: string;
}

/**
 * Seals a text for all who are named and gives the one line that stands for it.
 * Throws `EnvelopeError` (`no-recipients`, `too-many-recipients`, `passphrase-empty`, `kdf-parameters`),
 * `SealedTextError` (`too-large`) and `KeyAgreementError` (a recipient's key is unusable).
 */
export async function sealMessage(
  core: Core,
  options: SealOptions,
  random: RandomSource = randomBytes,
): Promise<string> {
  const plaintext = encodePlaintext2(TEXT.type, options, encodeText(options.text));
  return armor('message', await sealPlaintext(core, plaintext, options, random));
}

/** The payload of a sealed message, whatever it holds. Wipes `plaintext`. Throws what `sealMessage` throws. */
export async function sealPlaintext(
  core: Core,
  plaintext: Uint8Array,
  readers: Readers,
  random: RandomSource,
): Promise<Uint8Array<ArrayBuffer>> {
  const secrets: SlotSecret[] = [];
  let [dek, key]: Uint8Array[] = [];
  try {
    checkRecipients(readers);
    dek = random(32);
    const binding = deriveBinding(core, dek, plaintext);
    await prepareSlots(core, binding, readers, random, secrets);
    const introductions = await sealIntroductions(core, binding, readers, random);
    const aad = encodeHeader(binding, [...wrapAll(core, binding, secrets, introductions, dek), ...introductions]);
    key = deriveBodyKey(core, dek, binding);
    return concat(aad, core.aesGcmSeal(key, NONCE, aad, plaintext));
  } finally {
    wipe(plaintext, dek, key, ...secrets.map(({ secret }) => secret));
  }
}

function checkRecipients({ selfKey, passphrase, recipients, introduction }: Readers): void {
  const own = (selfKey ? 1 : 0) + (passphrase ? 1 : 0);
  if (own + recipients.length === 0) throw new EnvelopeError('no-recipients');
  const introduced = introduction?.to.length ?? 0;
  if (introduced > MAX_INTRODUCTIONS) throw new RangeError(`${introduced} introductions`);
  const limit = MAX_SLOTS - own - introduced;
  if (recipients.length > limit) throw new EnvelopeError('too-many-recipients', { limit });
}

/** One after the other, so that the order in which randomness is drawn is fixed. Adds to `secrets`, for whoever wipes them. */
async function prepareSlots(
  core: Core,
  salt: Uint8Array,
  { selfKey, passphrase, recipients, sender }: Readers,
  random: RandomSource,
  secrets: SlotSecret[],
): Promise<void> {
  if (selfKey) secrets.push(prepareSelfSlot(core, salt, selfKey));
  if (passphrase) secrets.push(await preparePassphraseSlot(core, passphrase, random));
  for (const recipient of recipients) secrets.push(await prepareContactSlot(core, salt, sender, recipient, random));
}

async function sealIntroductions(
  core: Core,
  binding: Uint8Array,
  { introduction }: Readers,
  random: RandomSource,
): Promise<Slot[]> {
  const slots: Slot[] = [];
  if (!introduction) return slots;
  const { card, to } = introduction;
  for (const reader of to) slots.push(await sealIntroduction(core, binding, reader, card, random));
  return slots;
}

/** Only when all slots are named: each wrapping depends on all of them. */
function wrapAll(
  core: Core,
  binding: Uint8Array,
  secrets: readonly SlotSecret[],
  introductions: readonly Slot[],
  dek: Uint8Array,
): Slot[] {
  const message = { binding, readersHash: hashReaders([...secrets, ...introductions.map(nameOf)]) };
  return secrets.map((slot) => {
    const content = concat(slot.parameters, wrapDek2(core, message, slot, dek));
    return { type: slot.type, content };
  });
}
