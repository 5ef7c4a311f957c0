import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../../src/bytes/hex.ts';
import { readActivity } from '../../../../src/vault/activity/read-activity.ts';
import { isSound } from '../../../../src/vault/damage.ts';
import { loadSelfKeys } from '../../../../src/vault/rotation/self-keys.ts';
import { openStore } from '../../../../src/vault/store.ts';
import { type Contact, contactStore } from '../../../../src/vault/stores/contacts.ts';
import { type Draft, draftStore } from '../../../../src/vault/stores/drafts.ts';
import {
  type Identity,
  loadIdentity,
  loadOtherIdentities,
  saveIdentity,
} from '../../../../src/vault/stores/identity.ts';
import { changePreferences, loadPreferences } from '../../../../src/vault/stores/preferences.ts';
import { exportVault } from '../../../../src/vault/transfer/export-vault.ts';
import { importVault, openExport, previewImport } from '../../../../src/vault/transfer/import-vault.ts';
import type { ImportChoices } from '../../../../src/vault/transfer/transfer-rule.ts';
import type { Vault } from '../../../../src/vault/vault.ts';
import { twinCore } from '../../../support/twin-core.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  now,
  put,
  recordId,
  testCost,
  testPolicy,
  unlock,
} from '../support.ts';
import { cardOf, contactOf, makeIdentity } from './people.ts';

const words = 'the file has words of its own';
const stretch = { kdf: testCost, policy: testPolicy };
const [alice, other, bob, carol, mallory] = (await Promise.all(
  ['Alice', 'Alice elsewhere', 'Bob', 'Carol', 'Bob'].map(makeIdentity),
)) as [Identity, Identity, Identity, Identity, Identity];
const [bobCard, bobLater, carolCard, malloryCard] = await Promise.all([
  cardOf(bob),
  cardOf(bob, 30),
  cardOf(carol),
  cardOf(mallory),
]);
const [one, two, three] = ['11', '22', '33'].map((pair) => pair.repeat(16)) as [string, string, string];
const draft = (key: string, text: string, updated = now): Draft => ({
  key,
  text,
  updated,
  origin: 'https://example.org',
  to: [],
});

interface Contents {
  readonly me: Identity;
  readonly contacts?: readonly Contact[];
  readonly drafts?: readonly Draft[];
  readonly autoLockMinutes?: number;
}

const fill = async (vault: Vault, { me, contacts = [], drafts = [], autoLockMinutes }: Contents): Promise<Vault> => {
  await saveIdentity(vault, me);
  const [people, texts] = [openStore(vault, contactStore), openStore(vault, draftStore)];
  for (const contact of contacts) await people.put(contact.id, contact);
  for (const each of drafts) await texts.put(texts.idOf(each.key), each);
  if (autoLockMinutes) await changePreferences(vault, { autoLockMinutes });
  return vault;
};
const vaultWith = async (contents: Contents): Promise<Vault> => fill(await makeVault(await freshDatabase()), contents);
const fileOf = async (vault: Vault) => (await exportVault(vault, { passphrase: words, now, ...stretch })).file;
const opened = async (vault: Vault) => openExport(twinCore, await fileOf(vault), words, { policy: testPolicy });
const carry = async (from: Contents, to: Vault, choices?: ImportChoices) =>
  importVault(to, await opened(await vaultWith(from)), { now, ...(choices && { choices }) });
const contactsOf = async (vault: Vault) =>
  (await openStore(vault, contactStore).list()).map(({ value }) => value).sort((a, b) => a.id.localeCompare(b.id));
const draftsOf = async (vault: Vault) =>
  (await openStore(vault, draftStore).list()).map(({ value }) => `${value.key}: ${value.text}`).sort();
const outcomeOf = async (vault: Vault, file: Awaited<ReturnType<typeof opened>>, store: string) =>
  (await previewImport(vault, file)).stores.find((each) => each.store === store);

