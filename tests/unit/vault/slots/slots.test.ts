import { describe, expect, it } from 'vitest';
import type { Core } from '../../../../src/crypto/core.ts';
import { readActivity } from '../../../../src/vault/activity/read-activity.ts';
import type { VaultDatabase } from '../../../../src/vault/database.ts';
import { parseHeader } from '../../../../src/vault/header.ts';
import { settleUnlock } from '../../../../src/vault/settle-unlock.ts';
import { encodeSlot, isKeySlot } from '../../../../src/vault/slot.ts';
import {
  addPasskeySlot,
  addPasswordSlot,
  addPinSlot,
  addRecoverySlot,
  makePrfSalt,
  makeRecoveryKey,
} from '../../../../src/vault/slots/add-slot.ts';
import { changePassphrase, replacePassphrase } from '../../../../src/vault/slots/change-passphrase.ts';
import { removeSlot, renameSlot } from '../../../../src/vault/slots/change-slots.ts';
import { listSlots, readWaysIn } from '../../../../src/vault/slots/list-slots.ts';
import { proveWayIn } from '../../../../src/vault/slots/prove-way-in.ts';
import { unlockVaultBy } from '../../../../src/vault/unlock-vault.ts';
import { twinCore } from '../../../support/twin-core.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  now,
  passphrase,
  put,
  recordId,
  testCost,
  testPolicy,
  textOf,
  unlock,
  unlockBy,
} from '../support.ts';

const stretch = { kdf: testCost, policy: testPolicy };
const credentialId = Uint8Array.from({ length: 20 }, (_, n) => n);
const output = () => Uint8Array.from({ length: 32 }, (_, n) => 255 - n);
const headerOf = async (db: VaultDatabase) => parseHeader(await db.get('header', 'current'));

const vaultOfAll = async () => {
  const db = await freshDatabase();
  const vault = await makeVault(db, { label: 'mine' });
  await vault.write([put(recordId(1), 'kept')]);
  const { groups, id: recovery } = await addRecoverySlot(vault, { name: 'sheet', now: now + 1 });
  const prfSalt = makePrfSalt(vault);
  const passkey = await addPasskeySlot(
    vault,
    { credentialId, prfSalt, output: output() },
    { name: 'key ring', now: now + 2 },
  );
  const pin = await addPinSlot(vault, '2468', { name: 'this laptop', now: now + 3, ...stretch });
  const second = await addPasswordSlot(vault, 'another one', { name: 'second', now: now + 4, ...stretch });
  return { db, vault, recoveryKey: groups.join(' '), prfSalt, ids: { recovery, passkey, pin, second } };
};

