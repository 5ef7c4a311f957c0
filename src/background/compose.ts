import { browser } from 'wxt/browser';
import { askPage, callPage } from '../bridge/page-client.ts';
import type { ComposeAnswer } from '../bridge/page-commands.ts';
import type { PanelReason } from '../bridge/panel-reason.ts';
import type { ComposeStart } from '../bridge/views.ts';
import { armBeside, disarmBeside, leaveForPanel } from './armed.ts';
import { type HeldClick, holdClick, originOf, whenKnown } from './click.ts';
import { dropField, noteField, noteNoField } from './fields.ts';
import { isPanelOpen, leaveOnceOpen, openWithKeys, type WorkTab } from './panel.ts';
import { focusKnownField } from './site-looks.ts';
import { injectInto } from './sites.ts';

// Where the side panel may have to be opened there is no `await` on the way: see `click.ts`.

interface FocusReport {
  readonly focused: boolean;
  readonly holds: boolean;
}
type Found = ReadonlyArray<{
  readonly documentId: string;
  readonly frameId: number;
  readonly result?: FocusReport | undefined;
}>;

/**
 * Runs in the page's frames, in our isolated world: where does the caret stand? A frame keeps its own focused element when
 * the focus goes elsewhere, and a body has the focus where nothing else has: so the documents around it must agree, as far
 * as they can be looked into.
 */
const reportFocus = (): FocusReport => {
  const active = document.activeElement;
  const told = document.hasFocus() || window === window.top || window.frameElement !== null;
  const holds =
    active !== null &&
    !(active instanceof HTMLIFrameElement) &&
    (active !== document.body || (document.body.isContentEditable && told));
  let agreed = true;
  for (let at: Window = window; at.frameElement && agreed; at = at.parent) {
    let shown: Element = at.frameElement;
    for (let root = shown.getRootNode(); 'host' in root; root = shown.getRootNode()) shown = root.host as Element;
    agreed = at.parent.document.activeElement === shown;
  }
  return { focused: document.hasFocus(), holds: holds && agreed };
};

/** Likeliest first. The popup takes the focus away, so it is not enough to ask who has it. */
const likeliest = (found: Found): string[] =>
  found
    .filter(({ result }) => result?.holds)
    .sort((a, b) => Number(b.result?.focused) - Number(a.result?.focused) || a.frameId - b.frameId)
    .map(({ documentId }) => documentId);

/** All of them, likeliest first. */
const inOrder = (found: Found): string[] => [
  ...new Set([...likeliest(found), ...found.map(({ documentId }) => documentId)]),
];

type Then = (documentIds: readonly string[]) => void;
type Frames = { readonly allFrames: true } | { readonly frameIds: number[] };

const lookForFocus = (tabId: number, frames: Frames, then: (found: Found) => void): void => {
  const target = { tabId, ...frames };
  browser.scripting.executeScript({ target, func: reportFocus, injectImmediately: true }, (found) => {
    // To look at it is to have handled it: no script may run there.
    void browser.runtime.lastError;
    then(found ?? []);
  });
};

/** The documents of a tab that may hold the focused field; of one frame, where that is known, its document. */
const documentsWithField = (tabId: number, frameId: number | undefined, then: Then): void => {
  if (frameId === undefined) lookForFocus(tabId, { allFrames: true }, (found) => then(likeliest(found)));
  else lookForFocus(tabId, { frameIds: [frameId] }, (found) => then(found.map(({ documentId }) => documentId)));
};

/** The outermost document of a tab, if the caret stands in there: no frame is asked, one of which may be busy for long. */
const documentAtTop = (tabId: number, then: Then): void =>
  lookForFocus(tabId, { frameIds: [0] }, (found) => then(likeliest(found)));

/** Lays a composer over the focused field, in the first of the documents that has one. */
const composeIn = (
  tabId: number,
  [documentId, ...others]: readonly string[],
  then: (answer: ComposeAnswer) => void,
): void => {
  if (documentId === undefined) {
    void noteNoField(tabId);
    then('no-field');
    return;
  }
  askPage({ tabId, documentId }, 'page.compose', {}, (answer) => {
    if (answer === undefined || answer === 'no-field') {
      composeIn(tabId, others, then);
      return;
    }
    void noteField(tabId, documentId);
    then(answer);
  });
};

const besideReasons = {
  blocked: 'frame-blocked',
  'site-changed': 'site-changed',
  unguarded: 'unguarded',
  busy: 'busy',
  framed: 'framed',
} as const;

/**
 * Has the focused field remembered for the panel, in place of one that was dropped before. The keys are kept from the page
 * by now, and perhaps the focus, too: then only the document knows which field had it.
 */
const rememberField = async (tabId: number, frameId: number | undefined): Promise<void> => {
  const rememberIn = async (documentIds: readonly string[]): Promise<boolean> => {
    for (const documentId of documentIds) {
      if (!(await callPage({ tabId, documentId }, 'page.rememberField', {}))) continue;
      await noteField(tabId, documentId);
      return true;
    }
    return false;
  };
  const look = (frames: Frames): Promise<Found> => new Promise((then) => lookForFocus(tabId, frames, then));
  if (await rememberIn(inOrder(await look({ frameIds: [frameId ?? 0] })))) return;
  if (frameId === undefined && (await rememberIn(inOrder(await look({ allFrames: true }))))) return;
  // The panel waits for it no longer.
  await noteNoField(tabId);
};

