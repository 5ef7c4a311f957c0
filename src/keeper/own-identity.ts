import { equal, wipe } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import type { Core } from '../crypto/core.ts';
import { importX25519PrivateKey } from '../crypto/x25519.ts';
import type { Identity as EnvelopeIdentity } from '../envelope/contact-slot.ts';
import { deriveFingerprint } from '../envelope/fingerprint.ts';
import { derivePairHintKey } from '../envelope/hints.ts';
import type { KnownContact } from '../envelope/open.ts';
import type { KnownReader } from '../envelope/readers.ts';
import type { ContactCard } from '../vault/stores/contacts.ts';
import { type Identity, wipeIdentity } from '../vault/stores/identity.ts';

/** Somebody who may have written to me, with the key of the hints between us. */
export type KnownWriter = KnownContact & { readonly hintKey: Uint8Array };

/** One of my identities: the one I write under, or one that came in with an import and opens what was sealed for it. */
export interface OwnIdentity {
  readonly identity: Identity;
  readonly me: EnvelopeIdentity;
  /** Its own card is none of a writer. */
  readonly writers: (cards: readonly ContactCard[]) => Promise<KnownWriter[]>;
  /** The same cards as those whom it may have written to. */
  readonly readers: (cards: readonly ContactCard[]) => Promise<KnownReader[]>;
  readonly wipe: () => void;
}

/** Takes over the identity. The key of a pair's hints costs one DH: it is made once for each card, and kept. */
export const openIdentity = async (core: Core, identity: Identity): Promise<OwnIdentity> => {
  const me: EnvelopeIdentity = {
    fingerprint: deriveFingerprint(identity.ed25519Public, identity.x25519Public),
    x25519: { privateKey: await importX25519PrivateKey(identity.x25519Private), publicKey: identity.x25519Public },
  };
  const keys = new Map<string, Uint8Array>();
  let wiped = false;
  const keyOf = async ({ fingerprint, x25519 }: ContactCard, direction: 'from' | 'to'): Promise<Uint8Array> => {
    const name = `${direction} ${encodeHex(fingerprint)}`;
    const kept = keys.get(name);
    if (kept) return kept;
    const [writer, reader] = direction === 'from' ? [fingerprint, me.fingerprint] : [me.fingerprint, fingerprint];
    const made = await derivePairHintKey(core, { own: me.x25519.privateKey, peer: x25519, writer, reader });
    // Whoever waited over a lock gets a key of zeros, which nothing takes, and none stays behind.
    if (wiped) wipe(made);
    else keys.set(name, made);
    return made;
  };
  const writerOf = async (card: ContactCard): Promise<KnownWriter> => ({
    fingerprint: card.fingerprint,
    x25519: card.x25519,
    hintKey: await keyOf(card, 'from'),
  });
  const readerOf = async (card: ContactCard): Promise<KnownReader> => ({
    fingerprint: card.fingerprint,
    hintKey: await keyOf(card, 'to'),
  });
  const others = (cards: readonly ContactCard[]): readonly ContactCard[] =>
    cards.filter(({ fingerprint }) => !equal(fingerprint, me.fingerprint));
  return {
    identity,
    me,
    writers: (cards) => Promise.all(others(cards).map(writerOf)),
    readers: (cards) => Promise.all(others(cards).map(readerOf)),
    wipe: () => {
      wiped = true;
      wipe(...keys.values());
      wipeIdentity(identity);
    },
  };
};
