// The browser's real side panel, as a person opens it: it is a page of its own beside the tab.
import type { Page, Target } from 'puppeteer';
import type { Profile } from '../driver.ts';

const isPanel = (target: Target): boolean => target.url().includes('/sidepanel.html');

/** Does what opens the side panel and gives it. */
export const panelOpenedBy = async ({ browser }: Profile, press: () => Promise<unknown>): Promise<Page> => {
  const known = new Set(browser.targets());
  const opened = browser.waitForTarget((target) => isPanel(target) && !known.has(target), { timeout: 20_000 });
  const [target] = await Promise.all([opened, press()]);
  return target.asPage();
};
