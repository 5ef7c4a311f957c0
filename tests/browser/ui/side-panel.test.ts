import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import { byId, myCard, openPopup, type Profile } from '../driver.ts';
import { launchPerson } from '../people.ts';
import { panelOpenedBy } from './side-panel.ts';

let alice: Profile;
let site: Site;
let page: Page;
beforeAll(async () => {
  alice = await launchPerson('Alice');
  const card = await myCard(alice);
  const body = `<!doctype html><title>Two</title><p>${card}</p><p>FSEAL1c and nothing more, ${card}</p>`;
  site = await startSite({ '/': { headers: { 'cross-origin-embedder-policy': 'require-corp' }, body } });
  page = await alice.browser.newPage();
  await page.goto(site.origin);
});
afterAll(async () => {
  await alice?.close();
  await site?.close();
});

interface Watched extends Window {
  clocks: (() => void)[];
  asked: string[];
  chrome: { runtime: { sendMessage: (message: { command: string }) => unknown } };
}

/** Notes what the panel asks of the background, and takes its clocks into the test's own hand. */
const watch = (panel: Page) =>
  panel.evaluateOnNewDocument(() => {
    const watched = window as unknown as Watched;
    watched.clocks = [];
    watched.asked = [];
    const keep = (run: () => void): number => watched.clocks.push(run);
    Object.assign(window, { setInterval: keep });
    const { runtime } = watched.chrome;
    const { sendMessage } = runtime;
    const note = (message: { command: string }): unknown => {
      watched.asked.push(message.command);
      return sendMessage.call(runtime, message);
    };
    Object.defineProperty(runtime, 'sendMessage', { value: note });
  });
const asked = (panel: Page): Promise<string[]> => panel.evaluate(() => (window as unknown as Watched).asked);

describe('the side panel that stands open', () => {
  test('takes up what it is wanted for next, and no clock makes it ask', async () => {
    const [mark] = await badges(page, 2);
    const press = (): Promise<void> => page.mouse.click(mark!.x, mark!.y);
    const panel = await panelOpenedBy(alice, press);
    await byId(panel, 'card-look').wait();
    await watch(panel);
    await panel.reload();
    await byId(panel, 'composer-text').wait();
    const before = (await asked(panel)).filter((command) => command === 'panel.intent').length;
    expect(before).toBeGreaterThan(0);
    const clocks = await panel.evaluate(() => {
      const { clocks } = window as unknown as Watched;
      for (let round = 0; round < 5; round++) for (const run of clocks) run();
      return clocks.length;
    });
    // The countdown to the lock is one, so the clocks were really in hand.
    expect(clocks).toBeGreaterThan(0);
    expect((await asked(panel)).filter((command) => command === 'panel.intent')).toHaveLength(before);
    await page.bringToFront();
    await press();
    await byId(panel, 'card-look').wait();
    await panel.close();
  });

  test('is opened from the popup on any page', async () => {
    const panel = await panelOpenedBy(alice, async () => {
      const popup = await openPopup(page);
      await byId(popup, 'popup-panel').click();
    });
    await byId(panel, 'composer-text').wait();
    await panel.close();
  });
});
