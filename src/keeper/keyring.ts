import type { Core } from '../crypto/core.ts';
import type { Identity as EnvelopeIdentity } from '../envelope/contact-slot.ts';
import { inspectMessage } from '../envelope/inspect.ts';
import type { KnownReader } from '../envelope/readers.ts';
import { IdentityDamagedError, RecordDamagedError, VaultDamagedError } from '../vault/errors.ts';
import { loadSelfKeys } from '../vault/rotation/self-keys.ts';
import type { ContactCard } from '../vault/stores/contacts.ts';
import { type Identity, loadIdentity, loadOtherIdentities } from '../vault/stores/identity.ts';
import type { Vault } from '../vault/vault.ts';
import { type KnownWriter, type OwnIdentity, openIdentity } from './own-identity.ts';
import { makeSelfKeys, type SelfKeys } from './self-keys.ts';

/** One of my identities, and everybody who may have written to it. */
export interface Reader {
  readonly me: EnvelopeIdentity;
  readonly contacts: readonly KnownWriter[];
}

/** The keys that texts are written and read with. */
export interface Keyring {
  /** As it was when the keys were loaded. Nothing where it is damaged, and then `me` is missing, too. */
  readonly identity: Identity | undefined;
  /** The identity I write under: `requireMe` gives it to who cannot do without. */
  readonly me: EnvelopeIdentity | undefined;
  readonly selfKeys: SelfKeys;
  /** The identity I write under comes first. */
  readonly readers: (cards: readonly ContactCard[]) => Promise<readonly Reader[]>;
  /** Everybody whom one of my identities may have written to. */
  readonly addressees: (cards: readonly ContactCard[]) => Promise<readonly KnownReader[]>;
  readonly wipe: () => void;
}

/** Nothing is sealed without. @throws IdentityDamagedError */
export const requireMe = ({ me }: Keyring): EnvelopeIdentity => {
  if (!me) throw new IdentityDamagedError();
  return me;
};

/** Nothing where the vault holds no whole identity: that keeps nobody from what else is in it. */
const loadMine = async (core: Core, vault: Vault): Promise<OwnIdentity | undefined> => {
  try {
    const identity = await loadIdentity(vault);
    return identity && (await openIdentity(core, identity));
  } catch (error) {
    if (error instanceof IdentityDamagedError || error instanceof RecordDamagedError) return undefined;
    if (error instanceof VaultDamagedError && error.details.part === 'bucket') return undefined;
    throw error;
  }
};

/** Without my identity where it is damaged. */
export const loadKeyring = async (core: Core, vault: Vault): Promise<Keyring> => {
  const mine = await loadMine(core, vault);
  const others = await Promise.all((await loadOtherIdentities(vault)).map((other) => openIdentity(core, other)));
  const all = mine ? [mine, ...others] : others;
  const selfKeys = makeSelfKeys(core, await loadSelfKeys(vault));
  return {
    identity: mine?.identity,
    me: mine?.me,
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
