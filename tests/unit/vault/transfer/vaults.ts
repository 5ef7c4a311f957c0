import { openStore } from '../../../../src/vault/store.ts';
import { type Contact, contactStore } from '../../../../src/vault/stores/contacts.ts';
import { type Draft, draftStore } from '../../../../src/vault/stores/drafts.ts';
import { type Identity, saveIdentity } from '../../../../src/vault/stores/identity.ts';
import { changePreferences } from '../../../../src/vault/stores/preferences.ts';
import { exportVault } from '../../../../src/vault/transfer/export-vault.ts';
import { importVault, openExport, previewImport } from '../../../../src/vault/transfer/import-vault.ts';
import type { ImportChoices } from '../../../../src/vault/transfer/transfer-rule.ts';
import type { Vault } from '../../../../src/vault/vault.ts';
import { twinCore } from '../../../support/twin-core.ts';
import { freshDatabase, makeVault, now, testCost, testPolicy } from '../support.ts';
import { cardOf, makeIdentity } from './people.ts';

export const words = 'the file has words of its own';
export const stretch = { kdf: testCost, policy: testPolicy };
export const [alice, other, bob, carol, mallory] = (await Promise.all(
  ['Alice', 'Alice elsewhere', 'Bob', 'Carol', 'Bob'].map(makeIdentity),
)) as [Identity, Identity, Identity, Identity, Identity];
export const [bobCard, bobLater, carolCard, malloryCard] = await Promise.all([
  cardOf(bob),
  cardOf(bob, 30),
  cardOf(carol),
  cardOf(mallory),
]);
export const [one, two, three] = ['11', '22', '33'].map((pair) => pair.repeat(16)) as [string, string, string];
export const draft = (key: string, text: string, updated = now): Draft => ({
  key,
  text,
  updated,
  origin: 'https://example.org',
  to: [],
});

export interface Contents {
  readonly me: Identity;
  readonly contacts?: readonly Contact[];
  readonly drafts?: readonly Draft[];
  readonly autoLockMinutes?: number;
}

export const fill = async (
  vault: Vault,
  { me, contacts = [], drafts = [], autoLockMinutes }: Contents,
): Promise<Vault> => {
  await saveIdentity(vault, me);
  const [people, texts] = [openStore(vault, contactStore), openStore(vault, draftStore)];
  for (const contact of contacts) await people.put(contact.id, contact);
  for (const each of drafts) await texts.put(texts.idOf(each.key), each);
  if (autoLockMinutes) await changePreferences(vault, { autoLockMinutes });
  return vault;
};
export const vaultWith = async (contents: Contents): Promise<Vault> =>
  fill(await makeVault(await freshDatabase()), contents);
export const fileOf = async (vault: Vault) => (await exportVault(vault, { passphrase: words, now, ...stretch })).file;
export const opened = async (vault: Vault) => openExport(twinCore, await fileOf(vault), words, { policy: testPolicy });
export const carry = async (from: Contents, to: Vault, choices?: ImportChoices) =>
  importVault(to, await opened(await vaultWith(from)), { now, ...(choices && { choices }) });
export const contactsOf = async (vault: Vault) =>
  (await openStore(vault, contactStore).list()).map(({ value }) => value).sort((a, b) => a.id.localeCompare(b.id));
export const draftsOf = async (vault: Vault) =>
  (await openStore(vault, draftStore).list()).map(({ value }) => `${value.key}: ${value.text}`).sort();
export const outcomeOf = async (vault: Vault, file: Awaited<ReturnType<typeof opened>>, store: string) =>
  (await previewImport(vault, file)).stores.find((each) => each.store === store);
