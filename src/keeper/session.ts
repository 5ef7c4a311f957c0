import type { Core } from '../crypto/core.ts';
import { importX25519PrivateKey } from '../crypto/x25519.ts';
import type { Identity as EnvelopeIdentity } from '../envelope/contact-slot.ts';
import { deriveFingerprint } from '../envelope/fingerprint.ts';
import { IdentityDamagedError } from '../vault/errors.ts';
import { loadSelfKeys } from '../vault/rotation/self-keys.ts';
import { openStore, type TypedStore } from '../vault/store.ts';
import { type Contact, contactStore } from '../vault/stores/contacts.ts';
import { type Draft, draftStore } from '../vault/stores/drafts.ts';
import { type Identity, loadIdentity, wipeIdentity } from '../vault/stores/identity.ts';
import { changePreferences, loadPreferences, type Preferences } from '../vault/stores/preferences.ts';
import type { Vault } from '../vault/vault.ts';
import { type ActivityWriter, makeActivityWriter } from './activity-writer.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { type LatestWriter, makeLatestWriter } from './latest-writer.ts';
import { type KnownWriter, makePairHints } from './pair-hints.ts';
import type { Pending, RotationState } from './pending.ts';
import { makeRepeats, type Repeats } from './repeats.ts';
import { makeSelfKeys, type SelfKeys } from './self-keys.ts';

/** What an unlocked keeper holds. All of it is wiped or dropped by `closeSession`. */
export interface Session {
  readonly vault: Vault;
  identity: Identity;
  readonly me: EnvelopeIdentity;
  selfKeys: SelfKeys;
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
  readonly known: () => Promise<readonly KnownWriter[]>;
  readonly pending: Pending;
  readonly rotation: RotationState;
  readonly repeats: Repeats;
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
  const drafts = openStore(vault, draftStore);
  const hints = makePairHints(core, me);
  return {
    vault,
    identity,
    me,
    selfKeys: makeSelfKeys(core, await loadSelfKeys(vault)),
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
    pending: {},
    rotation: { unfinished: false, done: 0, total: 0 },
    repeats: makeRepeats(),
    wipe: hints.wipe,
  };
};

/** After the vault key was changed, or another vault came in. */
export const reloadSelfKeys = async (core: Core, session: Session): Promise<void> => {
  const keys = await loadSelfKeys(session.vault);
  session.selfKeys.wipe();
  session.selfKeys = makeSelfKeys(core, keys);
};

/** Overwrites every key that is ours to overwrite and closes the vault. */
export const closeSession = (session: Session): void => {
  session.deadline.stop();
  session.rotation.controller?.abort();
  session.wipe();
  session.selfKeys.wipe();
  session.pending.sheet = undefined;
  session.repeats.forget();
  wipeIdentity(session.identity);
  session.vault.close();
};
