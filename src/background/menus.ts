import { type Browser, browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { composeFromCommand } from './compose.ts';
import { lockNow } from './lock.ts';

const menuId = 'seal-field';

const tabOf = (tab: Browser.tabs.Tab | undefined) =>
  tab?.id === undefined ? undefined : { id: tab.id, windowId: tab.windowId, url: tab.url };

/** The context menu entry stands on editable fields only. */
export const installMenu = async (): Promise<void> => {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: menuId, title: i18n.t('menu_seal_field'), contexts: ['editable'] });
};

export const watchCommands = (): void => {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const target = tabOf(tab);
    if (info.menuItemId === menuId && target) composeFromCommand(target, info.frameId);
  });
  browser.commands.onCommand.addListener((command, tab) => {
    const target = tabOf(tab);
    if (command === 'lock') void lockNow();
    if (command === 'seal-field' && target) composeFromCommand(target);
  });
};
