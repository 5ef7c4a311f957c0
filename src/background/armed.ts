import { callPage } from '../bridge/page-client.ts';
import type { Binding } from './bindings.ts';
import { isPanelOpen } from './panel.ts';
import { makeSessionMap } from './session-map.ts';

/** By tab: the document over which the composer lies that had the focus last, or `beside` while the person writes in the side panel. */
const composing = makeSessionMap<string>('composing');

/** While the person writes in the side panel, the outermost document speaks for all. */
const beside = 'beside';

/** By tab: the person has pointed at the page since. */
const pointed = makeSessionMap<true>('pointed');

/** By tab: when the person went to the side panel. Milliseconds since 1970. */
const wentBeside = makeSessionMap<number>('went-beside');
/** So long a panel may take to open, and to open again. Milliseconds. */
const openingMs = 5_000;

const note = async (tabId: number, writer: string): Promise<void> => {
  await Promise.all([
    composing.set(String(tabId), writer),
    writer === beside && wentBeside.set(String(tabId), Date.now()),
    pointed.remove([String(tabId)]),
  ]);
};

/** Keeps the keys from every document of the tab. Noted first: a frame that asks in between is told by one or the other. */
export const armTab = async (
  { tabId, documentId }: Pick<Binding, 'tabId' | 'documentId'>,
  since: number,
): Promise<void> => {
  await note(tabId, documentId);
  await callPage({ tabId }, 'page.arm', { since });
};

/**
 * The person is about to write in the side panel: until they point at the page nothing typed reaches it, also where the panel
 * does not have the keys.
 */
export const armBeside = (tabId: number, since: number): Promise<void> => armTab({ tabId, documentId: beside }, since);

/** The same, and the focus goes from the field, too: what an input method writes cannot be held back in it. Gives whether a script of ours is there. */
export const leaveForPanel = async (tabId: number, since: number): Promise<boolean> => {
  await note(tabId, beside);
  return (await callPage({ tabId }, 'page.arm', { since, away: true })) !== undefined;
};

/** They have stopped writing there. */
export const disarmBeside = (tabId: number): Promise<void> => disarmTab({ tabId, documentId: beside });

/** Only if the same one armed it: the person may be writing in another composer beside the one that closes. */
export const disarmTab = async ({ tabId, documentId }: Pick<Binding, 'tabId' | 'documentId'>): Promise<void> => {
  if ((await composing.get(String(tabId))) !== documentId) return;
  await composing.remove([String(tabId)]);
  await callPage({ tabId }, 'page.arm', { since: 0 });
};

/** Is there, or was there, a window of ours in which the person writes for this tab? */
export const isComposing = async (tabId: number): Promise<boolean> =>
  (await composing.get(String(tabId))) !== undefined;

/**
 * Are the keys kept from a tab with a composer? The outermost document says so, as soon as it knows: the person may have clicked there
 * since, and it may be a new one itself, which asks at the same moment.
 */
export const isTabArmed = async (tabId: number): Promise<boolean> => {
  return (await callPage({ tabId, frameId: 0 }, 'page.armed', {})) === true;
};

/** Was the person writing in the side panel beside the tab, and has not pointed at it since? */
export const armedFor = async (tabId: number): Promise<boolean> =>
  (await composing.get(String(tabId))) === beside && !(await wasPointed(tabId));

/** Has the person pointed at the page since a window of ours had the keys, as a script of ours heard? */
export const wasPointed = async (tabId: number): Promise<boolean> => (await pointed.get(String(tabId))) === true;

/** Was the person writing in a composer in the tab, and has not pointed at the page since? All is asked for at once. */
export const composerIn = async (tabId: number): Promise<boolean> => {
  const [writer = beside, seen] = await Promise.all([composing.get(String(tabId)), pointed.get(String(tabId))]);
  return writer !== beside && seen === undefined;
};

/** What is typed is for the page from now on, wherever it goes. */
export const notePointed = (tabId: number): Promise<void> => pointed.set(String(tabId), true);

/** The last press was meant for the composer after all. */
export const dropPointed = (tabId: number): Promise<void> => pointed.remove([String(tabId)]);

/**
 * A new outermost document: was the person writing in a window of ours, over the one that stood there before or beside it,
 * and has not pointed at the page since? Then this one keeps the keys in its stead.
 */
export const armsNext = async (
  { tabId, documentId }: Pick<Binding, 'tabId' | 'documentId'>,
  windowId: number,
): Promise<boolean> => {
  const writer = await composing.get(String(tabId));
  if (writer === undefined || (await wasPointed(tabId))) return false;
  if (writer === beside) {
    const opening = Date.now() - ((await wentBeside.get(String(tabId))) ?? 0) < openingMs;
    return opening || isPanelOpen(windowId);
  }
  await composing.set(String(tabId), documentId);
  return true;
};

export const dropArmed = async (tabId: number): Promise<void> => {
  await Promise.all([composing, pointed, wentBeside].map((map) => map.remove([String(tabId)])));
};
