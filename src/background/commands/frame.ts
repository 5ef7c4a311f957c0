import type { Browser } from 'wxt/browser';
import type { BackgroundInput, BackgroundOutputs } from '../../bridge/background-commands.ts';
import { draftKey } from '../../bridge/draft-key.ts';
import { callPage } from '../../bridge/page-client.ts';
import type { PanelIntent } from '../../bridge/views.ts';
import { armBeside, armTab, disarmTab, leaveForPanel, wasPointed } from '../armed.ts';
import { type Binding, BindingError, bindingOf, redeemBinding } from '../bindings.ts';
import { whenPanels } from '../click.ts';
import { noteComposerKeys, noteComposerLoss } from '../composer-keys.ts';
import { noteField } from '../fields.ts';
import { keeper } from '../keeper-document.ts';
import { leaveOnceOpen, openWithKeys } from '../panel.ts';
import { isStrict } from '../strict.ts';

type Sender = Browser.runtime.MessageSender;

/** The binding of the frame that speaks. Throws `BindingError` for a frame that none of our scripts mounted. */
const boundTo = async (sender: Sender): Promise<Binding> => {
  const binding = await bindingOf(sender.documentId ?? '');
  if (binding === undefined) throw new BindingError();
  return binding;
};

export const bind = async (
  { nonce }: BackgroundInput<'frame.bind'>,
  sender: Sender,
): Promise<BackgroundOutputs['frame.bind']> => {
  const { tab, documentId, url } = sender;
  if (tab?.id === undefined || documentId === undefined || url === undefined) throw new BindingError();
  const frame = { documentId, tabId: tab.id, path: new URL(url).pathname };
  // A frame that may not be there is not bound, and may say nothing.
  const binding = await redeemBinding(nonce, frame, async (one) => !(await isStrict(one.origin, one.topOrigin)));
  const { kind, mountId, origin, topOrigin, fieldKey, maxLength, site } = binding;
  const told = callPage(binding, 'page.bound', { mountId });
  const token = kind === 'reader' ? (binding.token ?? (await callPage(binding, 'page.token', { mountId }))) : undefined;
  if (kind === 'composer') await told;
  return {
    kind,
    mountId,
    origin,
    topOrigin,
    documentId: binding.documentId,
    fieldKey,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(site === undefined ? {} : { site }),
    ...(token ? { token } : {}),
  };
};

export const insert = async (
  { requestId, token, undo, replace, shown }: BackgroundInput<'frame.insert'>,
  sender: Sender,
): Promise<BackgroundOutputs['frame.insert']> => {
  const binding = await boundTo(sender);
  const { mountId, origin, fieldKey } = binding;
  const outcome = await callPage(binding, 'page.insert', { mountId, requestId, token, undo, replace, shown });
  // Here and not in the frame: the page may go to its next one, and the frame with it, as soon as its field is filled.
  // If the word does not arrive, the draft stays as it is, and nothing is lost.
  if (outcome?.kind === 'inserted')
    await keeper()
      .call('drafts.inserted', { key: draftKey(origin, fieldKey), token })
      .catch(() => null);
  return outcome ?? { kind: 'field-gone' };
};

/** Arms the keystroke firewall in every frame of the tab. */
export const focus = async ({ since, writes }: BackgroundInput<'frame.focus'>, sender: Sender): Promise<null> => {
  const binding = await boundTo(sender);
  if (binding.kind === 'composer')
    await Promise.all([armTab(binding, since), writes && noteComposerKeys(binding.tabId)]);
  return null;
};

export const check = async (
  input: BackgroundInput<'frame.check'>,
  sender: Sender,
): Promise<BackgroundOutputs['frame.check']> => {
  const { mountId, ...page } = await boundTo(sender);
  return (await callPage(page, 'page.check', { mountId, ...input })) ?? 'covered';
};

export const regained = async (sender: Sender): Promise<null> => {
  const binding = await boundTo(sender);
  await callPage(binding, 'page.regained', { mountId: binding.mountId });
  return null;
};

export const lost = async (sender: Sender): Promise<null> => {
  const binding = await boundTo(sender);
  const { kind, mountId, tabId } = binding;
  const back = await callPage(binding, 'page.lost', { mountId, pointed: await wasPointed(tabId) });
  // A page that gives no answer may be on its way out.
  if (back === false && kind === 'composer') await noteComposerLoss(tabId);
  return null;
};

export const covered = async (sender: Sender): Promise<boolean> => {
  const binding = await boundTo(sender);
  return (await callPage(binding, 'page.covered', { mountId: binding.mountId })) ?? false;
};

export const close = async ({ away }: BackgroundInput<'frame.close'>, sender: Sender): Promise<null> => {
  const binding = await boundTo(sender);
  const { tabId, mountId } = binding;
  if (away) await armBeside(tabId, Date.now());
  else if (binding.kind === 'composer') await disarmTab(binding);
  await callPage(binding, 'page.close', { mountId, ...(away ? { away } : {}) });
  if (away) await leaveForPanel(tabId, Date.now());
  return null;
};

/** First of all, while the click counts. A frame that nobody mounted gains nothing by opening the panel. */
const openBeside = ({ tab }: Sender): Promise<boolean> => {
  if (tab?.id === undefined) return Promise.resolve(false);
  const { id, windowId } = tab;
  return new Promise((resolve) => whenPanels((panels) => resolve(openWithKeys({ id, windowId }, panels))));
};

export const toPanel = async (
  { reason }: BackgroundInput<'frame.toPanel'>,
  sender: Sender,
): Promise<BackgroundOutputs['frame.toPanel']> => {
  const opening = openBeside(sender);
  const binding = await boundTo(sender);
  const { kind, tabId, documentId, mountId, origin, fieldKey, maxLength, site } = binding;
  const token = kind === 'reader' ? await callPage(binding, 'page.token', { mountId }) : undefined;
  if (kind === 'composer') await noteField(tabId, documentId);
  const intent: PanelIntent = {
    kind: kind === 'reader' ? 'open' : 'compose',
    origin,
    fieldKey,
    reason,
    ...(token ? { token } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(site === undefined ? {} : { site }),
  };
  await leaveOnceOpen(tabId, intent, opening);
  const opened = await opening;
  if (opened) await close({ away: true }, sender);
  return { opened };
};

/** For the keeper: which frame is this document, and where does it stand? */
export const binding = async ({
  documentId,
}: BackgroundInput<'keeper.binding'>): Promise<BackgroundOutputs['keeper.binding']> => {
  const found = await bindingOf(documentId);
  return found === undefined ? null : { kind: found.kind, origin: found.origin };
};
