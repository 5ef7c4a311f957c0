import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../src/bytes/utf8.ts';
import { Writer } from '../../src/bytes/writer.ts';
import type { Core } from '../../src/crypto/core.ts';
import { makeCard } from '../../src/envelope/card.ts';
import type { KdfCost } from '../../src/vault/kdf-policy.ts';
import type { Contact } from '../../src/vault/stores/contacts.ts';
import { loadIdentity, loadOtherIdentities, otherRecordName, saveIdentity } from '../../src/vault/stores/identity.ts';
import { preferencesStore } from '../../src/vault/stores/preferences.ts';
import type { FileRecord } from '../../src/vault/transfer/export-content.ts';
import { maxExportLength } from '../../src/vault/transfer/export-file.ts';
import { importVault, openExport } from '../../src/vault/transfer/import-vault.ts';
import { twinCore } from '../support/twin-core.ts';
import { codeOf, dump, freshDatabase, makeVault, now, testPolicy } from '../unit/vault/support.ts';
import {
  alice,
  bobCard,
  bobContact,
  bobId,
  contactRecord,
  contentOf,
  core,
  draftRecord,
  good,
  identityRecord,
  mallory,
  malloryCard,
  open,
  record,
  seal,
  sealed,
  words,
} from '../unit/vault/transfer/hostile.ts';
import { contactOf } from '../unit/vault/transfer/people.ts';

// A file from somebody who may know its passphrase: everything in it may be of their making.

/** With another last character. */
const spoilt = (text: string): string => `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`;

describe('the outside of a hostile file', () => {
  it('is refused above the size that is read, before anything is looked at', async () => {
    const huge = { length: maxExportLength + 1 } as Uint8Array;
    await expect(open(huge)).rejects.toMatchObject({ code: 'export-too-large', details: { limit: 268_435_456 } });
  });

  it('is refused with KDF parameters below the floor or above the ceiling, before any KDF is run', async () => {
    const started: string[] = [];
    const stop = (name: string) => (): never => {
      started.push(name);
      throw new Error(name);
    };
    const watched: Core = { ...twinCore, argon2id: stop('argon2id'), pbkdf2Sha256: stop('pbkdf2') };
    const file = await seal(good);
    const at = 16 + 1 + 16 + 1;
    const outside: readonly (readonly [number, KdfCost])[] = [
      [26, { kdf: 'argon2id', memoryKiB: 8, iterations: 3, parallelism: 1 }],
      [26, { kdf: 'argon2id', memoryKiB: 0xffff_ffff, iterations: 3, parallelism: 1 }],
      [26, { kdf: 'argon2id', memoryKiB: 131_072, iterations: 0xffff_ffff, parallelism: 1 }],
      [26, { kdf: 'argon2id', memoryKiB: 131_072, iterations: 3, parallelism: 255 }],
    ];
    for (const [length, cost] of outside) {
      if (cost.kdf !== 'argon2id') continue;
      const { memoryKiB, iterations, parallelism } = cost;
      const parameters = new Writer().u8(1).u32(memoryKiB).u32(iterations).u8(parallelism).finish();
      const bad = file.slice();
      expect(bad[at - 1]).toBe(length);
      bad.set(parameters, at);
      expect(await codeOf(openExport(watched, bad, words))).toBe('kdf-parameters');
    }
    expect(started).toEqual([]);
  });

  it('says what it is: nothing of ours, of a later version, cut, changed, or under another passphrase', async () => {
    const file = await seal(good);
    expect(await codeOf(open(encodeUtf8('a letter')))).toBe('not-export');
    expect(await codeOf(open(new Uint8Array(0)))).toBe('not-export');
    expect(await codeOf(open(file.with(16, 2)))).toBe('newer-version');
    expect(await codeOf(open(file.with(16, 0)))).toBe('export-damaged');
    expect(await codeOf(open(file.slice(0, -1)))).toBe('export-damaged');
    expect(await codeOf(open(file.slice(0, 60)))).toBe('export-damaged');
    expect(await codeOf(open(file.with(file.length - 40, file.at(-40)! ^ 1)))).toBe('export-damaged');
    expect(await codeOf(openExport(core, file, 'guess', { policy: testPolicy }))).toBe('passphrase-wrong');
  });

  it('does not open with any byte of its head changed', async () => {
    const file = await seal(good);
    for (let at = 0; at < 16 + 1 + 16 + 1 + 26 + 32 + 12; at++) {
      const code = await codeOf(open(file.with(at, file[at]! ^ 1)));
      expect(code, `byte ${at}`).toMatch(/^(not-export|newer-version|export-damaged|kdf-parameters|passphrase-wrong)$/);
    }
  });

  it('commits to one passphrase: a GCM tag that fits under two keys opens under one', async () => {
    let opened = 0;
    const forging: Core = {
      ...core,
      aesGcmOpen: () => {
        opened++;
        return new Uint8Array(4096);
      },
    };
    const file = await seal(good);
    for (const guess of ['123456', 'password', 'letmein'])
      expect(await codeOf(openExport(forging, file, guess, { policy: testPolicy }))).toBe('passphrase-wrong');
    expect(opened).toBe(0);
  });
});

