import type { CDPSession, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byId, fill, lock, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { violations } from './axe.ts';
import { afterwards } from './screens.ts';
import { backInVault, has, provePassphrase, says, slotKinds, text } from './security-steps.ts';

let alice: Profile;
let page: Page;
let session: CDPSession;
let authenticator: string;

/** A security key in the browser's own tab; it lives as long as the tab. */
const plugIn = async (hasPrf: boolean): Promise<string> => {
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return authenticatorId;
};

beforeAll(async () => {
  alice = await launchPerson('Alice');
  page = await alice.open('app.html#vault/add-passkey');
  session = await page.createCDPSession();
  await session.send('WebAuthn.enable');
});
afterAll(() => alice?.close());

const goTo = (hash: string): Promise<void> =>
  page.evaluate((where) => {
    location.hash = where;
  }, hash);

describe('a passkey', () => {
  test('that makes no keys is refused in words', async () => {
    const unfit = await plugIn(false);
    await provePassphrase(page, passphrases.Alice, 'add-passkey-submit');
    await afterwards(page, 'error');
    expect(await text(page, 'error')).toMatch(/makes no keys/);
    expect(await violations(page)).toEqual([]);
    await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: unfit });
    expect(await slotKinds(alice)).toEqual(['password']);
  });

  test('is added under the extension’s own name', async () => {
    authenticator = await plugIn(true);
    await page.bringToFront();
    await fill(page, 'slot-name', 'blue key');
    await provePassphrase(page, passphrases.Alice, 'add-passkey-submit');
    await backInVault(page);
    await says(page, 'blue key');
    const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId: authenticator });
    expect(credentials.map(({ rpId }) => rpId)).toEqual([expect.stringContaining(alice.extensionId)]);
  });

  test('opens the vault without a word being typed', async () => {
    await byId(page, 'lock').click();
    await byId(page, 'way-passkey').click();
    expect(await violations(page)).toEqual([]);
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'lock');
  });

  test('is a proof for a change too', async () => {
    await goTo('vault/sheet');
    await byId(page, 'way-passkey').click();
    await byId(page, 'sheet-make').click();
    await afterwards(page, 'sheet');
  });

  test('is waited for no longer than the person wants', async () => {
    await goTo('vault');
    await byId(page, 'lock').click();
    await byId(page, 'way-passkey').click();
    await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: authenticator, enabled: false });
    await byId(page, 'unlock-submit').click();
    await byId(page, 'passkey-cancel').click();
    await afterwards(page, 'error');
    expect(await text(page, 'error')).toMatch(/Nothing was changed/);
    await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: authenticator, enabled: true });
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'lock');
  });

  test('is not asked for in the popup, which says where it works', async () => {
    await lock(alice);
    const popup = await alice.open('popup.html');
    await afterwards(popup, 'passkey-elsewhere');
    expect(await has(popup, 'way-passkey')).toBe(false);
    expect(await violations(popup)).toEqual([]);
    await popup.close();
  });

  test('that does not recognise its owner opens nothing', async () => {
    await page.bringToFront();
    await session.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: false });
    await byId(page, 'way-passkey').click();
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'error');
    expect(await has(page, 'lock')).toBe(false);
  });
});