/** The panel for a tab, which is being opened. */
const composeBeside = async (tab: WorkTab, reason: PanelReason, opening: Promise<boolean>): Promise<ComposeStart> => {
  const origin = originOf(tab.url) ?? '';
  await leaveOnceOpen(tab.id, { kind: 'compose', origin, fieldKey: '', reason }, opening);
  // Without a click, too, one that stands open takes what was left for it.
  return (await opening) || (await isPanelOpen(tab.windowId)) ? 'panel' : 'no-field';
};

/** Keeps the keys from a page beside which one writes. `meanwhile`: what must be done while its field has the focus. */
const leavePage = async (
  tab: WorkTab,
  start: Promise<ComposeStart>,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<ComposeStart> => {
  const since = Date.now();
  await armBeside(tab.id, since);
  await meanwhile();
  await leaveForPanel(tab.id, since);
  if ((await start) !== 'panel') await disarmBeside(tab.id);
  return start;
};

/**
 * On a site without a grant, through the click's own permission, which is for this tab; and where the person wants nothing
 * of ours in the page.
 */
const composeOnlyBeside = async (
  tab: WorkTab,
  frameId: number | undefined,
  reason: 'not-granted' | 'strict',
  opening: Promise<boolean>,
): Promise<ComposeStart> => {
  // Gone before the panel hears of anything, so it takes no earlier field for this one.
  const dropped = dropField(tab.id);
  const start = composeBeside(
    tab,
    reason,
    dropped.then(() => opening),
  );
  if (reason === 'not-granted') await injectInto(tab.id);
  await dropped;
  return leavePage(tab, start, () => rememberField(tab.id, frameId));
};

const composeInFocused = (tabId: number, frameId: number | undefined, then: (answer: ComposeAnswer) => void): void => {
  const inAny = (): void => documentsWithField(tabId, frameId, (documentIds) => composeIn(tabId, documentIds, then));
  const orInAny = (answer: ComposeAnswer): void => (answer === 'no-field' ? inAny() : then(answer));
  if (frameId !== undefined) inAny();
  else documentAtTop(tabId, (documentIds) => composeIn(tabId, documentIds, orInAny));
};

/** In the field that has the focus; where none has, in the one that is known of the site. */
const composeInField = (
  tab: WorkTab,
  frameId: number | undefined,
  then: (answer: ComposeAnswer | 'site-changed') => void,
): void =>
  composeInFocused(tab.id, frameId, (answer) => {
    if (answer !== 'no-field' || frameId !== undefined) return then(answer);
    focusKnownField(tab.id, (found) => {
      if (found === 'field') composeInFocused(tab.id, undefined, then);
      else then(found === 'changed' ? 'site-changed' : 'no-field');
    });
  });

const composeInPlace = (tab: WorkTab, frameId: number | undefined): Promise<ComposeAnswer | 'site-changed'> =>
  new Promise((resolve) => composeInField(tab, frameId, resolve));

/** No composer could be laid over the field, which the page remembers. */
const composeBesideInstead = (tab: WorkTab, reason: PanelReason, opening: Promise<boolean>): Promise<ComposeStart> =>
  leavePage(tab, composeBeside(tab, reason, opening));

/** Where the browser did not let us open the panel, the page says how the person can. */
const orSaySo = async (tab: WorkTab, start: Promise<ComposeStart>, reason: PanelReason): Promise<void> => {
  if ((await start) !== 'panel') await callPage({ tabId: tab.id, frameId: 0 }, 'page.notice', { reason });
};

/**
 * From the popup. On a site without a grant the click on the button still opens the page to us, for the side panel. Under
 * the popup that would get no keys: it comes when the popup, which is told so at once, has closed.
 */
export const composeFromPopup = (tab: WorkTab, click: HeldClick | undefined): Promise<ComposeStart> =>
  new Promise((resolve) => {
    const open = (): Promise<boolean> => {
      if (!click?.held) return Promise.resolve(false);
      resolve('panel');
      return click.openPanel();
    };
    const beside = (start: Promise<ComposeStart>, reason: PanelReason): void => {
      void start.then(resolve);
      if (click?.held) void orSaySo(tab, start, reason);
    };
    whenKnown(tab, async ({ granted, strict }) => {
      const reason = granted ? 'strict' : 'not-granted';
      if (strict || !granted) return beside(composeOnlyBeside(tab, undefined, reason, open()), reason);
      const answer = await composeInPlace(tab, undefined);
      if (answer === 'frame' || answer === 'no-field' || answer === 'site-changed') return resolve(answer);
      const why = besideReasons[answer];
      beside(composeBesideInstead(tab, why, open()), why);
    });
  });

/**
 * From the shortcut or the context menu, which count as a click on this tab. On a site without a grant the content
 * script comes too late to guard the keys, so the writing is done in the side panel.
 */
export const composeFromCommand = (tab: WorkTab, frameId?: number): void => {
  const click = holdClick(tab);
  whenKnown(tab, async ({ granted, strict, panels }) => {
    const reason = granted ? 'strict' : 'not-granted';
    if (strict || !granted) {
      const opening = openWithKeys(tab, panels);
      return orSaySo(tab, composeOnlyBeside(tab, frameId, reason, opening), reason);
    }
    const answer = await composeInPlace(tab, frameId);
    if (answer === 'frame') return;
    if (answer === 'no-field')
      return void (await callPage({ tabId: tab.id, frameId: 0 }, 'page.notice', { reason: answer }));
    const why = besideReasons[answer];
    await orSaySo(tab, composeBesideInstead(tab, why, click.openPanel()), why);
  });
};
