// The steps that the frozen vaults of versions 2 and 3 were written by, with every random byte fixed. They stay as they
// are.
import { makeCard } from '../../../src/envelope/card.ts';
import { createVault } from '../../../src/vault/create-vault.ts';
import type { VaultDatabase } from '../../../src/vault/database.ts';
import type { KdfCost } from '../../../src/vault/kdf-policy.ts';
import { rotateVaultKey } from '../../../src/vault/rotation/rotate-vault-key.ts';
import { addPasskeySlot, addRecoverySlot, makePrfSalt } from '../../../src/vault/slots/add-slot.ts';
import { renameSlot } from '../../../src/vault/slots/change-slots.ts';
import type { WayIn } from '../../../src/vault/slots/secrets.ts';
import { openStore } from '../../../src/vault/store.ts';
import { contactStore } from '../../../src/vault/stores/contacts.ts';
import { draftStore } from '../../../src/vault/stores/drafts.ts';
import { type Identity, identityChange } from '../../../src/vault/stores/identity.ts';
import { changePreferences } from '../../../src/vault/stores/preferences.ts';
import { exportVault } from '../../../src/vault/transfer/export-vault.ts';
import { vaultRules } from '../../../src/vault/transfer/rules.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from '../../unit/vault/seeded-random.ts';
import { testPolicy } from '../../unit/vault/support.ts';
import { bob, carol, draft, identity } from './contents.ts';

export const passphrase = 'plum-Ünïcode harbour 7 lantern';
export const filePassphrase = 'the words of the file';
export const recoveryKey = '000G0-40R47-0M30J-E209D-185GT-R38E6-1W81Q-24GK4-2GAHK-C5RRE-34D11-P70XS-3RFP7';
export const passkey = {
  credentialId: Uint8Array.from({ length: 20 }, (_, n) => 3 * n),
  output: () => Uint8Array.from({ length: 32 }, (_, n) => 5 * n),
};
/** Far below the floor: what is frozen here is the format, which the floor is no part of. */
const cheap: KdfCost = { kdf: 'argon2id', memoryKiB: 32, iterations: 1, parallelism: 1 };
const stretch = { kdf: cheap, policy: testPolicy };
export const created = 1_760_000_000_000;

const noLocks = { request: <T>(_: string, run: () => Promise<T>): Promise<T> => run() };

const fill = async (vault: Vault): Promise<void> => {
  const contacts = openStore(vault, contactStore);
  await vault.write([contacts.putChange(bob.id, bob), contacts.putChange(carol.id, carol)]);
  await changePreferences(vault, { autoLockMinutes: 42 });
  const drafts = openStore(vault, draftStore);
  await drafts.put(drafts.idOf(draft.key), draft);
};

/** The frozen identity with a card that was signed: an import takes no other. */
export const withCard = async (): Promise<Identity> => {
  const { name, ed25519Private: privateKey, ed25519Public: publicKey, x25519Public: x25519 } = identity;
  const { text } = await makeCard({
    name,
    created,
    expires: created + 1000,
    ed25519: { privateKey, publicKey },
    x25519,
  });
  return { ...identity, card: text };
};

/** A passphrase, a recovery key and a passkey. */
export const writeV2 = async (db: VaultDatabase, me = identity): Promise<Vault> => {
  const random = seededRandom('fieldseal vault v2');
  const vault = await createVault(twinCore, db, {
    passphrase,
    now: created,
    label: 'frozen',
    random,
    locks: noLocks,
    contents: (fresh) => [identityChange(fresh, me)],
    ...stretch,
  });
  await fill(vault);
  const { id } = await addRecoverySlot(vault, { name: 'sheet', now: created + 1, groups: recoveryKey.split('-') });
  await renameSlot(vault, id, 'in the safe');
  const { credentialId, output } = passkey;
  const prfSalt = makePrfSalt(vault);
  await addPasskeySlot(vault, { credentialId, prfSalt, output: output() }, { name: 'key ring', now: created + 2 });
  return vault;
};

/** The same with its vault key changed once, and a second time half-way. */
export const writeV2Rotating = async (db: VaultDatabase): Promise<void> => {
  const vault = await writeV2(db);
  const ways: WayIn[] = [
    { kind: 'password', passphrase },
    { kind: 'recovery', recoveryKey },
  ];
  const options = { now: created + 3, ways, policy: testPolicy };
  await rotateVaultKey(vault, options);
  await rotateVaultKey(vault, { ...options, signal: AbortSignal.abort() });
  vault.close();
};

/** Contacts stay behind: those that are frozen have no cards that were ever signed. */
export const writeExport = async (db: VaultDatabase, me = identity): Promise<Uint8Array> => {
  const vault = await writeV2(db, me);
  const rules = vaultRules.filter(({ store }) => store !== 'contacts');
  const { file } = await exportVault(vault, { passphrase: filePassphrase, now: created + 4, rules, ...stretch });
  vault.close();
  return file;
};
