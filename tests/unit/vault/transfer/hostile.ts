// Files as an enemy makes them who knows the passphrase: sealed rightly, with whatever inside.
import { randomBytes } from '../../../../src/crypto/random.ts';
import { type Contact, contactStore } from '../../../../src/vault/stores/contacts.ts';
import { draftStore } from '../../../../src/vault/stores/drafts.ts';
import { type Identity, identityStore } from '../../../../src/vault/stores/identity.ts';
import { preferencesStore } from '../../../../src/vault/stores/preferences.ts';
import { encodeContent, type FileRecord } from '../../../../src/vault/transfer/export-content.ts';
import { sealExport } from '../../../../src/vault/transfer/export-file.ts';
import { openExport } from '../../../../src/vault/transfer/import-vault.ts';
import { loadTestCore } from '../../../support/core.ts';
import { now, testCost, testPolicy } from '../support.ts';
import { cardOf, contactOf, makeIdentity } from './people.ts';

export const words = 'known to the enemy';
const stretch = { kdf: testCost, policy: testPolicy };
export const core = await loadTestCore();
export const [alice, bob, mallory] = (await Promise.all(['Alice', 'Bob', 'Mallory'].map(makeIdentity))) as [
  Identity,
  Identity,
  Identity,
];
export const [bobCard, malloryCard] = [await cardOf(bob), await cardOf(mallory)];
export const bobId = 'b0'.repeat(16);
export const bobContact = contactOf(bobId, [bobCard]);

export const record = (store: string, name: string, value: Uint8Array, schema = 1): FileRecord => ({
  store,
  name,
  schema,
  value,
});
export const contactRecord = (contact: Contact, name = contact.id) =>
  record('contacts', name, contactStore.codec.encode(contact));
export const draftRecord = (key: string, name = key) =>
  record('drafts', name, draftStore.codec.encode({ key, origin: 'https://x.org', text: 'text', to: [], updated: now }));
export const identityRecord = (identity: Identity, name = 'me') =>
  record('identity', name, identityStore.codec.encode(identity));

export const contentOf = (records: readonly FileRecord[]): Uint8Array =>
  encodeContent({
    vaultId: new Uint8Array(16),
    exportedAt: now,
    counter: 1,
    rootHash: new Uint8Array(32),
    selfKeys: [],
    records,
  });
export const seal = (content: Uint8Array): Promise<Uint8Array> =>
  sealExport(core, randomBytes, words, content, stretch);
export const open = (file: Uint8Array) => openExport(core, file, words, { policy: testPolicy });
export const sealed = async (...records: readonly FileRecord[]) => open(await seal(contentOf(records)));
export const good = contentOf([
  contactRecord(bobContact),
  draftRecord('a'),
  draftRecord('b'),
  identityRecord(alice),
  record('preferences', 'preferences', preferencesStore.codec.encode({ autoLockMinutes: 7 })),
]);
