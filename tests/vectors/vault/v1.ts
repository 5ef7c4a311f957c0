// The steps that v1.json was written by, with every random byte fixed. They stay as they are.
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { createVault } from '../../../src/vault/create-vault.ts';
import type { VaultDatabase } from '../../../src/vault/database.ts';
import type { KdfCost } from '../../../src/vault/kdf-policy.ts';
import { openStore } from '../../../src/vault/store.ts';
import { type Contact, contactStore } from '../../../src/vault/stores/contacts.ts';
import { type Draft, draftStore } from '../../../src/vault/stores/drafts.ts';
import { type Identity, saveIdentity } from '../../../src/vault/stores/identity.ts';
import { changePreferences } from '../../../src/vault/stores/preferences.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from '../../unit/vault/seeded-random.ts';

export const passphrase = 'plum-Ünïcode harbour 7 lantern';
/** The floor of the policy, so that it is opened by the real one. */
const floor: KdfCost = { kdf: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 };
const created = 1_760_000_000_000;
const fill = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

export const identity: Identity = {
  name: 'Alice Ångström',
  created,
  ed25519Private: fill(0x11),
  ed25519Public: ed25519.getPublicKey(fill(0x11)),
  x25519Private: fill(0x22),
  x25519Public: x25519.getPublicKey(fill(0x22)),
  card: 'the card of Alice',
};

const card = (n: number) => ({
  text: `card ${n} of Bob`,
  fingerprint: fill(0x30 + n),
  ed25519: fill(0x40 + n),
  x25519: fill(0x50 + n),
  name: 'Bob',
  created: created + n,
  expires: created + n + 1000,
  addedAt: created + n + 1,
});

export const bob: Contact = {
  id: 'b0'.repeat(16),
  alias: 'Bob from the paper',
  cards: [card(1), card(2)],
  verifiedFingerprint: fill(0x32),
  addedAt: created + 2,
};
export const carol: Contact = {
  id: 'ca'.repeat(16),
  alias: '',
  cards: [card(3)],
  addedAt: created,
  removedAt: created + 9,
};

export const draft: Draft = {
  key: 'https://example.org #message',
  origin: 'https://example.org',
  text: 'Not sealed yet.\nSecond line – 🜁',
  to: [bob.id],
  updated: created + 5,
};

export const writeV1 = async (db: VaultDatabase): Promise<void> => {
  const random = seededRandom('fieldseal vault v1');
  const vault = await createVault(twinCore, db, { passphrase, now: created, label: 'frozen', kdf: floor, random });
  await saveIdentity(vault, identity);
  const contacts = openStore(vault, contactStore);
  await vault.write([contacts.putChange(bob.id, { ...bob, alias: 'Bob' }), contacts.putChange(carol.id, carol)]);
  await contacts.put(bob.id, bob);
  await changePreferences(vault, { autoLockMinutes: 42 });
  const drafts = openStore(vault, draftStore);
  await drafts.put(drafts.idOf('thrown away'), { ...draft, key: 'thrown away' });
  await drafts.put(drafts.idOf(draft.key), draft);
  await drafts.delete(drafts.idOf('thrown away'));
  vault.close();
};
