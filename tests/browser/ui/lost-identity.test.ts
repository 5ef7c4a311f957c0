// A vault whose identity cannot be read opens, says so, and is rebuilt; and work with a passphrase can be stopped.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { loadTestCore } from '../../support/core.ts';
import { bob } from '../../unit/envelope/people.ts';
import { byId, fill, lock, type Profile, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { openDesk } from '../vault/desk.ts';
import { changeRows, readRows } from '../vault/rows.ts';
import { violations } from './axe.ts';

let alice: Profile;
beforeAll(async () => {
  alice = await launchPerson('Alice');
});
afterAll(() => alice?.close());

const shown = async (path: string, id: string) => {
  const page = await alice.open(path);
  await page.waitForSelector(`[data-testid="${id}"]`, { visible: true });
  return page;
};

describe('a vault that lost its table of contents, and who I am with it', () => {
  test('opens, says what is missing in every window, and is rebuilt where the person says so twice', async () => {
    await lock(alice);
    const { page: bare } = await openDesk(alice);
    const buckets = Object.keys((await readRows(bare)).manifest ?? {}).filter((key) => key !== 'root');
    await changeRows(bare, { manifest: Object.fromEntries(buckets.map((key) => [key, null])) });
    await bare.close();
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    for (const path of ['popup.html', 'sidepanel.html', 'app.html#card']) {
      const page = await shown(path, 'identity-damaged');
      expect(await violations(page)).toEqual([]);
      if (!path.startsWith('app')) expect(await page.$('[data-testid="rebuild"]')).toBeNull();
      await page.close();
    }
    const page = await shown('app.html#contacts', 'rebuild');
    await page.setViewport({ width: 320, height: 800 });
    await byId(page, 'rebuild-ask').click();
    await byId(page, 'rebuild-yes').click();
    const done = await page.waitForSelector('[data-testid="rebuild-done"]', { visible: true });
    expect(await done?.evaluate((element) => element.textContent)).toContain('No entry is missing.');
    await page.waitForSelector('[data-testid="identity-damaged"]', { hidden: true });
    expect(await violations(page)).toEqual([]);
    await page.close();
    await (await shown('app.html#card', 'card-text')).close();
  });
});

describe('a text whose passphrase takes long', () => {
  test('can be stopped after a second, and the vault stays open', async () => {
    // Sealed without that work, so it opens for nobody: it is stopped before that shows.
    const core = { ...(await loadTestCore()), argon2id: () => new Uint8Array(32).fill(1) };
    const token = await sealMessage(core, {
      ...{ text: 'x', time: 0, origin: '', sender: bob, recipients: [] },
      passphrase: { text: 'open sesame', kdf: { kdf: 'argon2id', memoryKiB: 524_288, iterations: 10, parallelism: 1 } },
    });
    const page = await alice.open('app.html#open');
    await fill(page, 'open-input', token);
    await byId(page, 'open-submit').click();
    await fill(page, 'open-passphrase', 'open sesame');
    await byId(page, 'open-passphrase-submit').click();
    await byId(page, 'stretch-stop').click();
    const error = await page.waitForSelector('[data-testid="error"]', { visible: true });
    expect(await error?.evaluate((element) => element.textContent)).toContain('You stopped it.');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toMatch(/^open-passphrase/);
    await page.waitForSelector('[data-testid="lock"]', { visible: true });
    await page.close();
  });
});
