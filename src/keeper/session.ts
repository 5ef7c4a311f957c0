import { equal, wipe } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import type { Core } from '../crypto/core.ts';
import { importX25519PrivateKey } from '../crypto/x25519.ts';
import type { Identity as EnvelopeIdentity } from '../envelope/contact-slot.ts';
import { deriveFingerprint } from '../envelope/fingerprint.ts';
import { derivePairHintKey, deriveSelfHintKey } from '../envelope/hints.ts';
import type { HintKeys } from '../envelope/inspect.ts';
import type { KnownContact } from '../envelope/open.ts';
import { IdentityDamagedError } from '../vault/errors.ts';
import { openStore, type TypedStore } from '../vault/store.ts';
import { type Contact, type ContactCard, contactStore } from '../vault/stores/contacts.ts';
import { type Draft, draftStore } from '../vault/stores/drafts.ts';
import { type Identity, loadIdentity, wipeIdentity } from '../vault/stores/identity.ts';
import { changePreferences, loadPreferences, type Preferences } from '../vault/stores/preferences.ts';
import type { Vault } from '../vault/vault.ts';
import { type ActivityWriter, makeActivityWriter } from './activity-writer.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { type LatestWriter, makeLatestWriter } from './latest-writer.ts';

/** What an unlocked keeper holds. All of it is wiped or dropped by `closeSession`. */
export interface Session {
  readonly vault: Vault;
  identity: Identity;
  readonly me: EnvelopeIdentity;
  /** 32 bytes. */
  readonly selfKey: Uint8Array;
  readonly contacts: TypedStore<Contact>;
  readonly drafts: TypedStore<Draft>;
  /** By the key of a draft; undefined removes it. Every change of a draft goes this way, so that they stay in order. */
  readonly draftWriter: LatestWriter<Draft | undefined>;
  readonly activity: ActivityWriter;
  preferences: Preferences;
  readonly savePreferences: (changes: Partial<Preferences>) => Promise<Preferences>;
  readonly deadline: Deadline;
  /** How often contacts or identity were changed since the vault was opened. */
  readonly changes: ChangeCount;
  /** Everybody who may have written to me, earlier cards too, with the keys of their hints. */
  readonly known: () => Promise<{ readonly known: readonly KnownContact[]; readonly hints: HintKeys }>;
  readonly wipe: () => void;
}

interface ChangeCount {
  readonly count: number;
  readonly add: () => void;
}

const makeChangeCount = (): ChangeCount => {
  let count = 0;
  return {
    get count() {
      return count;
    },
    add: () => {
      count++;
    },
  };
};

/** The store, whose every write is counted once it stands. */
const counting = <T>(store: TypedStore<T>, { add }: ChangeCount): TypedStore<T> => ({
  ...store,
  put: (id, value) => store.put(id, value).then(add),
  update: (id, change) =>
    store.update(id, change).then((changed) => {
      add();
      return changed;
    }),
  delete: (id) => store.delete(id).then(add),
});

/** Contacts that were removed are gone for good once the vault has been locked and unlocked. */
const purgeRemoved = async (contacts: TypedStore<Contact>): Promise<void> => {
  for (const { id, value } of await contacts.list()) if (value.removedAt !== undefined) await contacts.delete(id);
};

/** Loads what every command needs. Throws `IdentityDamagedError` where the vault holds no whole identity. */
export const openSession = async (core: Core, vault: Vault, onDeadline: () => void): Promise<Session> => {
  const identity = await loadIdentity(vault);
  if (!identity) throw new IdentityDamagedError();
  const changes = makeChangeCount();
  const contacts = counting(openStore(vault, contactStore), changes);
  await purgeRemoved(contacts);
  const preferences = await loadPreferences(vault);
  const me: EnvelopeIdentity = {
    fingerprint: deriveFingerprint(identity.ed25519Public, identity.x25519Public),
    x25519: { privateKey: await importX25519PrivateKey(identity.x25519Private), publicKey: identity.x25519Public },
  };
  const selfKey = vault.deriveKey('self-slot');
  const drafts = openStore(vault, draftStore);
  const hints = makeHintCache(core, me, selfKey);
  return {
    vault,
    identity,
    me,
    selfKey,
    contacts,
    drafts,
    draftWriter: makeLatestWriter((key, draft) =>
      draft === undefined ? drafts.delete(drafts.idOf(key)) : drafts.put(drafts.idOf(key), draft),
    ),
    activity: makeActivityWriter(vault),
    preferences,
    savePreferences: (changes) => changePreferences(vault, changes),
    deadline: startDeadline(preferences.autoLockMinutes, onDeadline),
    changes,
    known: async () =>
      hints.of(
        await contacts
          .list()
          .then((kept) => kept.flatMap(({ value }) => (value.removedAt === undefined ? value.cards : []))),
      ),
    wipe: hints.wipe,
  };
};

/** The key of a pair's hints costs one DH: it is made once for each card and kept while the vault is open. */
const makeHintCache = (core: Core, me: EnvelopeIdentity, selfKey: Uint8Array) => {
  const self = deriveSelfHintKey(core, selfKey);
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
    of: async (cards: readonly ContactCard[]) => {
      const others = cards.filter(({ fingerprint }) => !equal(fingerprint, me.fingerprint));
      const known = await Promise.all(
        others.map(async (card) => ({
          fingerprint: card.fingerprint,
          x25519: card.x25519,
          hintKey: await keyOf(card),
        })),
      );
      return { known, hints: { self, pairs: known } };
    },
    wipe: () => wipe(self, ...keys.values()),
  };
};

/** Overwrites every key that is ours to overwrite and closes the vault. */
export const closeSession = (session: Session): void => {
  session.deadline.stop();
  session.wipe();
  wipe(session.selfKey);
  wipeIdentity(session.identity);
  session.vault.close();
};
