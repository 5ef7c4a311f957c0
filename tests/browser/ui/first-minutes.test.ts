// What a new user meets with the released build, as far as no prompt is needed: that is walked in tests/windows.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PanelReason } from '../../../src/bridge/panel-reason.ts';
import { type Site, startSite } from '../../support/site.ts';
import { byId, fill, openPopup, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { violations } from './axe.ts';
import { panelOpenedBy } from './side-panel.ts';

/** In the pages of the extension, where these functions run. */
declare const chrome: typeof import('wxt/browser').browser;

let alice: Profile;
let site: Site;
beforeAll(async () => {
  alice = await launchPerson('Alice', { build: '.output/chrome' });
  site = await startSite();
});
afterAll(async () => {
  await alice?.close();
  await site?.close();
});

/** In light and dark, and as narrow as 320 pixels. */
const isClean = async (page: Page): Promise<void> => {
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect([value, await violations(page)]).toEqual([value, []]);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide).toBe(false);
};

/** Another extension was here first. */
const withoutShortcuts = async (page: Page): Promise<void> => {
  await page.evaluateOnNewDocument(() => {
    const commands = (globalThis as never as { chrome: { commands: object } }).chrome.commands;
    const all = ['seal-field', 'lock'].map((name) => ({ name, shortcut: '' }));
    Object.defineProperty(commands, 'getAll', { value: async () => all });
  });
  await page.reload();
};

describe('on a site that is not allowed yet', () => {
  test('the popup says what the browser will ask, and the side panel opens for the field without it', async () => {
    const page = await alice.browser.newPage();
    await page.goto(site.origin);
    await page.locator('#field').click();
    const popup = await openPopup(page);
    await byId(popup, 'site-not-granted').wait();
    await isClean(popup);
    // Two buttons would do the same.
    expect(await popup.$('[data-testid="popup-panel"]')).toBeNull();
    const panel = await panelOpenedBy(alice, () => byId(popup, 'popup-seal').click());
    await byId(panel, 'panel-allow').wait();
    await panel.setViewport({ width: 320, height: 700 });
    await isClean(panel);
    await panel.close();
  });
});

/** The browser's own answers come out of its prompt and its settings, which no test without windows can press. */
const withPermissionOf = async (page: Page): Promise<(allowed: boolean) => Promise<void>> => {
  await page.evaluateOnNewDocument(() => {
    const world = globalThis as never as {
      chrome: { permissions: Record<string, object> };
      tell: (allowed: boolean) => void;
    };
    const { permissions } = world.chrome;
    const listeners: (() => void)[] = [];
    let now = true;
    Object.defineProperty(permissions, 'contains', { value: async () => now });
    const event = { addListener: (listener: () => void) => listeners.push(listener), removeListener: () => undefined };
    for (const name of ['onAdded', 'onRemoved']) Object.defineProperty(permissions, name, { value: event });
    world.tell = (allowed) => {
      now = allowed;
      for (const listener of listeners) listener();
    };
  });
  return (allowed) =>
    page.evaluate((is) => (globalThis as never as { tell: (allowed: boolean) => void }).tell(is), allowed);
};

/** Leaves for the side panel beside the tab that was worked in last why it is opened. */
const leaveReason = async (reason: PanelReason): Promise<void> => {
  const target = await alice.browser.waitForTarget((one) => one.type() === 'service_worker');
  const intent = { kind: 'compose', origin: site.origin, fieldKey: '', reason };
  await (await target.worker())?.evaluate(async (left) => {
    const { session } = chrome.storage;
    const { 'panel:tab': tab } = await session.get('panel:tab');
    await session.set({ [`intent:${tab}`]: left });
  }, intent);
};

describe('the side panel, written in for a field', () => {
  test('says it when the site is taken back, and offers the reload once it is allowed', async () => {
    await leaveReason('asked');
    const panel = await alice.browser.newPage();
    await panel.setViewport({ width: 320, height: 700 });
    const tell = await withPermissionOf(panel);
    await panel.goto(`chrome-extension://${alice.extensionId}/sidepanel.html`);
    const reason = await panel.waitForSelector('[data-testid="panel-reason"]');
    expect(await reason?.evaluate((element) => element.textContent)).toContain('goes into the field');
    await tell(false);
    await byId(panel, 'panel-allow').wait();
    expect(await panel.$eval('main', (element) => element.textContent)).not.toContain('goes into the field');
    await isClean(panel);
    await tell(true);
    await byId(panel, 'panel-reload').wait();
    await isClean(panel);
    await panel.close();
  });

  test('shows the button below the form where it stays, also after a look at the other tab', async () => {
    await leaveReason('unguarded');
    const panel = await alice.browser.newPage();
    await panel.evaluateOnNewDocument(() => {
      const world = globalThis as never as { places: Set<number> };
      world.places = new Set();
      const look = (): void => {
        const button = document.querySelector('[data-testid="panel-reload"]');
        if (button && document.querySelector('#tab-write[aria-selected="true"]'))
          world.places.add(Math.round(button.getBoundingClientRect().top + scrollY));
        requestAnimationFrame(look);
      };
      look();
    });
    const places = () => panel.evaluate(() => [...(globalThis as never as { places: Set<number> }).places]);
    await panel.goto(`chrome-extension://${alice.extensionId}/sidepanel.html`);
    await byId(panel, 'composer-text').wait();
    await byId(panel, 'panel-reload').wait();
    await byId(panel, 'panel-read').click();
    await byId(panel, 'open-input').wait();
    await byId(panel, 'panel-write').click();
    await byId(panel, 'composer-text').wait();
    await byId(panel, 'panel-reload').wait();
    expect(await places()).toHaveLength(1);
    await panel.close();
  });
});

