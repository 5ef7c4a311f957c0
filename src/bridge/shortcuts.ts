import { browser } from 'wxt/browser';

export type ShortcutName = 'seal-field' | 'lock';

/** The keys of a command as the browser writes them; undefined if none are set, since another extension has them. */
export const readShortcut = async (command: ShortcutName): Promise<string | undefined> => {
  const all = await browser.commands.getAll();
  return all.find(({ name }) => name === command)?.shortcut || undefined;
};

/** The browser's own page for the keys of extensions: none of our pages can set them. */
export const openShortcuts = async (): Promise<void> => {
  await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
};
