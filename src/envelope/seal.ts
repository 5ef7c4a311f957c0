import { armor } from '../bytes/armor.ts';
import { concat, wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { type RandomSource, randomBytes } from '../crypto/random.ts';
import { type ContactPublic, type Identity, makeContactSlot } from './contact-slot.ts';
import { EnvelopeError } from './errors.ts';
import { type Binding, encodeHeader, MAX_SLOTS, NONCE_LENGTH, SALT_LENGTH, type Slot } from './format.ts';
import { deriveMessageKeys, type MessageKeys } from './keys.ts';
import { makePassphraseSlot, type Passphrase } from './passphrase-slot.ts';
import { encodePlaintext } from './plaintext.ts';
import { makeSelfSlot } from './self-slot.ts';

/** Who seals, and who can open. */
export interface Readers {
  readonly sender: Identity;
  /** 32 bytes: then the writer can open it too. */
  readonly selfKey?: Uint8Array;
  readonly recipients: readonly ContactPublic[];
  readonly passphrase?: Passphrase;
}

export interface SealOptions extends Readers {
  readonly text: string;
  /** Milliseconds since 1970 UTC. */
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
  const { text, time, origin, sender } = options;
  const plaintext = encodePlaintext({ text, time, origin, sender: sender.fingerprint });
  return armor('message', await sealPlaintext(core, plaintext, options, random));
}

/** The payload of a sealed message, whatever it holds. Wipes `plaintext`. Throws what `sealMessage` throws. */
export async function sealPlaintext(
  core: Core,
  plaintext: Uint8Array,
  readers: Readers,
  random: RandomSource,
): Promise<Uint8Array<ArrayBuffer>> {
  let [dek, keys]: [Uint8Array?, MessageKeys?] = [];
  try {
    checkRecipients(readers);
    dek = random(32);
    const salt = random(SALT_LENGTH);
    keys = deriveMessageKeys(core, dek, salt);
    const binding = core.hmacSha256(keys.bind, plaintext);
    const message = { salt, commitment: keys.commitment, binding };
    const slots = await makeSlots(core, message, readers, dek, random);
    const nonce = random(NONCE_LENGTH);
    const aad = concat(encodeHeader({ ...message, slots }), nonce);
    return concat(aad, core.aesGcmSeal(keys.body, nonce, aad, plaintext));
  } finally {
    wipe(plaintext, dek, keys?.body, keys?.bind);
  }
}

function checkRecipients({ selfKey, passphrase, recipients }: Readers): void {
  const own = (selfKey ? 1 : 0) + (passphrase ? 1 : 0);
  if (own + recipients.length === 0) throw new EnvelopeError('no-recipients');
  const limit = MAX_SLOTS - own;
  if (recipients.length > limit) throw new EnvelopeError('too-many-recipients', { limit });
}

/** One after the other, so that the order in which randomness is drawn is fixed. */
async function makeSlots(
  core: Core,
  message: Binding,
  { selfKey, passphrase, recipients, sender }: Readers,
  dek: Uint8Array,
  random: RandomSource,
): Promise<Slot[]> {
  const slots: Slot[] = [];
  if (selfKey) slots.push(makeSelfSlot(core, message, selfKey, dek));
  if (passphrase) slots.push(makePassphraseSlot(core, message, passphrase, dek, random));
  for (const recipient of recipients) slots.push(await makeContactSlot(core, message, sender, recipient, dek, random));
  return slots;
}
