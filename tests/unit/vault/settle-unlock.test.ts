import { describe, expect, it } from 'vitest';
import type { Core } from '../../../src/crypto/core.ts';
import { OutOfMemoryError } from '../../../src/crypto/errors.ts';
import { stretchHere } from '../../../src/crypto/stretch.ts';
import { LockedError, StoppedError } from '../../../src/keeper/errors.ts';
import { readActivity } from '../../../src/vault/activity/read-activity.ts';
import { parseHeader } from '../../../src/vault/header.ts';
import type { KdfCost } from '../../../src/vault/kdf-policy.ts';
import { settleUnlock } from '../../../src/vault/settle-unlock.ts';
import { addRecoverySlot } from '../../../src/vault/slots/add-slot.ts';
import { changePassphrase } from '../../../src/vault/slots/change-passphrase.ts';
import { listSlots } from '../../../src/vault/slots/list-slots.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import { twinCore } from '../../support/twin-core.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  now,
  passphrase,
  testCost,
  testPolicy,
  unlock,
  unlockBy,
} from './support.ts';

const better: KdfCost = { kdf: 'argon2id', memoryKiB: 64, iterations: 2, parallelism: 1 };
const stronger = { now, passphrase, kdf: better, policy: testPolicy };

describe('settling an unlock', () => {
  it('is one write, and leaves the header alone where nothing is to be done to it', async () => {
    const db = await freshDatabase();
    (await makeVault(db)).close();
    const vault = await unlock(db);
    const header = await db.get('header', 'current');
    expect(await settleUnlock(vault, { now: now + 1, passphrase, kdf: testCost, policy: testPolicy })).toEqual({
      upgraded: false,
      strengthened: false,
      failed: [],
      journal: 'whole',
      rotationUnfinished: false,
    });
    expect(vault.counter).toBe(2);
    expect(await db.get('header', 'current')).toEqual(header);
    expect((await listSlots(vault))[0]?.lastUsed).toBe(now + 1);
    expect((await readActivity(vault)).events.at(-1)).toMatchObject({ kind: 'unlocked', at: now + 1, proof: 'sealed' });
  });

  it('strengthens the slot that was used and no other, under the same passphrase', async () => {
    const db = await freshDatabase();
    const first = await makeVault(db, { label: 'mine' });
    const { groups } = await addRecoverySlot(first, { name: '', now });
    const vault = await unlock(db);
    expect((await settleUnlock(vault, stronger)).strengthened).toBe(true);
    const header = parseHeader(await db.get('header', 'current'));
    expect(header.slots[0]).toMatchObject({ parameters: { memoryKiB: 64, iterations: 2 } });
    expect((await listSlots(vault)).map(({ name }) => name)).toEqual(['mine', '']);
    expect((await settleUnlock(await unlock(db), stronger)).strengthened).toBe(false);
    const other = await unlockBy(db, { kind: 'recovery', recoveryKey: groups.join('') });
    expect((await settleUnlock(other, { now })).strengthened).toBe(false);
    expect((await readActivity(vault)).events.map(({ kind }) => kind)).toContain('passphrase-strengthened');
  });

  it('leaves the slot as it is where there is no memory for better', async () => {
    const db = await freshDatabase();
    await makeVault(db);
    const poor: Core = {
      ...twinCore,
      argon2id: (options) => {
        if (options.memoryKiB > 32) throw new OutOfMemoryError(options.memoryKiB);
        return twinCore.argon2id(options);
      },
    };
    const vault = await unlockVault(poor, db, { passphrase, policy: testPolicy });
    const header = await db.get('header', 'current');
    expect((await settleUnlock(vault, stronger)).strengthened).toBe(false);
    expect(await db.get('header', 'current')).toEqual(header);
    vault.close();
  });

  it('does the rest where the person stops the strengthening, and nothing where it locks', async () => {
    const db = await freshDatabase();
    (await makeVault(db)).close();
    await codeOf(unlock(db, 'wrong'));
    const endedBy = async (reason: Error) => {
      const endings: Core = {
        ...twinCore,
        stretch: async (job) => {
          if (job.kdf === 'argon2id' && job.memoryKiB > 32) throw reason;
          return stretchHere(twinCore, job);
        },
      };
      const vault = await unlockVault(endings, db, { passphrase, policy: testPolicy });
      return settleUnlock(vault, stronger).finally(() => vault.close());
    };
    await expect(endedBy(new LockedError())).rejects.toMatchObject({ code: 'locked' });
    const settled = await endedBy(new StoppedError());
    expect(settled).toMatchObject({ strengthened: false, failed: [{ way: 'password' }] });
  });

  it('does not bring an old passphrase back that was changed meanwhile', async () => {
    const db = await freshDatabase();
    const other = await makeVault(db);
    const vault = await unlock(db);
    await changePassphrase(other, { current: passphrase, next: 'another', now, kdf: testCost, policy: testPolicy });
    expect((await settleUnlock(vault, stronger)).strengthened).toBe(false);
    expect(await codeOf(unlock(db, passphrase))).toBe('passphrase-wrong');
    expect((await unlock(db, 'another')).isOpen).toBe(true);
  });

  it('writes nothing where it is refused', async () => {
    const db = await freshDatabase();
    await makeVault(db);
    const vault = await unlock(db);
    const before = await dump(db);
    const bomb: KdfCost = { kdf: 'argon2id', memoryKiB: 4096, iterations: 1, parallelism: 1 };
    expect(await codeOf(settleUnlock(vault, { ...stronger, kdf: bomb }))).toBe('kdf-parameters');
    expect(await dump(db)).toEqual(before);
  });
});