describe('every way in', () => {
  it('opens the same vault, and is listed with its name, date and last use', async () => {
    const { db, vault, recoveryKey } = await vaultOfAll();
    const ways = [
      { kind: 'password', passphrase },
      { kind: 'password', passphrase: 'another one' },
      { kind: 'recovery', recoveryKey },
      { kind: 'passkey', credentialId, output: output() },
      { kind: 'pin', pin: '2468' },
    ] as const;
    for (const [n, way] of ways.entries()) {
      const again = await unlockBy(db, way);
      expect(again.openedBy.kind).toBe(way.kind);
      expect(await textOf(again, recordId(1))).toBe('kept');
      await settleUnlock(again, { now: now + 100 + n });
      expect((await listSlots(again)).filter(({ current }) => current)).toMatchObject([
        { kind: way.kind, lastUsed: now + 100 + n },
      ]);
    }
    expect(await listSlots(vault)).toMatchObject([
      { kind: 'password', name: 'mine', created: now, lastUsed: now + 100, current: true },
      { kind: 'recovery', name: 'sheet', created: now + 1, lastUsed: now + 102, current: false },
      { kind: 'passkey', name: 'key ring', created: now + 2, lastUsed: now + 103 },
      { kind: 'pin', name: 'this laptop', created: now + 3, lastUsed: now + 104, attemptsLeft: 5 },
      { kind: 'password', name: 'second', created: now + 4, lastUsed: now + 101 },
    ]);
  });

  it('shows on a locked vault as what can be tried, without names or dates', async () => {
    const { db, prfSalt } = await vaultOfAll();
    expect(await readWaysIn(db)).toEqual({
      password: true,
      recovery: true,
      pinAttemptsLeft: 5,
      passkeys: [{ credentialId, prfSalt }],
    });
    const rows = Object.values(await dump(db)).flatMap((store) => [...store.values()].map((row) => Buffer.from(row)));
    for (const name of ['mine', 'sheet', 'key ring', 'this laptop', 'second'])
      expect(rows.some((row) => row.includes(name))).toBe(false);
    expect(await codeOf(readWaysIn(await freshDatabase()))).toBe('vault-missing');
  });

  it('can be renamed, and is unknown once it is removed', async () => {
    const { db, vault, recoveryKey, ids } = await vaultOfAll();
    await renameSlot(vault, ids.recovery, 'in the safe');
    expect((await listSlots(vault)).find(({ id }) => id === ids.recovery)?.name).toBe('in the safe');
    for (const id of Object.values(ids)) await removeSlot(vault, id, now + 9);
    expect(await listSlots(vault)).toMatchObject([{ kind: 'password', name: 'mine' }]);
    expect(await codeOf(unlockBy(db, { kind: 'recovery', recoveryKey }))).toBe('recovery-key-wrong');
    expect(await codeOf(unlockBy(db, { kind: 'passkey', credentialId, output: output() }))).toBe('passkey-wrong');
    expect(await codeOf(unlockBy(db, { kind: 'pin', pin: '2468' }))).toBe('pin-erased');
    expect(await codeOf(unlock(db, 'another one'))).toBe('passphrase-wrong');
    expect(await db.get('device', 'pin')).toBeUndefined();
    expect(await codeOf(removeSlot(vault, ids.pin, now))).toBe('slot-missing');
    expect(await codeOf(renameSlot(vault, ids.pin, 'x'))).toBe('slot-missing');
    const { events, chain } = await readActivity(vault);
    expect(chain).toEqual({ kind: 'whole' });
    expect(events.map(({ kind, subject }) => `${kind}: ${subject}`)).toEqual([
      'vault-created: ',
      'slot-added: recovery sheet',
      'slot-added: passkey key ring',
      'slot-added: pin this laptop',
      'slot-added: password second',
      'slot-removed: recovery in the safe',
      'slot-removed: passkey key ring',
      'slot-removed: pin this laptop',
      'slot-removed: password second',
    ]);
  });

  it('stays where it is the last passphrase or recovery key, whatever else there is', async () => {
    const { db, vault, recoveryKey, ids } = await vaultOfAll();
    const [first] = await listSlots(vault);
    await removeSlot(vault, ids.second, now);
    await removeSlot(vault, first!.id, now);
    const before = await dump(db);
    expect(await codeOf(removeSlot(vault, ids.recovery, now))).toBe('slot-last');
    expect(await dump(db)).toEqual(before);
    expect(await textOf(await unlockBy(db, { kind: 'recovery', recoveryKey }), recordId(1))).toBe('kept');
    expect(await codeOf(unlock(db))).toBe('passphrase-wrong');
  });

  it('is refused above the number that the format takes', async () => {
    const vault = await makeVault(await freshDatabase());
    for (let n = 0; n < 3; n++) await addPasswordSlot(vault, `number ${n}`, { name: '', now, ...stretch });
    await expect(addPasswordSlot(vault, 'one more', { name: '', now, ...stretch })).rejects.toMatchObject({
      code: 'slots-full',
      details: { limit: 4 },
    });
  });

  it('is proved again on an open vault, and counted as an attempt', async () => {
    const { vault, recoveryKey } = await vaultOfAll();
    const options = { policy: testPolicy, now };
    await proveWayIn(vault, { kind: 'password', passphrase }, options);
    await proveWayIn(vault, { kind: 'recovery', recoveryKey }, options);
    const wrong = () => codeOf(proveWayIn(vault, { kind: 'password', passphrase: 'guess' }, options));
    for (let n = 0; n < 10; n++) expect(await wrong()).toBe('passphrase-wrong');
    expect(await wrong()).toBe('wait');
  });

  it('is lost with the others where the slot book is damaged, but for names and dates', async () => {
    const { db, vault, recoveryKey } = await vaultOfAll();
    const [book] = await vault.list('slots');
    const row = (await db.get('records', book!.id))!;
    row[60]! ^= 1;
    await db.put('records', row, book!.id);
    const again = await unlockBy(db, { kind: 'recovery', recoveryKey });
    expect((await listSlots(again)).map(({ name, created }) => [name, created])).toEqual(
      Array.from({ length: 5 }, () => ['', 0]),
    );
    await settleUnlock(again, { now });
    expect(again.damage.changed).toEqual([]);
    expect((await listSlots(again)).filter(({ lastUsed }) => lastUsed === now)).toMatchObject([{ kind: 'recovery' }]);
  });
});

describe('a recovery key', () => {
  it('opens nothing before it was added, and is the one that was shown', async () => {
    const { db, vault } = await vaultOfAll();
    const groups = makeRecoveryKey(vault);
    const way = { kind: 'recovery', recoveryKey: groups.join('') } as const;
    expect(await codeOf(unlockBy(db, way))).toBe('recovery-key-wrong');
    expect((await addRecoverySlot(vault, { name: 'sheet 2', now, groups })).groups).toEqual(groups);
    expect((await unlockBy(db, way)).openedBy.kind).toBe('recovery');
    expect(await codeOf(addRecoverySlot(vault, { name: '', now, groups: groups.slice(1) }))).toBe(
      'recovery-key-length',
    );
  });
});

