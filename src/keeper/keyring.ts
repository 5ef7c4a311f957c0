import type { Core } from '../crypto/core.ts';
import type { Identity as EnvelopeIdentity } from '../envelope/contact-slot.ts';
import { inspectMessage } from '../envelope/inspect.ts';
import type { KnownReader } from '../envelope/readers.ts';
import { IdentityDamagedError } from '../vault/errors.ts';
import { loadSelfKeys } from '../vault/rotation/self-keys.ts';
import type { ContactCard } from '../vault/stores/contacts.ts';
import { type Identity, loadIdentity, loadOtherIdentities } from '../vault/stores/identity.ts';
import type { Vault } from '../vault/vault.ts';
import { type KnownWriter, openIdentity } from './own-identity.ts';
import { makeSelfKeys, type SelfKeys } from './self-keys.ts';

/** One of my identities, and everybody who may have written to it. */
export interface Reader {
  readonly me: EnvelopeIdentity;
  readonly contacts: readonly KnownWriter[];
}

/** The keys that texts are written and read with. */
export interface Keyring {
  /** As it was when the keys were loaded. */
  readonly identity: Identity;
  /** The identity I write under. */
  readonly me: EnvelopeIdentity;
  readonly selfKeys: SelfKeys;
  /** The identity I write under comes first. */
  readonly readers: (cards: readonly ContactCard[]) => Promise<readonly Reader[]>;
  /** Everybody whom one of my identities may have written to. */
  readonly addressees: (cards: readonly ContactCard[]) => Promise<readonly KnownReader[]>;
  readonly wipe: () => void;
}

/** @throws IdentityDamagedError where the vault holds no whole identity */
export const loadKeyring = async (core: Core, vault: Vault): Promise<Keyring> => {
  const identity = await loadIdentity(vault);
  if (!identity) throw new IdentityDamagedError();
  const mine = await openIdentity(core, identity);
  const others = await Promise.all((await loadOtherIdentities(vault)).map((other) => openIdentity(core, other)));
  const all = [mine, ...others];
  const selfKeys = makeSelfKeys(core, await loadSelfKeys(vault));
  return {
    identity,
    me: mine.me,
    selfKeys,
    readers: (cards) => Promise.all(all.map(async ({ me, writers }) => ({ me, contacts: await writers(cards) }))),
    addressees: async (cards) => (await Promise.all(all.map(({ readers }) => readers(cards)))).flat(),
    wipe: () => {
      selfKeys.wipe();
      for (const each of all) each.wipe();
    },
  };
};

/** The reader that a hint of this text names. Throws `SealedTextError`. */
export const findReader = (core: Core, token: string, readers: readonly Reader[]): Reader | undefined =>
  readers.find(({ contacts }) => inspectMessage(core, token, { pairs: contacts }).kind === 'contact');
