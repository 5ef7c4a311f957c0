// The background in a browser that is none, with one tab in it.
import type { Browser } from 'wxt/browser';
import { installFakeBrowser } from './fake-browser.ts';

/** Loads the background's parts once the fake browser is in the browser's place. */
export const loadBackground = async () => {
  const fake = installFakeBrowser();
  const [command, frame, page, ui, bindings] = await Promise.all([
    import('../../../src/background/compose.ts'),
    import('../../../src/background/commands/frame.ts'),
    import('../../../src/background/commands/page.ts'),
    import('../../../src/background/commands/ui.ts'),
    import('../../../src/background/bindings.ts'),
  ]);
  return { fake, command, frame, page, ui, bindings };
};
export type Background = Awaited<ReturnType<typeof loadBackground>>;

/** As much of a tab as is asked for. */
export const tab = { id: 7, windowId: 1, url: 'https://site.example/a' };

/** A document of ours or of the page in that tab, as the browser tells of it. */
export const sender = (documentId: string): Browser.runtime.MessageSender => ({
  id: 'fieldseal',
  documentId,
  origin: 'https://site.example',
  url: tab.url,
  tab: tab as Browser.tabs.Tab,
});

/** Where a composer stands in that tab. */
export const place = {
  tabId: 7,
  documentId: 'D1',
  origin: 'https://site.example',
  topOrigin: 'https://site.example',
} as const;

/** What the documents were told, and which. */
export const commandsOf = ({ sent }: Background['fake']): readonly string[] =>
  sent.map(({ command, documentId }) => `${command} ${documentId ?? ''}`.trim());