describe('the inside of a hostile file', () => {
  it('is refused with a record twice, or out of order', async () => {
    await expect(sealed(draftRecord('a'), draftRecord('a'))).rejects.toMatchObject({ details: { reason: 'order' } });
    await expect(sealed(draftRecord('b'), draftRecord('a'))).rejects.toMatchObject({ code: 'export-damaged' });
    await expect(sealed(draftRecord('a'), contactRecord(bobContact))).rejects.toMatchObject({ code: 'export-damaged' });
  });

  it('is refused with counts that the bytes do not bear out', async () => {
    const head = contentOf([]).slice(0, -6);
    for (const tail of [
      new Writer().u16(0).u32(0xffff_ffff),
      new Writer().u16(0).u32(200_000),
      new Writer().u16(0xffff).u32(0),
      new Writer().u16(1024).u32(0),
      new Writer().u16(0).u32(1).u8(255),
      new Writer().u16(0).u32(1).bytes8(encodeUtf8('drafts')).u32(0xffff_ffff),
      new Writer().u16(0).u32(0).u8(0),
    ]) {
      expect(await codeOf(open(await seal(new Writer().bytes(head).bytes(tail.finish()).finish())))).toBe(
        'export-damaged',
      );
    }
  });

  it('is refused with a name that is not the record’s own', async () => {
    const lies: FileRecord[] = [
      contactRecord(bobContact, 'aa'.repeat(16)),
      contactRecord({ ...bobContact, id: '../../etc' }),
      draftRecord('a', 'b'),
      identityRecord(alice, 'other 00'),
      record('preferences', 'other', preferencesStore.codec.encode({ autoLockMinutes: 7 })),
    ];
    for (const lie of lies) expect(await codeOf(sealed(lie))).toBe('export-damaged');
  });

  it('is refused with foreign keys under a known name, or a card that was not signed so', async () => {
    const [{ ed25519, x25519, fingerprint }, badText] = [malloryCard, spoilt(bobCard.text)];
    const lies: Contact[] = [
      contactOf(bobId, [{ ...bobCard, x25519 }]),
      contactOf(bobId, [{ ...bobCard, ed25519 }]),
      contactOf(bobId, [{ ...bobCard, ed25519, x25519, fingerprint }]),
      contactOf(bobId, [{ ...bobCard, name: 'Alice' }]),
      contactOf(bobId, [{ ...bobCard, expires: bobCard.expires + 1 }]),
      contactOf(bobId, [{ ...bobCard, text: badText }]),
      contactOf(bobId, [{ ...bobCard, text: malloryCard.text }]),
      contactOf(bobId, []),
      contactOf(bobId, [bobCard], { alias: 'Ali\u202ece' }),
      contactOf(bobId, [bobCard], { alias: 'x'.repeat(65) }),
      contactOf(bobId, [bobCard], { verifiedFingerprint: new Uint8Array(5) }),
      contactOf(bobId, [bobCard], { removedAt: 1 }),
      contactOf(
        bobId,
        Array.from({ length: 201 }, () => bobCard),
      ),
    ];
    for (const lie of lies) await expect(sealed(contactRecord(lie))).rejects.toMatchObject({ code: 'export-damaged' });
  });

  it('is refused with private keys that do not belong to the public ones', async () => {
    for (const part of ['ed25519Private', 'ed25519Public', 'x25519Private', 'x25519Public'] as const) {
      const lie = { ...alice, [part]: mallory[part] };
      await expect(sealed(identityRecord(lie))).rejects.toMatchObject({ details: { reason: 'identity' } });
    }
  });

  it('is refused with a card that is none, or not that of the identity', async () => {
    const { ed25519Private: privateKey, ed25519Public: publicKey } = alice;
    const [created, expires, x25519] = [now, now + 86_400_000, mallory.x25519Public];
    const mixed = await makeCard({ name: 'Alice', created, expires, ed25519: { privateKey, publicKey }, x25519 });
    const renamed = { ...alice, name: 'Alice ✓ verified' };
    const lies = ['x', '', bobCard.text, mallory.card, spoilt(alice.card), mixed.text];
    for (const lie of [...lies.map((card) => ({ ...alice, card })), renamed]) {
      for (const name of ['me', otherRecordName(lie)])
        await expect(sealed(identityRecord(lie, name))).rejects.toMatchObject({ details: { reason: 'identity' } });
    }
  });

  it('is refused with preferences that make no sense, and records of a schema that cannot be', async () => {
    for (const autoLockMinutes of [0, 481, 65_535])
      expect(
        await codeOf(sealed(record('preferences', 'preferences', preferencesStore.codec.encode({ autoLockMinutes })))),
      ).toBe('export-damaged');
    expect(await codeOf(sealed({ ...draftRecord('a'), schema: 2 }))).toBe('newer-version');
    expect(await codeOf(sealed({ ...draftRecord('a'), schema: 0 }))).toBe('export-damaged');
    expect(await codeOf(sealed(record('drafts', 'a', new Uint8Array(3))))).toBe('export-damaged');
  });

  it('cannot push slots, the log or any bookkeeping into a vault', async () => {
    const names = ['activity', 'activity-head', 'journal', 'self-keys', 'slots'];
    const opened = await sealed(...names.map((store) => record(store, 'x', new Uint8Array(40))));
    expect(opened.stores).toEqual([]);
    expect(opened.unknown).toEqual(names.map((store) => ({ store, records: 1 })));
  });

  it('does not choose the KDF of anything that stays', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    const header = await db.get('header', 'current');
    await importVault(vault, await open(await seal(good)), { now });
    expect(await db.get('header', 'current')).toEqual(header);
  });

  it('that holds one identity under two names is imported without a stumble', async () => {
    const vault = await makeVault(await freshDatabase());
    await saveIdentity(vault, mallory);
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const other = `other ${hex(alice.ed25519Public)} ${hex(alice.x25519Public)}`;
    for (const identity of ['mine', 'theirs'] as const) {
      const opened = await sealed(identityRecord(alice), identityRecord(alice, other));
      await importVault(vault, opened, { now, choices: { identity, preferences: 'mine', sign: 'mine' } });
    }
    expect(await loadIdentity(vault)).toEqual(alice);
    expect(await loadOtherIdentities(vault)).toEqual([mallory]);
  });
});

describe('an import that is cut off', () => {
  it('leaves the vault as it was', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    const before = await dump(db);
    const opened = await open(await seal(good));
    db.close();
    expect(await codeOf(importVault(vault, opened, { now }))).toBe('storage-failed');
    expect(await dump(await freshDatabase(db.name))).toEqual(before);
  });
});