describe('an exported file', () => {
  it('carries everything into an empty vault, under its own passphrase', async () => {
    const from = {
      me: alice,
      contacts: [contactOf(one, [bobCard, bobLater], { alias: 'Bobby', verifiedFingerprint: bobCard.fingerprint })],
      drafts: [draft('field', 'not sealed yet')],
      autoLockMinutes: 42,
    };
    const source = await vaultWith(from);
    const target = await makeVault(await freshDatabase());
    const file = await opened(source);
    const preview = await importVault(target, file, { now });
    expect(preview.stores).toEqual([
      { store: 'identity', added: 1, merged: 0, same: 0, conflicts: [] },
      { store: 'contacts', added: 1, merged: 0, same: 0, conflicts: [] },
      { store: 'preferences', added: 1, merged: 0, same: 0, conflicts: [] },
      { store: 'drafts', added: 1, merged: 0, same: 0, conflicts: [] },
    ]);
    expect(preview).toMatchObject({ isSameVault: false, vaultId: encodeHex(source.vaultId), exportedAt: now });
    expect(preview.counter).toBe(source.counter - 1);
    expect(await loadIdentity(target)).toEqual(alice);
    expect(await contactsOf(target)).toEqual(from.contacts);
    expect(await draftsOf(target)).toEqual(['field: not sealed yet']);
    expect(await loadPreferences(target)).toEqual({ autoLockMinutes: 42 });
    expect(isSound(await target.verify())).toBe(true);
    expect((await loadSelfKeys(target)).map(encodeHex)).toContain(encodeHex(source.deriveKey('self-slot')));
  });

  it('can be looked into without anything being written, and says what the import then does', async () => {
    const db = await freshDatabase();
    const target = await fill(await makeVault(db), { me: other, contacts: [contactOf(two, [carolCard])] });
    const file = await opened(await vaultWith({ me: alice, contacts: [contactOf(one, [bobCard])] }));
    const before = await dump(db);
    const preview = await previewImport(target, file);
    expect(await dump(db)).toEqual(before);
    expect(await importVault(target, file, { now })).toEqual(preview);
    const counter = target.counter;
    const again = await importVault(target, file, { now });
    expect(again.stores.map(({ added, merged }) => added + merged)).toEqual([0, 0]);
    expect(target.counter).toBe(counter + 1);
    expect(await contactsOf(target)).toHaveLength(2);
  });

  it('leaves slots, log, device and what is in the bin behind', async () => {
    const source = await vaultWith({
      me: alice,
      contacts: [contactOf(one, [bobCard], { removedAt: now }), contactOf(two, [carolCard])],
    });
    await source.write([put(recordId(1), 'of another room', 'notes')]);
    const { records } = await exportVault(source, { passphrase: words, now, ...stretch });
    expect(records).toBe(2);
  });

  it('is told in the log of both sides', async () => {
    const source = await vaultWith({ me: alice });
    const target = await vaultWith({ me: other });
    await importVault(target, await opened(source), { now });
    const kinds = async (vault: Vault) => (await readActivity(vault)).events.map(({ kind }) => kind);
    expect([await kinds(source), await kinds(target)]).toEqual([
      ['vault-created', 'exported'],
      ['vault-created', 'imported'],
    ]);
  });

  it('says how many records are damaged and not in it', async () => {
    const db = await freshDatabase();
    const source = await fill(await makeVault(db), { me: alice, contacts: [contactOf(one, [bobCard])] });
    const row = (await db.get('records', one))!;
    row[100]! ^= 1;
    await db.put('records', row, one);
    const { records, damaged } = await exportVault(source, { passphrase: words, now, ...stretch });
    expect([records, damaged]).toEqual([1, 1]);
  });

  it('names stores that this version does not know, and brings all the others', async () => {
    const source = await vaultWith({ me: alice, drafts: [draft('a', 'x')] });
    const file = await fileOf(source);
    const { vaultRules } = await import('../../../../src/vault/transfer/rules.ts');
    const rules = vaultRules.filter(({ store }) => store !== 'drafts');
    const older = await openExport(twinCore, file, words, { policy: testPolicy, rules });
    expect(older.unknown).toEqual([{ store: 'drafts', records: 1 }]);
    const target = await makeVault(await freshDatabase());
    await importVault(target, older, { now });
    expect(await loadIdentity(target)).toEqual(alice);
  });
});

describe('merging identities', () => {
  it('keeps mine and puts the other beside it, or the other way round, as chosen', async () => {
    for (const choice of ['mine', 'theirs'] as const) {
      const db = await freshDatabase();
      const target = await fill(await makeVault(db), { me: other });
      const preview = await carry({ me: alice }, target, { identity: choice, preferences: 'mine', sign: 'mine' });
      expect(preview.stores[0]).toMatchObject({ conflicts: [{ reason: 'identity', name: 'Alice' }] });
      const [me, beside] = choice === 'mine' ? [other, alice] : [alice, other];
      const again = await unlock(db);
      expect(await loadIdentity(again)).toEqual(me);
      expect(await loadOtherIdentities(again)).toEqual([beside]);
    }
  });

  it('carries those beside it on, and never has one twice', async () => {
    const middle = await vaultWith({ me: other });
    await carry({ me: alice }, middle);
    const target = await vaultWith({ me: alice });
    await importVault(target, await opened(middle), { now });
    expect(await loadIdentity(target)).toEqual(alice);
    expect(await loadOtherIdentities(target)).toEqual([other]);
  });
});

