// Where the keys go as one types a passphrase: SECURITY.md says which window a page can take them from, and which not.
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { heardBy, recorders } from './support/recorder.ts';
import { createVault, id } from './support/set-up.ts';
import { clickInto, pin, pressToolbarButton } from './support/steps.ts';
import { until } from './support/until.ts';

const passphrase = 'violet anchor seven teapots';

let site: Site;
let carol: Person;

const missing = await ensurePackages(windowPackages);

describeApp('the keys of a passphrase, in real windows', missing, () => {
  beforeAll(async () => {
    site = await startSite(recorders);
    carol = await openPerson('Carol unlocks');
    await createVault(carol, passphrase);
    await pin(carol);
  });
  afterAll(async () => {
    await carol?.close();
    await site?.close();
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') carol?.shoot('FAILED');
  });

  test('a dialog of the page closes the popup, and the page gets what one types on; the full page keeps its keys', async () => {
    const page = await carol.browser.newPage();
    await page.goto(`${site.origin}/recorder`);
    // The person sees and answers the dialog, not the debugger.
    page.on('dialog', () => undefined);
    const showDialog = (of: Page): void =>
      void of.evaluate(() => void setTimeout(() => alert('Go on'))).catch(() => undefined);
    await clickInto(carol, page, '#field');
    carol.key('alt+l');
    const popup = await pressToolbarButton(carol);
    await popup.waitForSelector(id('unlock-passphrase'));
    await until('the keys in the popup', () => popup.evaluate(() => document.hasFocus()));
    showDialog(page);
    await until('no popup under the dialog', () => !carol.has('/popup.html'));
    // The first of them answers the dialog.
    await until('a letter in the page', async () => {
      carol.type(' ');
      return (await heardBy(page))[0] !== '';
    });
    const app = await carol.page('/app.html');
    await app.bringToFront();
    await clickInto(carol, app, id('unlock-passphrase'));
    showDialog(page);
    carol.type(passphrase);
    await app.waitForFunction(
      (box, whole) => document.querySelector<HTMLInputElement>(box)?.value === whole,
      { timeout: 10_000 },
      id('unlock-passphrase'),
      passphrase,
    );
    carol.key('Return');
    await app.waitForSelector(id('unlock-passphrase'), { hidden: true });
  });
});
