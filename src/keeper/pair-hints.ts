import { equal, wipe } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import type { Core } from '../crypto/core.ts';
import type { Identity } from '../envelope/contact-slot.ts';
import { derivePairHintKey } from '../envelope/hints.ts';
import type { KnownContact } from '../envelope/open.ts';
import type { ContactCard } from '../vault/stores/contacts.ts';

/** Somebody who may have written to me, with the key of the hints between us. */
export type KnownWriter = KnownContact & { readonly hintKey: Uint8Array };

/** The key of a pair's hints costs one DH: it is made once for each card and kept while the vault is open. */
export const makePairHints = (core: Core, me: Identity) => {
  const keys = new Map<string, Uint8Array>();
  const keyOf = async ({ fingerprint, x25519 }: ContactCard): Promise<Uint8Array> => {
    const name = encodeHex(fingerprint);
    const kept = keys.get(name);
    if (kept) return kept;
    const made = await derivePairHintKey(core, {
      own: me.x25519.privateKey,
      peer: x25519,
      writer: fingerprint,
      reader: me.fingerprint,
    });
    keys.set(name, made);
    return made;
  };
  return {
    of: (cards: readonly ContactCard[]): Promise<KnownWriter[]> =>
      Promise.all(
        cards
          .filter(({ fingerprint }) => !equal(fingerprint, me.fingerprint))
          .map(async (card) => ({
            fingerprint: card.fingerprint,
            x25519: card.x25519,
            hintKey: await keyOf(card),
          })),
      ),
    wipe: () => wipe(...keys.values()),
  };
};
