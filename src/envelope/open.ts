import { parseArmor } from '../bytes/armor.ts';
import { wipe } from '../bytes/bytes.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import type { Core } from '../crypto/core.ts';
import { KeyAgreementError } from '../crypto/key-error.ts';
import { randomBytes } from '../crypto/random.ts';
import { openBody } from './body.ts';
import { type ContactPublic, type Identity, openContactSlot } from './contact-slot.ts';
import { type ContentKind, type Origins, TEXT } from './content.ts';
import { EnvelopeError } from './errors.ts';
import { parseEnvelope } from './format.ts';
import type { Found, From } from './found.ts';
import { deriveHint, derivePairHintKey, deriveSelfHintKey, startsWithHint } from './hints.ts';
import { introductionsIn, openIntroduction } from './introduction.ts';
import { type Envelope, SLOT_CONTACT, SLOT_PASSPHRASE, SLOT_SELF } from './parts.ts';
import { openPassphraseSlot } from './passphrase-slot.ts';
import { openSelfSlot } from './self-slot.ts';

/** Somebody who may have written. Older cards of one person are entries of their own. */
export interface KnownContact extends ContactPublic {
  /** `derivePairHintKey` with the contact as writer and me as reader; derived on the spot where it is absent. */
  readonly hintKey?: Uint8Array;
}

export interface OpenKeys {
  readonly selfKey?: Uint8Array;
  readonly me?: Identity;
  readonly contacts?: readonly KnownContact[];
  readonly passphrase?: string;
}

export type { From } from './found.ts';

export interface OpenedMessage extends Origins {
  readonly text: string;
  readonly from: From;
}

/**
 * Opens a sealed message with whichever key fits: my own, a contact's with mine, a stranger's who brought their card, then
 * the passphrase.
 * Throws `SealedTextError` where the text is unreadable before any key, else `EnvelopeError`: `not-for-me`,
 * `slot-tampered`, `body-tampered`, `sender-mismatch`, `passphrase-needed`, `text-passphrase-wrong`, `kdf-parameters`.
 */
export async function openMessage(core: Core, token: string, keys: OpenKeys): Promise<OpenedMessage> {
  return await openEnvelope(core, parseMessage(token), keys, TEXT);
}

/** What is in it, and who wrote it. Throws `EnvelopeError` as `openMessage` does, and `newer-version` on another kind. */
export async function openEnvelope<T extends object>(
  core: Core,
  envelope: Envelope,
  keys: OpenKeys,
  kind: ContentKind<T>,
): Promise<T & Origins & { readonly from: From }> {
  const found = await findDek(core, envelope, keys);
  return { ...openBody(core, envelope, found, kind), from: found.from };
}

/** Throws `SealedTextError`. */
export function parseMessage(token: string): Envelope {
  const { kind, payload } = parseArmor(token);
  if (kind !== 'message') throw new SealedTextError('not-sealed-text');
  return parseEnvelope(payload);
}

async function findDek(core: Core, envelope: Envelope, keys: OpenKeys): Promise<Found> {
  const own = findBySelf(core, envelope, keys);
  if (typeof own === 'object') return own;
  const contact = await findByContact(core, envelope, keys);
  if (typeof contact === 'object') return contact;
  const stranger = own === 'none' && contact === 'none' ? await findByIntroduction(core, envelope, keys) : 'none';
  if (typeof stranger === 'object') return stranger;
  const passphrase = await findByPassphrase(core, envelope, keys);
  if (passphrase) return passphrase;
  if ([own, contact, stranger].includes('tampered')) throw new EnvelopeError('slot-tampered');
  const offered = envelope.slots.some((slot) => slot.type === SLOT_PASSPHRASE);
  throw new EnvelopeError(offered ? 'passphrase-needed' : 'not-for-me');
}

/** `tampered`: a slot says it is for me and does not open. */
type Search = Found | 'tampered' | 'none';

function findBySelf(core: Core, envelope: Envelope, { selfKey }: OpenKeys): Search {
  if (!selfKey) return 'none';
  const hintKey = deriveSelfHintKey(core, selfKey);
  const hint = deriveHint(core, hintKey, envelope.salt);
  wipe(hintKey);
  let outcome: Search = 'none';
  for (const { type, content } of envelope.slots) {
    if (type !== SLOT_SELF || !startsWithHint(content, hint)) continue;
    const dek = openSelfSlot(core, envelope, selfKey, content);
    if (typeof dek === 'object') return { dek, from: { kind: 'self' } };
    outcome = 'tampered';
  }
  return outcome;
}

async function findByContact(core: Core, envelope: Envelope, { me, contacts = [] }: OpenKeys): Promise<Search> {
  const slots = envelope.slots.filter((slot) => slot.type === SLOT_CONTACT);
  if (!me || slots.length === 0) return 'none';
  let outcome: Search = 'none';
  for (const contact of contacts) {
    const hint = await hintFrom(core, envelope, me, contact);
    if (!hint) continue;
    for (const { content } of slots) {
      if (!startsWithHint(content, hint)) continue;
      const dek = await openContactSlot(core, envelope, me, contact, content);
      if (typeof dek === 'object') return { dek, from: { kind: 'contact', fingerprint: contact.fingerprint } };
      outcome = 'tampered';
    }
  }
  return outcome;
}

/** Where no hint fits: the writer may have put their own card beside the slot. */
async function findByIntroduction(core: Core, envelope: Envelope, { me }: OpenKeys): Promise<Search> {
  if (!me) return 'none';
  let outcome: Search = 'none';
  for (const slot of introductionsIn(envelope)) {
    const card = await openIntroduction(core, envelope, me, slot);
    if (!card) continue;
    const found = await findByContact(core, envelope, { me, contacts: [card] });
    if (typeof found === 'object') return { dek: found.dek, from: { kind: 'introduced', card } };
    if (found === 'tampered') outcome = found;
  }
  return outcome;
}

/** Null where the contact's key is unusable: such a contact can have written nothing, and must not stop the others. */
async function hintFrom(
  core: Core,
  { salt }: Envelope,
  me: Identity,
  contact: KnownContact,
): Promise<Uint8Array | null> {
  if (contact.hintKey) return deriveHint(core, contact.hintKey, salt);
  const pair = { own: me.x25519.privateKey, peer: contact.x25519 };
  try {
    const hintKey = await derivePairHintKey(core, { ...pair, writer: contact.fingerprint, reader: me.fingerprint });
    const hint = deriveHint(core, hintKey, salt);
    wipe(hintKey);
    return hint;
  } catch (error) {
    if (error instanceof KeyAgreementError) return null;
    throw error;
  }
}

async function findByPassphrase(core: Core, envelope: Envelope, { passphrase }: OpenKeys): Promise<Found | null> {
  const slot = envelope.slots.find(({ type }) => type === SLOT_PASSPHRASE);
  if (!slot || passphrase === undefined) return null;
  const from = { kind: 'passphrase' } as const;
  const dek = await openPassphraseSlot(core, envelope, passphrase, slot.content);
  if (typeof dek === 'object') return { dek, from };
  // With a key that opens nothing: from outside it cannot be told where a wrong passphrase failed.
  if (envelope.version === 2) return { dek: randomBytes(32), from };
  throw new EnvelopeError(dek === 'wrong-key' ? 'text-passphrase-wrong' : 'slot-tampered');
}