describe('merging contacts', () => {
  const mine = (contact: Contact) => vaultWith({ me: alice, contacts: [contact] });

  it('keeps the keys in use, and theirs as earlier ones', async () => {
    const target = await mine(contactOf(one, [bobCard], { verifiedFingerprint: bobCard.fingerprint }));
    const theirs = contactOf(one, [malloryCard], { alias: 'Bob', verifiedFingerprint: malloryCard.fingerprint });
    const preview = await carry({ me: alice, contacts: [theirs] }, target);
    expect(preview.stores.find(({ store }) => store === 'contacts')).toEqual({
      store: 'contacts',
      added: 0,
      merged: 1,
      same: 0,
      conflicts: [
        { reason: 'keys', name: 'Bob' },
        { reason: 'verified', name: 'Bob' },
      ],
    });
    expect(await contactsOf(target)).toEqual([
      contactOf(one, [malloryCard, bobCard], { alias: 'Bob', verifiedFingerprint: bobCard.fingerprint }),
    ]);
  });

  it('takes a later card of the same keys into use, and a verification of just these', async () => {
    const target = await mine(contactOf(one, [bobCard], { alias: 'Bobby' }));
    const theirs = contactOf(two, [bobLater], { alias: 'Robert', verifiedFingerprint: bobLater.fingerprint });
    const preview = await carry({ me: alice, contacts: [theirs] }, target);
    expect(preview.stores.find(({ store }) => store === 'contacts')).toMatchObject({
      added: 0,
      merged: 1,
      conflicts: [{ reason: 'alias', name: 'Bobby' }],
    });
    expect(await contactsOf(target)).toEqual([
      contactOf(one, [bobCard, bobLater], { alias: 'Bobby', verifiedFingerprint: bobCard.fingerprint }),
    ]);
  });

  it('does not take over a verification of keys that are not in use', async () => {
    const target = await mine(contactOf(one, [bobCard]));
    await carry(
      {
        me: alice,
        contacts: [contactOf(one, [bobCard, malloryCard], { verifiedFingerprint: malloryCard.fingerprint })],
      },
      target,
    );
    expect(await contactsOf(target)).toEqual([contactOf(one, [malloryCard, bobCard])]);
  });

  it('brings back what is in the bin here and not there', async () => {
    const target = await mine(contactOf(one, [bobCard], { removedAt: now }));
    await carry({ me: alice, contacts: [contactOf(one, [bobCard])] }, target);
    expect(await contactsOf(target)).toEqual([contactOf(one, [bobCard])]);
  });

  it('names somebody of the same name and other keys apart, says so, and does it once', async () => {
    const target = await mine(contactOf(one, [bobCard]));
    const theirs = { me: alice, contacts: [contactOf(two, [malloryCard])] };
    const preview = await carry(theirs, target);
    expect(preview.stores.find(({ store }) => store === 'contacts')).toMatchObject({
      added: 1,
      conflicts: [{ reason: 'namesake', name: 'Bob' }],
    });
    const both = [contactOf(one, [bobCard]), contactOf(two, [malloryCard], { alias: 'Bob (2)' })];
    expect(await contactsOf(target)).toEqual(both);
    const again = await carry(theirs, target);
    expect(again.stores.find(({ store }) => store === 'contacts')).toMatchObject({ same: 1, conflicts: [] });
    expect(await contactsOf(target)).toEqual(both);
  });

  it('adds the others, and leaves alone what is the same', async () => {
    const target = await mine(contactOf(one, [bobCard]));
    const file = await opened(
      await vaultWith({ me: alice, contacts: [contactOf(one, [bobCard]), contactOf(three, [carolCard])] }),
    );
    expect(await outcomeOf(target, file, 'contacts')).toMatchObject({ added: 1, merged: 0, same: 1, conflicts: [] });
  });
});

describe('merging drafts and preferences', () => {
  it('keeps both texts of one field, the later in it, however often it is imported', async () => {
    const target = await vaultWith({ me: alice, drafts: [draft('a', 'mine'), draft('b', 'mine', now + 5)] });
    const file = await opened(
      await vaultWith({ me: alice, drafts: [draft('a', 'theirs', now + 1), draft('b', 'theirs'), draft('c', 'new')] }),
    );
    const expected = ['a #1: mine', 'a: theirs', 'b #1: theirs', 'b: mine', 'c: new'];
    for (let n = 0; n < 3; n++) {
      await importVault(target, file, { now });
      expect(await draftsOf(target)).toEqual(expected);
    }
  });

  it('loses no text where the name beside the field is taken', async () => {
    const target = await vaultWith({ me: alice, drafts: [draft('a', 'mine'), draft('a #1', 'also mine')] });
    await carry({ me: alice, drafts: [draft('a', 'theirs', now + 1), draft('a #1', 'also theirs')] }, target);
    expect((await draftsOf(target)).map((text) => text.split(': ')[1]).sort()).toEqual([
      'also mine',
      'also theirs',
      'mine',
      'theirs',
    ]);
  });

  it('keeps my preferences unless theirs are chosen', async () => {
    const target = await vaultWith({ me: alice, autoLockMinutes: 5 });
    const from = { me: alice, autoLockMinutes: 99 };
    const preview = await carry(from, target);
    expect(preview.stores.at(-1)?.conflicts).toEqual([{ reason: 'value', name: 'preferences' }]);
    expect(await loadPreferences(target)).toEqual({ autoLockMinutes: 5 });
    await carry(from, target, { identity: 'mine', preferences: 'theirs', sign: 'mine' });
    expect(await loadPreferences(target)).toEqual({ autoLockMinutes: 99 });
  });

  it('needs a passphrase for the file', async () => {
    const vault = await vaultWith({ me: alice });
    expect(await codeOf(exportVault(vault, { passphrase: '', now, ...stretch }))).toBe('passphrase-empty');
    expect((await readActivity(vault)).events.map(({ kind }) => kind)).toEqual(['vault-created']);
  });
});