describe('a passkey', () => {
  it('that gives no 32 bytes, or all the same, is refused before anything is tried', async () => {
    const { db, vault } = await vaultOfAll();
    for (const bad of [new Uint8Array(32), new Uint8Array(32).fill(255), output().slice(1), new Uint8Array(0)]) {
      const way = { kind: 'passkey', credentialId, output: bad } as const;
      expect(await codeOf(unlockBy(db, way))).toBe('passkey-output');
      const added = addPasskeySlot(
        vault,
        { credentialId, prfSalt: makePrfSalt(vault), output: bad },
        { name: '', now },
      );
      expect(await codeOf(added)).toBe('passkey-output');
    }
  });

  it('of another credential, or with another output, opens nothing', async () => {
    const { db } = await vaultOfAll();
    const other = output();
    other[0]! ^= 1;
    const wrong = [
      { kind: 'passkey', credentialId: credentialId.slice(1), output: output() },
      { kind: 'passkey', credentialId, output: other },
    ] as const;
    for (const way of wrong) expect(await codeOf(unlockBy(db, way))).toBe('passkey-wrong');
  });
});

describe('changing the passphrase', () => {
  it('rewrites one slot and the root, and not one other byte', async () => {
    const { db, vault } = await vaultOfAll();
    const [before, header] = [await dump(db), await headerOf(db)];
    await changePassphrase(vault, { current: 'another one', next: 'a better one', now, ...stretch });
    const [after, changed] = [await dump(db), await headerOf(db)];
    const slots = (parsed: typeof header) => parsed.slots.map((slot) => Buffer.from(encodeSlot(slot)).toString('hex'));
    expect(slots(changed).map((slot, n) => slot === slots(header)[n])).toEqual([true, true, true, true, false]);
    expect({ ...changed, slots: [], bytes: [] }).toEqual({ ...header, slots: [], bytes: [] });
    expect(changed.slots.filter(isKeySlot).map(({ id }) => id)).toEqual(
      header.slots.filter(isKeySlot).map(({ id }) => id),
    );
    // Up to the last slot the header is the same; then come that slot and the MAC.
    const start = header.bytes.length - 32 - encodeSlot(header.slots.at(-1)!).length;
    expect(changed.bytes.slice(0, start)).toEqual(header.bytes.slice(0, start));
    expect(after.records).toEqual(before.records);
    const rows = [...after.manifest].filter(([key, row]) => !Buffer.from(row).equals(before.manifest.get(key)!));
    expect(rows.map(([key]) => key)).toEqual(['root']);
    expect(await codeOf(unlock(db, 'another one'))).toBe('passphrase-wrong');
    for (const words of ['a better one', passphrase])
      expect(await textOf(await unlock(db, words), recordId(1))).toBe('kept');
  });

  it('of a slot by its id takes any way in as proof: the recovery key too', async () => {
    const { db, vault, recoveryKey, ids } = await vaultOfAll();
    const proof = { kind: 'recovery', recoveryKey } as const;
    await replacePassphrase(vault, { id: ids.second, proof, next: 'remembered', now, ...stretch });
    expect(await textOf(await unlock(db, 'remembered'), recordId(1))).toBe('kept');
    expect(await codeOf(unlock(db, 'another one'))).toBe('passphrase-wrong');
    const rest = { next: 'x', now, ...stretch };
    expect(await codeOf(replacePassphrase(vault, { id: ids.pin, proof, ...rest }))).toBe('slot-missing');
    const wrong = { kind: 'pin', pin: '0000' } as const;
    expect(await codeOf(replacePassphrase(vault, { id: ids.second, proof: wrong, ...rest }))).toBe('pin-wrong');
  });

  it('needs the current one, and a new one', async () => {
    const { db, vault } = await vaultOfAll();
    const before = await dump(db);
    expect(await codeOf(changePassphrase(vault, { current: 'guess', next: 'x', now, ...stretch }))).toBe(
      'passphrase-wrong',
    );
    expect(await codeOf(changePassphrase(vault, { current: passphrase, next: '', now, ...stretch }))).toBe(
      'passphrase-empty',
    );
    expect(await dump(db)).toEqual(before);
  });

  it('says busy where the slot was changed while the KDF ran', async () => {
    const { db, vault: other, ids } = await vaultOfAll();
    const races: Promise<void>[] = [];
    let runs = 0;
    const core: Core = {
      ...twinCore,
      argon2id: (options) => {
        // Two to unlock and two to find the slot; the fifth stretches the new passphrase.
        if (++runs === 5) races.push(removeSlot(other, ids.second, now));
        return twinCore.argon2id(options);
      },
    };
    const way = { kind: 'password', passphrase: 'another one' } as const;
    const vault = await unlockVaultBy(core, db, way, { policy: testPolicy });
    const change = changePassphrase(vault, { current: 'another one', next: 'x', now, ...stretch });
    expect(await codeOf(change)).toBe('vault-busy');
    await Promise.all(races);
    expect(runs).toBe(5);
    expect(await codeOf(unlock(db, 'x'))).toBe('passphrase-wrong');
    vault.close();
  });
});
