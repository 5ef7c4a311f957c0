// The disk is full, an older window holds the database, the browser dies in the middle of an upgrade, a newer version was
// here: each is said in words, and nothing is lost.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as frozen from '../../vectors/vault/contents.ts';
import { byId, createVault, launchProfile, type Profile, unlock } from '../driver.ts';
import { passphrases } from '../people.ts';
import { openDesk } from './desk.ts';

let profile: Profile;
let folder: string;
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'fieldseal-trouble-'));
const start = async (build?: string): Promise<void> => {
  profile = await launchProfile({ folder, ...(build ? { build } : {}) });
};
beforeAll(() => {
  folder = newFolder();
});
afterAll(async () => {
  await profile?.browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const errorOn = async (page: Page): Promise<{ code: string | null; words: string }> => {
  const error = await page.waitForSelector('[data-testid="error"]', { visible: true });
  return error!.evaluate((one) => ({ code: one.getAttribute('data-code'), words: one.textContent ?? '' }));
};

describe('where the disk has no room', () => {
  // The extension may fill the disk (`unlimitedStorage`), and no test should: without that right the browser sets a limit.
  const limited = mkdtempSync(join(tmpdir(), 'fieldseal-limited-'));
  afterAll(async () => {
    await profile.browser.close();
    rmSync(limited, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    folder = newFolder();
  });

  test('what cannot be saved is said to be so, what was saved stays, and it goes on once there is room', async () => {
    cpSync(resolve(process.env.FIELDSEAL_BUILD ?? '.output/chrome-loopback'), limited, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(limited, 'manifest.json'), 'utf8'));
    manifest.permissions = manifest.permissions.filter((right: string) => right !== 'unlimitedStorage');
    writeFileSync(join(limited, 'manifest.json'), JSON.stringify(manifest));
    await start(limited);
    await createVault(profile, { name: 'Alice', passphrase: passphrases.Alice });
    let desk = await openDesk(profile);
    await desk.say('drafts.save', { key: 'kept', origin: '', text: 'saved while there was room', to: [] });
    // What room there is, the browser remembers for a while: it is asked again after a start.
    await profile.browser.close();
    await start(limited);
    const settings = await profile.open('app.html#settings');
    const session = await settings.createCDPSession();
    const origin = `chrome-extension://${profile.extensionId}`;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 });
    expect(await unlock(profile, passphrases.Alice)).toEqual({});
    desk = await openDesk(profile);
    const big = { key: 'big', origin: '', text: 'one line of many\n'.repeat(20_000), to: [] };
    await expect(desk.say('drafts.save', big)).rejects.toThrow('storage-full');
    const writing = await profile.open('app.html#seal');
    await byId(writing, 'composer-text').wait();
    await writing.evaluate((text) => {
      const field = document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')!;
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, big.text);
    const state = await writing.waitForSelector('[data-testid="draft-state"][data-state="failed"]', { visible: true });
    expect(await state!.evaluate((one) => one.textContent)).toMatch(/not saved|could not be saved/i);
    expect(await desk.say('drafts.list', {})).toMatchObject([{ text: 'saved while there was room' }]);
    expect(await desk.say('status', {})).not.toHaveProperty('damaged');
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await profile.browser.close();
    await start(limited);
    desk = await openDesk(profile);
    await desk.say('vault.unlock', { way: { kind: 'passphrase', passphrase: passphrases.Alice } });
    await desk.say('drafts.save', big);
    expect((await desk.say('drafts.list', {})).map(({ key }) => key).sort()).toEqual(['big', 'kept']);
  });
});

/** In a page of ours that asks the keeper for nothing: makes the database as version 1 made it, with a vault of then. */
const putOldVault = (page: Page): Promise<void> =>
  page.evaluate(
    async (rows) => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((give, refuse) => {
          request.onsuccess = () => give(request.result);
          request.onerror = () => refuse(request.error);
        });
      await done(indexedDB.deleteDatabase('fieldseal'));
      const opening = indexedDB.open('fieldseal', 1);
      opening.onupgradeneeded = () => {
        for (const [name, all] of Object.entries(rows)) {
          const store = opening.result.createObjectStore(name);
          for (const [key, hex] of Object.entries(all))
            store.put(
              Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16)),
              key,
            );
        }
      };
      (globalThis as { held?: IDBDatabase }).held = await done(opening);
    },
    JSON.parse(readFileSync(new URL('../../vectors/vault/v1.json', import.meta.url), 'utf8')) as Record<
      string,
      Record<string, string>
    >,
  );
const letGo = (page: Page): Promise<void> => page.evaluate(() => (globalThis as { held?: IDBDatabase }).held?.close());

/** Begins the upgrade, and worse: all records are cleared in it. It goes on until the browser is gone. */
const upgradeForEver = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((begun) => {
        const opening = indexedDB.open('fieldseal', 2);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('device');
          const records = opening.transaction!.objectStore('records');
          const goOn = (): void => {
            records.clear().onsuccess = goOn;
            begun();
          };
          records.clear().onsuccess = goOn;
        };
      }),
  );

const expectOldContents = async (): Promise<void> => {
  const desk = await openDesk(profile);
  await desk.say('vault.unlock', { way: { kind: 'passphrase', passphrase: frozen.passphrase } });
  expect(await desk.say('drafts.list', {})).toMatchObject([{ text: frozen.draft.text }]);
  expect(await desk.say('status', {})).not.toHaveProperty('damaged');
  await desk.say('vault.lock', {});
  await desk.page.close();
};

describe('a database of an earlier version', () => {
  afterEach(async () => {
    for (const page of (await profile.browser.pages()).slice(1)) await page.close();
  });

  test('whose upgrade is cut off by the death of the browser is upgraded at the next start', async () => {
    await start();
    const quiet = await profile.open('icon/16.png');
    await putOldVault(quiet);
    await letGo(quiet);
    await upgradeForEver(quiet);
    const browser = profile.browser.process()!;
    const gone = new Promise((end) => browser.once('exit', end));
    process.kill(browser.pid!, 'SIGKILL');
    await gone;
    await start();
    await expectOldContents();
  });

  test('that an older window holds is not upgraded; it is said, and works once that window is gone', async () => {
    const quiet = await profile.open('icon/16.png');
    await putOldVault(quiet);
    const page = await profile.open('app.html');
    expect(await errorOn(page)).toEqual({
      code: 'storage-blocked',
      words: expect.stringContaining('Another tab or window keeps an older version of the vault open'),
    });
    await letGo(quiet);
    await page.locator('[data-testid="error"] button').click();
    await byId(page, 'unlock-passphrase').wait();
    await expectOldContents();
  });

  test('that a later version upgrades under an open vault locks it, and is named from then on', async () => {
    expect(await unlock(profile, frozen.passphrase)).toEqual({});
    const page = await profile.open('app.html#settings');
    await byId(page, 'lock').wait();
    const later = await profile.open('icon/16.png');
    await later.evaluate(
      () =>
        new Promise<void>((upgraded) => {
          indexedDB.open('fieldseal', 99).onsuccess = () => upgraded();
        }),
    );
    await page.bringToFront();
    expect((await errorOn(page)).words).toContain('later version of Fieldseal');
  });
});
