import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../../src/bytes/hex.ts';
import { readActivity } from '../../../../src/vault/activity/read-activity.ts';
import { isSound } from '../../../../src/vault/damage.ts';
import { allEntries } from '../../../../src/vault/manifest.ts';
import { bucketKey, bucketOf } from '../../../../src/vault/manifest-bucket.ts';
import { loadSelfKeys } from '../../../../src/vault/rotation/self-keys.ts';
import { loadIdentity, loadOtherIdentities } from '../../../../src/vault/stores/identity.ts';
import { loadPreferences } from '../../../../src/vault/stores/preferences.ts';
import { exportVault } from '../../../../src/vault/transfer/export-vault.ts';
import { importVault, openExport, previewImport } from '../../../../src/vault/transfer/import-vault.ts';
import { defaultChoices } from '../../../../src/vault/transfer/transfer-rule.ts';
import { engineOf, type Vault } from '../../../../src/vault/vault.ts';
import { twinCore } from '../../../support/twin-core.ts';
import { codeOf, dump, freshDatabase, makeVault, now, put, recordId, testPolicy, unlock } from '../support.ts';
import { contactOf } from './people.ts';

import {
  alice,
  bobCard,
  bobLater,
  carolCard,
  carry,
  contactsOf,
  draft,
  draftsOf,
  fileOf,
  fill,
  one,
  opened,
  other,
  stretch,
  two,
  vaultWith,
  words,
} from './vaults.ts';

const becoming = { ...defaultChoices, identity: 'theirs' } as const;

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
    const preview = await importVault(target, file, { now, choices: becoming });
    expect(preview.stores).toEqual([
      { store: 'identity', added: 1, merged: 0, same: 0, conflicts: [{ reason: 'identity', name: 'Alice' }] },
      { store: 'contacts', added: 1, merged: 0, same: 0, conflicts: [] },
      { store: 'preferences', added: 1, merged: 0, same: 0, conflicts: [] },
      { store: 'drafts', added: 1, merged: 0, same: 0, conflicts: [] },
    ]);
    expect(preview).toMatchObject({ isSameVault: false, vaultId: encodeHex(source.vaultId), exportedAt: now });
    expect(preview.counter).toBe(source.counter - 1);
    expect(await loadIdentity(target)).toEqual(alice);
    expect(await contactsOf(target)).toEqual([{ ...from.contacts[0], verifiedFromFile: true }]);
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

  it('that would be too large is refused before anything is stretched, and is not in the log', async () => {
    const vault = await vaultWith({ me: alice, drafts: [draft('long', 'x'.repeat(20_000))] });
    const log = await readActivity(vault);
    const made = exportVault(vault, { passphrase: '', now, limit: 20_000, ...stretch });
    // The empty passphrase would be refused next.
    await expect(made).rejects.toMatchObject({ code: 'export-too-large', details: { limit: 20_000 } });
    expect(await readActivity(vault)).toEqual(log);
    const { file } = await exportVault(vault, { passphrase: words, now, limit: 30_000, ...stretch });
    expect(file.length).toBeLessThanOrEqual(30_000);
  });

  it('counts among the damaged what a lost bucket named, which nobody can list any more', async () => {
    const db = await freshDatabase();
    const source = await makeVault(db);
    await source.write([put(recordId(1), 'lost', 'drafts'), put(recordId(65), 'lost as well', 'drafts')]);
    const kept = allEntries(engineOf(source).manifest).filter(({ id }) => bucketOf(id, 64) !== 1).length;
    const row = (await db.get('manifest', bucketKey(1)))!;
    row[60]! ^= 1;
    await db.put('manifest', row, bucketKey(1));
    const all = engineOf(source).manifest.root.records;
    const { records, damaged } = await exportVault(await unlock(db), { passphrase: words, now, ...stretch });
    expect([records, damaged]).toEqual([0, all - kept]);
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
    await importVault(target, older, { now, choices: becoming });
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
