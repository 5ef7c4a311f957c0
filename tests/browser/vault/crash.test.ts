// The browser's process is killed while the vault is being written, again and again, on one profile. What was
// acknowledged is there afterwards; what was under way is there whole or not at all.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSound } from '../../../src/vault/damage.ts';
import { openDatabase, storeNames } from '../../../src/vault/database.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import { loadTestCore } from '../../support/core.ts';
import { createVault, launchProfile, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';
import { type Desk, makeDice, openDesk } from './desk.ts';
import { bytesOf, readRows } from './rows.ts';
import 'fake-indexeddb/auto';

const kills = 16;
const savesBeforeKill = 13;
/** Longer than a save takes: a kill may come at any moment of one. */
const spreadMs = 12;
const dice = makeDice('crash');

const folder = mkdtempSync(join(tmpdir(), 'fieldseal-crash-'));
let profile: Profile;
let desk: Desk;
/** The text of each draft as it was acknowledged last. */
const acknowledged = new Map<string, string>();
/** What was asked for and not acknowledged when the browser died. */
const underWay = new Map<string, string>();
let saves = 0;

const start = async (): Promise<void> => {
  profile = await launchProfile({ folder });
  desk = await openDesk(profile);
};
beforeAll(start);
afterAll(async () => {
  await profile?.browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Kills the process that this test started, and no other; gives once it is gone. */
const kill = async (): Promise<void> => {
  const browser = profile.browser.process();
  if (browser?.pid === undefined) throw new Error('the browser has no process');
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  process.kill(browser.pid, 'SIGKILL');
  await gone;
};

/** Saves drafts, new ones and old ones again, one after the other until the browser is gone. */
const saveOn = async (): Promise<void> => {
  for (;;) {
    const key = `draft ${Math.floor(dice() * 60)}`;
    const text = `${key}, saved as number ${saves} ${'.'.repeat(Math.floor(dice() * 3000))}`;
    underWay.set(key, text);
    try {
      await desk.say('drafts.save', { key, origin: '', text, to: [] });
    } catch {
      return;
    }
    saves++;
    acknowledged.set(key, text);
    underWay.delete(key);
  }
};

const saved = (count: number): Promise<void> =>
  expect.poll(() => saves, { timeout: 30_000, interval: 2 }).toBeGreaterThanOrEqual(count);

/** Unlocks, and compares every draft with what was acknowledged. */
const nothingIsLost = async (): Promise<void> => {
  expect(await desk.say('vault.unlock', { way: { kind: 'passphrase', passphrase: passphrases.Alice } })).toMatchObject({
    state: 'unlocked',
  });
  const found = new Map((await desk.say('drafts.list', {})).map(({ key, text }) => [key, text]));
  for (const [key, text] of underWay) if (found.get(key) === text) acknowledged.set(key, text);
  underWay.clear();
  expect(found).toEqual(acknowledged);
  expect((await desk.say('status', {})).damaged).toBeUndefined();
};

/** The full check, of a copy of the rows. */
const verify = async (): Promise<void> => {
  const rows = await readRows(desk.page);
  const copy = await openDatabase();
  for (const store of storeNames)
    for (const [key, row] of Object.entries(rows[store] ?? {})) await copy.put(store, bytesOf(row), key);
  const vault = await unlockVault(await loadTestCore(), copy, { passphrase: passphrases.Alice });
  expect(isSound(await vault.verify())).toBe(true);
  expect(await vault.list('drafts')).toHaveLength(acknowledged.size);
  vault.close();
  copy.close();
};

test(`a browser killed ${kills} times in more than 200 saves loses nothing that was acknowledged`, async () => {
  await createVault(profile, { name: 'Alice', passphrase: passphrases.Alice });
  let midway = 0;
  for (let round = 0; round < kills; round++) {
    const end = saveOn();
    await saved(saves + savesBeforeKill);
    const moment = performance.now() + dice() * spreadMs;
    while (performance.now() < moment) await new Promise(setImmediate);
    await kill();
    await end;
    midway += underWay.size;
    await start();
    await nothingIsLost();
  }
  expect(saves).toBeGreaterThanOrEqual(200);
  // A kill between two saves would try nothing.
  expect(midway).toBe(kills);
  await verify();
}, 600_000);
