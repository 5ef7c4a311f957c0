import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { dropTab } from '../src/background/drop-tab.ts';
import { watchGrants } from '../src/background/grants.ts';
import { watchDeadline } from '../src/background/lock.ts';
import { installMenu, watchCommands } from '../src/background/menus.ts';
import { watchOpened } from '../src/background/opened.ts';
import { serveBackground } from '../src/background/serve.ts';
import { syncSites } from '../src/background/sites.ts';
import { watchLoading } from '../src/background/taken.ts';

export default defineBackground({
  type: 'module',
  main() {
    serveBackground();
    watchDeadline();
    watchCommands();
    watchOpened();
    watchLoading();
    browser.tabs.onRemoved.addListener((tabId) => void dropTab(tabId));
    watchGrants();
    browser.runtime.onStartup.addListener(() => void syncSites());
    browser.runtime.onInstalled.addListener(({ reason }) => {
      void closeStorage();
      void installMenu();
      void syncSites();
      if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/app.html') });
    });
  },
});

/** Content scripts may read neither storage area: by default `local` is open to them. */
const closeStorage = async (): Promise<void> => {
  await browser.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  await browser.storage.session.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
};
