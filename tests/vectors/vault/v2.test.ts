import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { readActivity } from '../../../src/vault/activity/read-activity.ts';
import { isSound } from '../../../src/vault/damage.ts';
import { parseHeader } from '../../../src/vault/header.ts';
import { continueRotation } from '../../../src/vault/rotation/continue-rotation.ts';
import { loadSelfKeys } from '../../../src/vault/rotation/self-keys.ts';
import { settleUnlock } from '../../../src/vault/settle-unlock.ts';
import { listSlots } from '../../../src/vault/slots/list-slots.ts';
import type { WayIn } from '../../../src/vault/slots/secrets.ts';
import { openStore } from '../../../src/vault/store.ts';
import { contactStore } from '../../../src/vault/stores/contacts.ts';
import { draftStore } from '../../../src/vault/stores/drafts.ts';
import { identityStore, loadIdentity } from '../../../src/vault/stores/identity.ts';
import { loadPreferences } from '../../../src/vault/stores/preferences.ts';
import { parseContent } from '../../../src/vault/transfer/export-content.ts';
import { openExportFile } from '../../../src/vault/transfer/export-file.ts';
import { importVault, openExport } from '../../../src/vault/transfer/import-vault.ts';
import { defaultChoices } from '../../../src/vault/transfer/transfer-rule.ts';
import { engineOf, type Vault } from '../../../src/vault/vault.ts';
import { twinCore } from '../../support/twin-core.ts';
import { freshDatabase, makeVault, testPolicy, unlockBy } from '../../unit/vault/support.ts';
import { bob, carol, draft, identity } from './contents.ts';
import { freeze, thaw } from './rows.ts';
import {
  created,
  filePassphrase,
  passkey,
  passphrase,
  recoveryKey,
  withCard,
  writeExport,
  writeV2,
  writeV2Rotating,
} from './v2.ts';

const { credentialId, output } = passkey;
const ways: readonly WayIn[] = [
  { kind: 'password', passphrase },
  { kind: 'recovery', recoveryKey },
  { kind: 'passkey', credentialId, output: output() },
];
const read = async (file: string) => JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8'));
const firstSelfKey = 'a76e6711ef3b9dc96aef90af255787f1dc06a37ffa32ac6c5a74ee383539cddf';

const expectContents = async (vault: Vault): Promise<void> => {
  expect(isSound(await vault.verify())).toBe(true);
  expect(await loadIdentity(vault)).toEqual(identity);
  expect(await loadPreferences(vault)).toMatchObject({ autoLockMinutes: 42 });
  const contacts = (await openStore(vault, contactStore).list()).map(({ value }) => value);
  expect(contacts.sort((a, b) => a.id.localeCompare(b.id))).toEqual([bob, carol]);
  expect((await openStore(vault, draftStore).list()).map(({ value }) => value)).toEqual([draft]);
};

const versions = [2, 3] as const;

describe.each(versions)('a vault written by version %i', (version) => {
  it.each(ways)('opens by $kind, with everything in it', async (way) => {
    const vault = await unlockBy(await thaw(`./v${version}.json`), way);
    await expectContents(vault);
    expect(encodeHex(vault.deriveKey('self-slot'))).toBe(firstSelfKey);
    expect(await listSlots(vault)).toMatchObject([
      { kind: 'password', name: 'frozen', created, lastUsed: created },
      { kind: 'recovery', name: 'in the safe', created: created + 1, lastUsed: 0 },
      { kind: 'passkey', name: 'key ring', created: created + 2, lastUsed: 0 },
    ]);
    const { events, chain } = await readActivity(vault);
    expect(chain).toEqual({ kind: 'whole' });
    expect(events.map(({ kind }) => kind)).toEqual(['vault-created', 'slot-added', 'slot-added']);
  });
});

describe.each(versions)('a vault of version %i left in the middle of its second change of the vault key', (version) => {
  it.each(ways.slice(0, 2))('opens by $kind, and is finished', async (way) => {
    const db = await thaw(`./v${version}-rotating.json`);
    expect(parseHeader(await db.get('header', 'current'))).toMatchObject({ format: version, epoch: 3 });
    const vault = await unlockBy(db, way);
    await expectContents(vault);
    expect(engineOf(vault).manifest.root.anchorKeys.map(({ epoch }) => epoch)).toEqual(version === 2 ? [] : [1, 2]);
    expect((await settleUnlock(vault, { now: created })).rotationUnfinished).toBe(true);
    expect(await continueRotation(vault)).toEqual({ finished: true });
    const header = parseHeader(await db.get('header', 'current'));
    expect([header.format, header.previous]).toEqual([3, undefined]);
    const again = await unlockBy(db, way);
    await expectContents(again);
    const selfKeys = (await loadSelfKeys(again)).map(encodeHex);
    expect([selfKeys.length, selfKeys.at(-1)]).toEqual([3, firstSelfKey]);
  });
});

describe('what this version writes', () => {
  it('is version 3, byte for byte', async () => {
    const db = await freshDatabase();
    (await writeV2(db)).close();
    expect(await freeze(db)).toEqual(await read('./v3.json'));
  });

  it('is so in the middle of a change of the vault key', async () => {
    const db = await freshDatabase();
    await writeV2Rotating(db);
    expect(await freeze(db)).toEqual(await read('./v3-rotating.json'));
  });
});

describe('a file exported in format 1', () => {
  it('is imported with everything in it', async () => {
    const { file } = await read('./export-v1-with-card.json');
    const opened = await openExport(twinCore, decodeHex(file), filePassphrase, { policy: testPolicy });
    const vault = await makeVault(await freshDatabase());
    const preview = await importVault(vault, opened, {
      now: created,
      choices: { ...defaultChoices, identity: 'theirs' },
    });
    expect(preview.stores.map(({ store, added }) => [store, added])).toEqual([
      ['identity', 1],
      ['preferences', 1],
      ['drafts', 1],
    ]);
    expect(await loadIdentity(vault)).toEqual(await withCard());
    expect((await openStore(vault, draftStore).list()).map(({ value }) => value)).toEqual([draft]);
    expect((await loadSelfKeys(vault)).map(encodeHex)).toContain(firstSelfKey);
  });

  // Frozen before the card of an identity was looked at: the one in them was never signed.
  it.each(['./export-v1.json', './export-v1-of-v3.json'])('is read to the last record: %s', async (name) => {
    const file = decodeHex((await read(name)).file);
    const { records } = parseContent(await openExportFile(twinCore, file, filePassphrase, testPolicy));
    expect(records.map(({ store }) => store)).toEqual(['drafts', 'identity', 'preferences']);
    expect(draftStore.codec.decode(records[0]!.value, 1)).toEqual(draft);
    expect(identityStore.codec.decode(records[1]!.value, 1)).toEqual(identity);
    await expect(openExport(twinCore, file, filePassphrase, { policy: testPolicy })).rejects.toMatchObject({
      details: { reason: 'identity' },
    });
  });

  it('is what this version writes, byte for byte', async () => {
    expect({ file: encodeHex(await writeExport(await freshDatabase())) }).toEqual(await read('./export-v1-of-v3.json'));
    const carded = await writeExport(await freshDatabase(), await withCard());
    expect({ file: encodeHex(carded) }).toEqual(await read('./export-v1-with-card.json'));
  });
});
