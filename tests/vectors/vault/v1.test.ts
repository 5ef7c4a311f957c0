import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { isSound } from '../../../src/vault/damage.ts';
import type { VaultDatabase } from '../../../src/vault/database.ts';
import { parseHeader } from '../../../src/vault/header.ts';
import { settleUnlock } from '../../../src/vault/settle-unlock.ts';
import { listSlots } from '../../../src/vault/slots/list-slots.ts';
import { openStore } from '../../../src/vault/store.ts';
import { contactStore } from '../../../src/vault/stores/contacts.ts';
import { draftStore } from '../../../src/vault/stores/drafts.ts';
import { loadIdentity } from '../../../src/vault/stores/identity.ts';
import { loadPreferences } from '../../../src/vault/stores/preferences.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import { loadTestCore } from '../../support/core.ts';
import { bob, carol, draft, identity, passphrase } from './contents.ts';
import { thaw } from './rows.ts';

const core = await loadTestCore();
const now = 1_790_000_000_000;
const headerOf = async (db: VaultDatabase) => parseHeader(await db.get('header', 'current'));

const expectContents = async (vault: Vault): Promise<void> => {
  expect(isSound(await vault.verify())).toBe(true);
  expect(await loadIdentity(vault)).toEqual(identity);
  expect(await loadPreferences(vault)).toMatchObject({ autoLockMinutes: 42 });
  const contacts = (await openStore(vault, contactStore).list()).map(({ value }) => value);
  expect(contacts.sort((a, b) => a.id.localeCompare(b.id))).toEqual([bob, carol]);
  const drafts = openStore(vault, draftStore);
  expect(await drafts.get(drafts.idOf(draft.key))).toEqual(draft);
  expect(await drafts.list()).toHaveLength(1);
  expect(encodeHex(vault.deriveKey('self-slot'))).toBe(
    '9ba46ad970d3fc6bcc865d21c0d71a21fb02f79fe4636e4c80ad1c80756c6d0f',
  );
};

describe('a vault written by version 1', () => {
  it('opens under the real policy, with everything in it', async () => {
    const vault = await unlockVault(core, await thaw('./v1.json'), { passphrase });
    expect(vault.counter).toBe(8);
    await expectContents(vault);
    vault.close();
  });

  it('is upgraded and strengthened in one write once it is open, and loses nothing', async () => {
    const db = await thaw('./v1.json');
    expect(await headerOf(db)).toMatchObject({ format: 1 });
    const vault = await unlockVault(core, db, { passphrase });
    expect(await settleUnlock(vault, { now, passphrase })).toEqual({
      upgraded: true,
      strengthened: true,
      failed: [],
      journal: 'new',
      rotationUnfinished: false,
    });
    expect(vault.counter).toBe(9);
    await expectContents(vault);
    const header = await headerOf(db);
    expect(header).toMatchObject({ format: 3, epoch: 1, slots: [{ parameters: { memoryKiB: 131_072 } }] });
    expect(Buffer.from(header.bytes).includes('frozen')).toBe(false);
    const [slot] = await listSlots(vault);
    expect(slot).toMatchObject({ kind: 'password', name: 'frozen', created: 1_760_000_000_000, lastUsed: now });
    vault.close();
    const again = await unlockVault(core, db, { passphrase });
    await expectContents(again);
    expect(await settleUnlock(again, { now: now + 1, passphrase })).toMatchObject({
      upgraded: false,
      strengthened: false,
      journal: 'whole',
    });
    again.close();
  });

  it('can be changed before it is upgraded, and keeps the name of its slot', async () => {
    const db = await thaw('./v1.json');
    const vault = await unlockVault(core, db, { passphrase });
    await openStore(vault, contactStore).delete(carol.id);
    expect(await headerOf(db)).toMatchObject({ format: 1 });
    expect(await listSlots(vault)).toMatchObject([{ name: 'frozen', created: 1_760_000_000_000, lastUsed: 0 }]);
    vault.close();
  });
});

describe('a vault written by version 1 without memory for Argon2id', () => {
  it('opens, and gets Argon2id where there is memory now', async () => {
    const db = await thaw('./v1-fallback.json');
    const vault = await unlockVault(core, db, { passphrase });
    expect(vault.counter).toBe(3);
    expect(await settleUnlock(vault, { now, passphrase })).toMatchObject({ upgraded: true, strengthened: true });
    expect(await headerOf(db)).toMatchObject({ slots: [{ parameters: { kdf: 'argon2id', memoryKiB: 131_072 } }] });
    vault.close();
    const again = await unlockVault(core, db, { passphrase });
    expect(await loadIdentity(again)).toEqual(identity);
    expect((await openStore(again, contactStore).list()).map(({ value }) => value)).toEqual([bob]);
    expect(encodeHex(again.deriveKey('self-slot'))).toBe(
      'cde811a2eea1c9d40beb2cd9786654fd379908a4820815392f5fedfca925e6c1',
    );
    again.close();
  });
});