/** Opens the side panel as one that the browser gives no keys. */
const openWithoutKeys = async (): Promise<Page> => {
  const panel = await alice.browser.newPage();
  await panel.evaluateOnNewDocument(() => {
    document.hasFocus = () => false;
  });
  await panel.goto(`chrome-extension://${alice.extensionId}/sidepanel.html`);
  return panel;
};
/** What the bar says; a click on it brings the keys to that field. */
const clickBar = async (panel: Page, field: string): Promise<string> => {
  await byId(panel, field).wait();
  const bar = await panel.waitForSelector('[data-testid="panel-no-keys"]');
  await panel.setViewport({ width: 320, height: 700 });
  await isClean(panel);
  await panel.evaluate(() => (document.activeElement as HTMLElement).blur());
  const words = await bar?.evaluate((one) => one.textContent);
  await byId(panel, 'panel-no-keys').click();
  expect(await panel.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(field);
  return words ?? '';
};

describe('a side panel without the keys', () => {
  test('says where to click to write or to unlock, and a click there brings them to the field', async () => {
    await leaveReason('asked');
    const panel = await openWithoutKeys();
    expect(await clickBar(panel, 'composer-text')).toBe('Click here to write.');
    const lock = await panel.waitForSelector('[data-testid="lock"]');
    const isFree = (button: Element): boolean => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === button;
    };
    // Below the name, and in a wide panel beside it.
    for (const width of [320, 600]) {
      await panel.setViewport({ width, height: 700 });
      expect(await lock?.evaluate(isFree)).toBe(true);
    }
    await panel.evaluate(() => dispatchEvent(new FocusEvent('focus')));
    await panel.waitForSelector('[data-testid="panel-no-keys"]', { hidden: true });
    await byId(panel, 'lock').click();
    expect(await clickBar(panel, 'unlock-passphrase')).toBe('Click here to unlock.');
    expect(await panel.$eval('[data-testid="open-app"]', (link) => link.getAttribute('href'))).toBe('/app.html');
    await fill(panel, 'unlock-passphrase', passphrases.Alice);
    await byId(panel, 'unlock-submit').click();
    await panel.waitForFunction(
      () => document.querySelector('[data-testid="panel-no-keys"]')?.textContent === 'Click here to write.',
    );
    await panel.close();
  });

  test('says nothing while there is nothing to type into', async () => {
    const panel = await openWithoutKeys();
    // A composer stands in the page.
    await panel.evaluateOnNewDocument(() => {
      const { runtime } = (globalThis as never as { chrome: { runtime: object & { sendMessage: unknown } } }).chrome;
      const send = runtime.sendMessage as (message: { to?: string }) => Promise<unknown>;
      const answer = (message: { to?: string }): Promise<unknown> =>
        message.to === 'composer' ? Promise.resolve(!('gone' in window)) : send.call(runtime, message);
      Object.defineProperty(runtime, 'sendMessage', { value: answer });
    });
    await panel.reload();
    await byId(panel, 'panel-in-page').wait();
    await panel.evaluate(async () => {
      dispatchEvent(new FocusEvent('blur'));
      for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    });
    expect(await panel.$('[data-testid="panel-no-keys"]')).toBeNull();
    // As soon as it has gone nothing is said of it, and one can write here.
    await panel.evaluate(() => Object.assign(window, { gone: true }));
    await panel.waitForSelector('[data-testid="panel-in-page"]', { hidden: true });
    await byId(panel, 'panel-no-keys').wait();
    await panel.close();
  });
});

describe('keys that are not bound', () => {
  test('are said in the popup, with the way to set them', async () => {
    const popup = await alice.open('popup.html');
    await withoutShortcuts(popup);
    await byId(popup, 'no-shortcut').wait();
    await byId(popup, 'site-not-granted').wait();
    await popup.setViewport({ width: 320, height: 700 });
    await isClean(popup);
    await popup.close();
  });

  test('are said in the settings, each of them', async () => {
    const settings = await alice.open('app.html#settings');
    const row = (name: string): Promise<string> =>
      settings.$eval(`[data-testid="shortcut-${name}"]`, (element) => element.textContent ?? '');
    await settings.waitForSelector('[data-testid="shortcut-lock"] kbd');
    expect([await row('seal-field'), await row('lock')]).toEqual([
      expect.stringContaining('Alt+K'),
      expect.stringContaining('Alt+L'),
    ]);
    await withoutShortcuts(settings);
    await settings.waitForSelector('[data-testid="shortcut-lock"] strong');
    expect(await row('seal-field')).toContain('No keys set');
    await settings.setViewport({ width: 320, height: 700 });
    await byId(settings, 'set-shortcut').wait();
    await isClean(settings);
    await settings.close();
  });
});

test('the tab that the popup was for may be gone, which is no error', async () => {
  const popup = await alice.open('popup.html');
  await byId(popup, 'site-not-granted').wait();
  const pages = await alice.browser.pages();
  await pages.find((page) => page.url().startsWith(site.origin))?.close();
  await popup.reload();
  await byId(popup, 'start-notice').wait();
  await popup.close();
});
