import { type Browser, browser } from 'wxt/browser';
import type { BackgroundClientKind } from './background-commands.ts';
import type { KeeperClientKind } from './keeper-commands.ts';

type MessageSender = Browser.runtime.MessageSender;

const pages: Readonly<Record<string, KeeperClientKind>> = {
  '/popup.html': 'popup',
  '/sidepanel.html': 'sidepanel',
  '/app.html': 'app',
  '/composer.html': 'composer',
  '/reader.html': 'reader',
};

const ownOrigin = (): string => new URL(browser.runtime.getURL('/')).origin;
/** The path of a sender on our own origin; undefined for anybody else. Only what the browser itself says is used. */
const ownPath = (sender: MessageSender): string | undefined => {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return undefined;
  const url = new URL(sender.url);
  return url.origin === ownOrigin() && (sender.origin === undefined || sender.origin === ownOrigin())
    ? url.pathname
    : undefined;
};

/** Is this document a frame inside a page (as composer and reader are), rather than a page of its own? */
export const isFramed = (sender: MessageSender): boolean => sender.tab !== undefined && (sender.frameId ?? 0) !== 0;

/** Which of our contexts opened a line to the keeper; undefined = refuse. Framed documents must be bound besides. */
export const keeperClientKind = (sender: MessageSender): KeeperClientKind | undefined => {
  const path = ownPath(sender);
  if (path === undefined) return undefined;
  if (path === '/background.js') return 'background';
  const kind = pages[path];
  const inPage = kind === 'composer' || kind === 'reader';
  return kind !== undefined && inPage === isFramed(sender) ? kind : undefined;
};

/** Who speaks to the background; undefined = refuse. A content script has our id, a tab, and the page's own URL. */
export const backgroundClientKind = (sender: MessageSender): BackgroundClientKind | undefined => {
  if (sender.id !== browser.runtime.id) return undefined;
  const path = ownPath(sender);
  if (path === '/keeper.html') return sender.tab === undefined ? 'keeper' : undefined;
  if (path === undefined)
    return sender.tab !== undefined && sender.documentId !== undefined && sender.origin !== ownOrigin()
      ? 'page'
      : undefined;
  const kind = keeperClientKind(sender);
  if (kind === undefined || kind === 'background') return undefined;
  return kind === 'composer' || kind === 'reader' ? 'frame' : 'ui';
};
