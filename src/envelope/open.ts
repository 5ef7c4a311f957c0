import { parseArmor } from '../bytes/armor.ts';
import { equal, wipe } from '../bytes/bytes.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import { KeyAgreementError } from '../crypto/key-error.ts';
import { type ContactPublic, type Identity, openContactSlot } from './contact-slot.ts';
import { EnvelopeError } from './errors.ts';
import { type Envelope, parseEnvelope, SLOT_CONTACT, SLOT_PASSPHRASE, SLOT_SELF } from './format.ts';
import { deriveHint, derivePairHintKey, deriveSelfHintKey, startsWithHint } from './hints.ts';
import { deriveMessageKeys, type UnwrapFailure } from './keys.ts';
import { openPassphraseSlot } from './passphrase-slot.ts';
import { type Origins, parsePlaintext } from './plaintext.ts';
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

/** What proves who wrote it. A passphrase proves nothing beyond the passphrase. */
export type From =
  | { readonly kind: 'self' }
  | { readonly kind: 'contact'; readonly fingerprint: Uint8Array }
  | { readonly kind: 'passphrase' };

export interface OpenedMessage {
  readonly text: string;
  /** Milliseconds since 1970 UTC, as the writer's clock said. */
  readonly time: number;
  readonly origin: string;
  readonly from: From;
}

interface Found {
  readonly dek: Uint8Array;
  readonly from: From;
}

/**
 * Opens a sealed message with whichever key fits: my own, a contact's with mine, then the passphrase.
 * Throws `SealedTextError` where the text is unreadable before any key, else `EnvelopeError`: `not-for-me`,
 * `slot-tampered`, `body-tampered`, `sender-mismatch`, `passphrase-needed`, `passphrase-wrong`, `kdf-parameters`.
 */
export async function openMessage(core: Core, token: string, keys: OpenKeys): Promise<OpenedMessage> {
  const { text, time, origin, from } = await openEnvelope(core, parseMessage(token), keys, parsePlaintext);
  return { text, time, origin, from };
}

/** What `parse` makes of the padded plaintext, and who wrote it. Throws `EnvelopeError` as `openMessage` does. */
export async function openEnvelope<T extends Origins>(
  core: Core,
  envelope: Envelope,
  keys: OpenKeys,
  parse: (plaintext: Uint8Array) => T,
): Promise<T & { readonly from: From }> {
  const { dek, from } = await findDek(core, envelope, keys);
  const content = openBody(core, envelope, dek, parse);
  if (from.kind === 'contact' && !equal(content.sender, from.fingerprint)) throw new EnvelopeError('sender-mismatch');
  return { ...content, from };
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
  const passphrase = findByPassphrase(core, envelope, keys);
  if (passphrase) return passphrase;
  if (own === 'tampered' || contact === 'tampered') throw new EnvelopeError('slot-tampered');
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

function findByPassphrase(core: Core, envelope: Envelope, { passphrase }: OpenKeys): Found | null {
  const slot = envelope.slots.find(({ type }) => type === SLOT_PASSPHRASE);
  if (!slot || passphrase === undefined) return null;
  const dek: Uint8Array | UnwrapFailure = openPassphraseSlot(core, envelope, passphrase, slot.content);
  if (typeof dek === 'object') return { dek, from: { kind: 'passphrase' } };
  throw new EnvelopeError(dek === 'wrong-key' ? 'passphrase-wrong' : 'slot-tampered');
}

/** Wipes the DEK. */
function openBody<T>(
  core: Core,
  { salt, nonce, aad, sealed, binding }: Envelope,
  dek: Uint8Array,
  parse: (plaintext: Uint8Array) => T,
): T {
  const keys = deriveMessageKeys(core, dek, salt);
  let plaintext: Uint8Array | undefined;
  try {
    plaintext = core.aesGcmOpen(keys.body, nonce, aad, sealed);
    if (!equal(core.hmacSha256(keys.bind, plaintext), binding)) throw new EnvelopeError('body-tampered');
    return parse(plaintext);
  } catch (cause) {
    if (cause instanceof AuthenticationError) throw new EnvelopeError('body-tampered', {}, { cause });
    throw cause;
  } finally {
    wipe(plaintext, dek, keys.body, keys.bind);
  }
}
