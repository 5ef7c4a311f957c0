import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVault, launchProfile, lock, myCard, type Profile, unlock } from './driver.ts';
import { passphrases } from './people.ts';

const keeperTargets = (profile: Profile) =>
  profile.browser.targets().filter((target) => target.url().includes('/keeper'));

describe('the vault', () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await launchProfile();
    await createVault(profile, { name: 'Alice', passphrase: passphrases.Alice });
  });
  afterAll(() => profile?.close());

  it('locks on the button; the worker that held the keys is gone', async () => {
    expect(keeperTargets(profile).some((target) => target.url().endsWith('/keeper-worker.js'))).toBe(true);
    const before = keeperTargets(profile).map((target) => target);
    await lock(profile);
    // The view may have opened a fresh, empty keeper to ask how it stands; the old ones must be gone.
    await expect.poll(() => before.filter((target) => profile.browser.targets().includes(target))).toEqual([]);
  });

  it('stays shut for a wrong passphrase and says so', async () => {
    expect((await unlock(profile, 'not the passphrase')).error).toMatch(/passphrase/i);
  });

  it('opens for the right one, with the same identity', async () => {
    expect(await unlock(profile, passphrases.Alice)).toEqual({});
    expect(await myCard(profile)).toMatch(/^FSEAL1c/);
  });

  it('is locked when the browser starts again', async () => {
    const folder = profile.folder;
    await profile.browser.close();
    const again = await launchProfile({ folder });
    const page = await again.open('app.html');
    await page.waitForSelector('[data-testid="unlock-passphrase"]', { visible: true });
    await again.close();
  });

  it('locks by itself when its time has passed', async () => {
    const own = await launchProfile();
    await createVault(own, { name: 'Alice', passphrase: passphrases.Alice });
    const page = await own.open('app.html#settings');
    const session = await own.browser.target().createCDPSession();
    const keeper = await own.browser.waitForTarget((target) => target.url().includes('/keeper.html'));
    // The worker's clock is moved, not waited for: the deadline is checked at each command.
    const worker = await own.browser.waitForTarget((target) => target.url().endsWith('/keeper-worker.js'));
    const inside = await worker.createCDPSession();
    await inside.send('Runtime.evaluate', {
      expression: 'Date.now = ((real) => () => real() + 16 * 60_000)(Date.now)',
    });
    await page.reload();
    await page.waitForSelector('[data-testid="unlock-passphrase"]', { visible: true });
    expect(keeper).toBeDefined();
    await session.detach();
    await own.close();
  });
});
