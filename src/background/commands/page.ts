import { type Browser, browser } from 'wxt/browser';
import type { BackgroundInput, BackgroundOutputs } from '../../bridge/background-commands.ts';
import { callPage } from '../../bridge/page-client.ts';
import { lastStatus } from '../../bridge/status.ts';
import { armsNext, armTab, dropPointed, isComposing, isTabArmed, leaveForPanel, notePointed } from '../armed.ts';
import { leaveBackdrops, showBackdrops } from '../backdrops.ts';
import { BindingError, offerBinding } from '../bindings.ts';
import { noteComposerGone } from '../composer-keys.ts';
import { noteField } from '../fields.ts';
import { whyUnguarded } from '../guarded.ts';
import { keeper } from '../keeper-document.ts';
import { leaveIntent, showPanel } from '../panel.ts';
import { hintFor, injectSites } from '../site-looks.ts';
import { injectPart } from '../sites.ts';
import { takeKeysFrom } from '../stopped.ts';
import { isStrict } from '../strict.ts';
import { dropKeys, takeFrom } from '../taken.ts';

type Sender = Browser.runtime.MessageSender;

/** The document a content script speaks for, as the browser names it. `serve` has checked that these are there. */
const documentOf = (sender: Sender) => ({
  tabId: sender.tab?.id ?? -1,
  documentId: sender.documentId ?? '',
  origin: sender.origin ?? 'null',
  topOrigin: sender.tab?.url === undefined ? '' : new URL(sender.tab.url).origin,
});

export const mount = async (
  input: BackgroundInput<'page.mount'>,
  sender: Sender,
): Promise<BackgroundOutputs['page.mount']> => {
  const { kind, mountId, fieldKey = '', maxLength, token } = input;
  const from = documentOf(sender);
  // No matter who asks, and how often: without this there is no frame.
  if (await isStrict(from.origin, from.topOrigin)) throw new BindingError();
  // A page of another site around it could paint over our frame, and nobody would see it.
  if (sender.frameId !== 0) return { refused: 'framed' };
  const refused = kind === 'composer' ? await whyUnguarded(from.tabId, from.documentId) : undefined;
  if (refused !== undefined) return { refused };
  // Before it has the keys: frames of the page learn it late on a busy machine.
  if (kind === 'composer') void armTab(from, Date.now());
  await showBackdrops(from.tabId, from.documentId);
  const site = kind === 'composer' ? await hintFor(from.tabId, from.documentId) : undefined;
  const nonce = await offerBinding({
    ...from,
    kind,
    mountId,
    fieldKey,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(site === undefined ? {} : { site }),
    ...(token === undefined ? {} : { token }),
  });
  return { url: `${browser.runtime.getURL(`/${kind}.html`)}#${nonce}` };
};

export const cleared = async (_input: BackgroundInput<'page.cleared'>, sender: Sender): Promise<null> => {
  const { tabId, documentId } = documentOf(sender);
  // With the document they have gone themselves.
  await leaveBackdrops(tabId, documentId).catch(() => undefined);
  return null;
};

export const inspect = async ({
  tokens,
}: BackgroundInput<'page.inspect'>): Promise<BackgroundOutputs['page.inspect']> => {
  const status = await lastStatus();
  if (status?.state !== 'unlocked') return tokens.map(() => 'unknown' as const);
  return keeper()
    .call('text.inspect', { tokens })
    .catch(() => tokens.map(() => 'unknown' as const));
};

/** Nothing is awaited before the panel is opened: see `showPanel`. */
export const panel = async (
  input: BackgroundInput<'page.panel'>,
  sender: Sender,
): Promise<BackgroundOutputs['page.panel']> => {
  const { tabId, documentId, origin, topOrigin } = documentOf(sender);
  const opened = showPanel(tabId);
  const { kind, fieldKey = '', token } = input;
  const closed = kind === 'compose' && (input.reason === 'fought' || input.reason === 'unguarded');
  const taken = closed ? takeKeysFrom(tabId, documentId) : undefined;
  const reason = (await isStrict(origin, topOrigin)) ? 'strict' : input.reason;
  await leaveIntent(tabId, { kind, origin, fieldKey, reason, ...(token === undefined ? {} : { token }) });
  if (kind === 'compose') await noteField(tabId, documentId);
  await taken;
  if (await opened) await leaveForPanel(tabId, Date.now());
  return { opened: await opened };
};

export const tools = async ({ part }: BackgroundInput<'page.tools'>, sender: Sender): Promise<null> => {
  const { tabId, documentId } = documentOf(sender);
  await injectPart(part, tabId, documentId);
  return null;
};

export const sites = async (_input: BackgroundInput<'page.sites'>, sender: Sender): Promise<null> => {
  const { tabId, documentId } = documentOf(sender);
  await injectSites(tabId, documentId);
  return null;
};

export const hello = async (
  _input: BackgroundInput<'page.hello'>,
  sender: Sender,
): Promise<BackgroundOutputs['page.hello']> => {
  const from = documentOf(sender);
  const { frameId, tab } = sender;
  const near = await isComposing(from.tabId);
  if (frameId !== 0 || !tab) return { armed: near && (await isTabArmed(from.tabId)), near };
  const [armed] = await Promise.all([armsNext(from, tab.windowId), noteComposerGone(from.tabId)]);
  return { armed, near };
};

export const pointed = async (_input: BackgroundInput<'page.pointed'>, sender: Sender): Promise<null> => {
  const { tabId } = documentOf(sender);
  await Promise.all([notePointed(tabId), dropKeys(tabId)]);
  return null;
};

/** The outermost document judges, over which the composer lies. */
export const pressed = async (press: BackgroundInput<'page.pressed'>, sender: Sender): Promise<boolean> => {
  const { tabId } = documentOf(sender);
  const zoom = await browser.tabs.getZoom(tabId);
  const missed = (await callPage({ tabId, frameId: 0 }, 'page.pressed', { ...press, zoom })) === true;
  if (missed) await dropPointed(tabId);
  return missed;
};

export const took = async (_input: BackgroundInput<'page.took'>, sender: Sender): Promise<null> => {
  await takeFrom(documentOf(sender).tabId);
  return null;
};
