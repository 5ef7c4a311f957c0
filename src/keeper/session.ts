import { FieldsealError } from '../bytes/errors.ts';
import type { SecuritySign } from '../bytes/security-sign.ts';
import type { Core } from '../crypto/core.ts';
import type { KnownReader } from '../envelope/readers.ts';
import { IdentityDamagedError } from '../vault/errors.ts';
import { openStore, type TypedStore } from '../vault/store.ts';
import { type Contact, contactStore } from '../vault/stores/contacts.ts';
import { type Draft, draftStore } from '../vault/stores/drafts.ts';
import type { Identity } from '../vault/stores/identity.ts';
import { changePreferences, loadPreferences, type Preferences } from '../vault/stores/preferences.ts';
import { loadSign } from '../vault/stores/sign.ts';
import type { Vault } from '../vault/vault.ts';
import { type ActivityWriter, makeActivityWriter } from './activity-writer.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { type DraftEditors, makeDraftEditors } from './draft-editors.ts';
import { type FileJobs, makeFileJobs } from './files/jobs.ts';
import { type Keyring, loadKeyring, type Reader } from './keyring.ts';
import { type LatestWriter, makeLatestWriter } from './latest-writer.ts';
import { dropPending, type Pending, type RotationState } from './pending.ts';
import { makeRepeats, type Repeats } from './repeats.ts';

/** What an unlocked keeper holds. All of it is wiped or dropped by `closeSession`. */
export interface Session {
  readonly vault: Vault;
  /** With the name and card of today; its keys are the keyring's. Nothing where it is damaged. */
  identity: Identity | undefined;
  keyring: Keyring;
  /** Keyrings of before: a command may still be at work with one. */
  readonly retired: Keyring[];
  readonly contacts: TypedStore<Contact>;
  readonly drafts: TypedStore<Draft>;
  /** By the key of a draft; undefined removes it. Every change of a draft goes this way, so that they stay in order. */
  readonly draftWriter: LatestWriter<Draft | undefined>;
  readonly draftEditors: DraftEditors;
  readonly activity: ActivityWriter;
  preferences: Preferences;
  /** Undefined until one is chosen, in a vault that was made without. */
  sign: SecuritySign | undefined;
  readonly savePreferences: (changes: Partial<Preferences>) => Promise<Preferences>;
  readonly deadline: Deadline;
  /** How often contacts, identity or the security sign were changed since the vault was opened. */
  readonly changes: ChangeCount;
  /** My identities, each with everybody who may have written to it, earlier cards too. */
  readonly readers: () => Promise<readonly Reader[]>;
  /** Everybody whom I may have written to, by each of their cards. */
  readonly addressees: () => Promise<readonly KnownReader[]>;
  readonly pending: Pending;
  readonly rotation: RotationState;
  readonly repeats: Repeats;
  readonly files: FileJobs;
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

/**
 * Contacts that were removed are gone for good once the vault has been locked and unlocked. Where they cannot be taken
 * out (the disk is full, say) the next unlock does it: nobody is kept out by it.
 */
const purgeRemoved = async (contacts: TypedStore<Contact>): Promise<void> => {
  for (const { id, value } of await contacts.list()) {
    if (value.removedAt === undefined) continue;
    try {
      await contacts.delete(id);
    } catch (error) {
      if (!(error instanceof FieldsealError)) throw error;
    }
  }
};

/** @throws IdentityDamagedError where the vault holds no whole one */
export const requireIdentity = ({ identity }: Session): Identity => {
  if (!identity) throw new IdentityDamagedError();
  return identity;
};

/** Loads what every command needs. */
export const openSession = async (core: Core, vault: Vault, onDeadline: () => void): Promise<Session> => {
  const keyring = await loadKeyring(core, vault);
  const changes = makeChangeCount();
  const contacts = counting(openStore(vault, contactStore), changes);
  await purgeRemoved(contacts);
  const preferences = await loadPreferences(vault);
  const drafts = openStore(vault, draftStore);
  const session: Session = {
    vault,
    identity: keyring.identity,
    keyring,
    retired: [],
    contacts,
    drafts,
    draftWriter: makeLatestWriter((key, draft) =>
      draft === undefined ? drafts.delete(drafts.idOf(key)) : drafts.put(drafts.idOf(key), draft),
    ),
    draftEditors: makeDraftEditors(),
    activity: makeActivityWriter(vault),
    preferences,
    sign: await loadSign(vault),
    savePreferences: (changes) => changePreferences(vault, changes),
    deadline: startDeadline(preferences.autoLockMinutes, onDeadline),
    changes,
    readers: async () => session.keyring.readers(await cardsOf(contacts)),
    addressees: async () => session.keyring.addressees(await cardsOf(contacts)),
    pending: {},
    rotation: { unfinished: false, done: 0, total: 0 },
    repeats: makeRepeats(),
    files: makeFileJobs(),
  };
  return session;
};

const cardsOf = async (contacts: TypedStore<Contact>) =>
  (await contacts.list()).flatMap(({ value }) => (value.removedAt === undefined ? value.cards : []));

/** After the vault key was changed, or another vault came in: with it, other keys. */
export const reloadSession = async (core: Core, session: Session): Promise<void> => {
  const keyring = await loadKeyring(core, session.vault);
  // Locked meanwhile, nobody would wipe it any more.
  if (!session.vault.isOpen) return keyring.wipe();
  session.retired.push(session.keyring);
  session.keyring = keyring;
  session.identity = keyring.identity;
  session.preferences = await loadPreferences(session.vault);
  session.sign = await loadSign(session.vault);
  session.changes.add();
};

/** Overwrites every key that is ours to overwrite and closes the vault. */
export const closeSession = (session: Session): void => {
  session.deadline.stop();
  session.rotation.controller?.abort();
  session.files.stopAll();
  for (const keyring of [session.keyring, ...session.retired]) keyring.wipe();
  dropPending(session.pending);
  session.repeats.forget();
  session.vault.close();
};
