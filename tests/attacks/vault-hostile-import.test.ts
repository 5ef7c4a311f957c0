import { describe, expect, it } from 'vitest';
import { FieldsealError } from '../../src/bytes/errors.ts';
import { encodeUtf8 } from '../../src/bytes/utf8.ts';
import { Writer } from '../../src/bytes/writer.ts';
import type { Core } from '../../src/crypto/core.ts';
import { randomBytes } from '../../src/crypto/random.ts';
import type { KdfCost } from '../../src/vault/kdf-policy.ts';
import { type Contact, contactStore } from '../../src/vault/stores/contacts.ts';
import { draftStore } from '../../src/vault/stores/drafts.ts';
import {
  type Identity,
  identityStore,
  loadIdentity,
  loadOtherIdentities,
  saveIdentity,
} from '../../src/vault/stores/identity.ts';
import { preferencesStore } from '../../src/vault/stores/preferences.ts';
import { type ExportContent, encodeContent, type FileRecord } from '../../src/vault/transfer/export-content.ts';
import { maxExportLength, sealExport } from '../../src/vault/transfer/export-file.ts';
import { importVault, openContent, openExport } from '../../src/vault/transfer/import-vault.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { loadTestCore } from '../support/core.ts';
import { twinCore } from '../support/twin-core.ts';
import { seededRandom } from '../unit/vault/seeded-random.ts';
import { codeOf, dump, freshDatabase, makeVault, now, testCost, testPolicy } from '../unit/vault/support.ts';
import { cardOf, contactOf, makeIdentity } from '../unit/vault/transfer/people.ts';

// A file from somebody who may know its passphrase: everything in it may be of their making.

const words = 'known to the enemy';
const stretch = { kdf: testCost, policy: testPolicy };
const core = await loadTestCore();
const [alice, bob, mallory] = (await Promise.all(['Alice', 'Bob', 'Mallory'].map(makeIdentity))) as [
  Identity,
  Identity,
  Identity,
];
const [bobCard, malloryCard] = [await cardOf(bob), await cardOf(mallory)];
const bobId = 'b0'.repeat(16);
const bobContact = contactOf(bobId, [bobCard]);

const record = (store: string, name: string, value: Uint8Array, schema = 1): FileRecord => ({
  store,
  name,
  schema,
  value,
});
const contactRecord = (contact: Contact, name = contact.id) =>
  record('contacts', name, contactStore.codec.encode(contact));
const draftRecord = (key: string, name = key) =>
  record('drafts', name, draftStore.codec.encode({ key, origin: 'https://x.org', text: 'text', to: [], updated: now }));
const identityRecord = (identity: Identity, name = 'me') =>
  record('identity', name, identityStore.codec.encode(identity));

const contentOf = (records: readonly FileRecord[], more: Partial<ExportContent> = {}): Uint8Array =>
  encodeContent({
    vaultId: new Uint8Array(16),
    exportedAt: now,
    counter: 1,
    rootHash: new Uint8Array(32),
    selfKeys: [],
    records,
    ...more,
  });
const seal = (content: Uint8Array): Uint8Array => sealExport(core, randomBytes, words, content, stretch);
const open = (file: Uint8Array) => openExport(core, file, words, { policy: testPolicy });
const sealed = (...records: readonly FileRecord[]) => open(seal(contentOf(records)));
const good = contentOf([
  contactRecord(bobContact),
  draftRecord('a'),
  draftRecord('b'),
  identityRecord(alice),
  record('preferences', 'preferences', preferencesStore.codec.encode({ autoLockMinutes: 7 })),
]);

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
    const file = seal(good);
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
    const file = seal(good);
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
    const file = seal(good);
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
    const file = seal(good);
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

  it('is refused with counts that the bytes do not bear out, at once', async () => {
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
      const began = performance.now();
      expect(await codeOf(open(seal(new Writer().bytes(head).bytes(tail.finish()).finish())))).toBe('export-damaged');
      expect(performance.now() - began).toBeLessThan(2000);
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
    const [{ ed25519, x25519, fingerprint }, badText] = [malloryCard, `${bobCard.text.slice(0, -1)}x`];
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
    await importVault(vault, await open(seal(good)), { now });
    expect(await db.get('header', 'current')).toEqual(header);
  });

  it('that holds one identity under two names is imported without a stumble', async () => {
    const vault = await makeVault(await freshDatabase());
    await saveIdentity(vault, mallory);
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const other = `other ${hex(alice.ed25519Public)} ${hex(alice.x25519Public)}`;
    for (const identity of ['mine', 'theirs'] as const) {
      const opened = await sealed(identityRecord(alice), identityRecord(alice, other));
      await importVault(vault, opened, { now, choices: { identity, preferences: 'mine' } });
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
    const opened = await open(seal(good));
    db.close();
    expect(await codeOf(importVault(vault, opened, { now }))).toBe('storage-failed');
    expect(await dump(await freshDatabase(db.name))).toEqual(before);
  });
});

/** 3,000 in every run; FIELDSEAL_FUZZ_FILES=100000 for more. */
const files = Number(process.env.FIELDSEAL_FUZZ_FILES ?? 3000);

describe(`${files} files that were changed at random`, () => {
  const random = seededRandom(`hostile import ${process.env.FIELDSEAL_FUZZ_SEED ?? 1}`);
  const below = (most: number): number => new DataView(random(4).buffer).getUint32(0) % most;

  const mutate = (bytes: Uint8Array): Uint8Array => {
    let changed: Uint8Array = bytes.slice();
    for (let n = 1 + below(3); n > 0; n--) {
      const [at, length] = [below(changed.length || 1), 1 + below(16)];
      const tricks: (() => Uint8Array)[] = [
        () => changed.map((byte, k) => (k === at ? byte ^ (1 << below(8)) : byte)),
        () => changed.slice(0, at),
        () => Uint8Array.of(...changed.subarray(0, at), ...random(length), ...changed.subarray(at)),
        () => Uint8Array.of(...changed.subarray(0, at), ...changed.subarray(at + length)),
        () => Uint8Array.of(...changed.subarray(0, at), ...changed.subarray(below(at + 1))),
        () => changed.map((byte, k) => (k >= at && k < at + 4 ? 255 : byte)),
        () => changed.map((byte, k) => (k >= at && k < at + 4 ? 0 : byte)),
      ];
      changed = tricks[below(tricks.length)]!();
    }
    return changed;
  };

  /** What a person does: open, then import. Whether it was imported; throws only errors with a code. */
  const tryImport = async (vault: Vault, opening: () => ReturnType<typeof openContent>): Promise<boolean> => {
    try {
      await importVault(vault, await opening(), { now });
      return true;
    } catch (error) {
      if (error instanceof FieldsealError && error.code !== 'internal') return false;
      throw error;
    }
  };

  it('are imported whole or not at all, and never crash anything', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    const file = seal(good);
    let imported = 0;
    for (let n = 0; n < files; n++) {
      const counter = vault.counter;
      const before = n % 100 === 0 ? await dump(db) : undefined;
      // Two of three with a right tag: the enemy knows the passphrase.
      const opening = n % 3 === 0 ? () => open(mutate(file)) : () => openContent(mutate(good));
      const done = await tryImport(vault, opening);
      expect(vault.counter - counter).toBe(done ? 1 : 0);
      if (before && !done) expect(await dump(db)).toEqual(before);
      if (done) imported++;
    }
    expect((await vault.verify()).changed).toEqual([]);
    expect(imported).toBeGreaterThan(files / 500);
    expect(imported).toBeLessThan(files / 2);
  }, 3_600_000);
});
