import { browser } from 'wxt/browser';
import { askPage, callPage } from '../bridge/page-client.ts';
import type { ComposeAnswer } from '../bridge/page-commands.ts';
import type { PanelReason } from '../bridge/panel-reason.ts';
import { sitePattern } from '../bridge/sites.ts';
import type { ComposeStart } from '../bridge/views.ts';
import { dropField, noteField } from './fields.ts';
import { openPanel } from './panel.ts';
import { focusKnownField } from './site-looks.ts';
import { injectInto } from './sites.ts';
import { whenStrict } from './strict.ts';

// Where the side panel may have to be opened there is no `await` on the way: see `showPanel`.

interface TargetTab {
  readonly id: number;
  /** Visible after a grant or a click of the person's. */
  readonly url: string | undefined;
}

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

const originOf = (url: string | undefined): string | undefined =>
  url !== undefined && /^https?:/.test(url) ? new URL(url).origin : undefined;

const whenGranted = (origin: string | undefined, then: (granted: boolean) => void): void => {
  if (origin === undefined) then(false);
  else browser.permissions.contains({ origins: [sitePattern(origin)] }, then);
};

/** Lays a composer over the focused field, in the first of the documents that has one. */
const composeIn = (
  tabId: number,
  [documentId, ...others]: readonly string[],
  then: (answer: ComposeAnswer) => void,
): void => {
  if (documentId === undefined) {
    void dropField(tabId);
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

/** The panel for a tab. */
const composeBeside = async (tab: TargetTab, reason: PanelReason): Promise<ComposeStart> => {
  const origin = originOf(tab.url) ?? '';
  return (await openPanel(tab.id, { kind: 'compose', origin, fieldKey: '', reason })) ? 'panel' : 'no-field';
};

const besideReasons = {
  blocked: 'frame-blocked',
  'no-field': 'asked',
  'site-changed': 'site-changed',
  unguarded: 'unguarded',
  busy: 'busy',
  framed: 'framed',
  strict: 'strict',
} as const;

/** Has the focused field remembered for the panel, in place of one that was dropped before. */
const rememberField = async (tabId: number, frameId: number | undefined): Promise<void> => {
  const rememberIn = async (documentIds: readonly string[]): Promise<boolean> => {
    for (const documentId of documentIds) {
      if (!(await callPage({ tabId, documentId }, 'page.rememberField', {}))) continue;
      await noteField(tabId, documentId);
      return true;
    }
    return false;
  };
  const listed = (look: (then: Then) => void): Promise<readonly string[]> => new Promise(look);
  if (frameId === undefined && (await rememberIn(await listed((then) => documentAtTop(tabId, then))))) return;
  await rememberIn(await listed((then) => documentsWithField(tabId, frameId, then)));
};

/** On a site without a grant: through the click's own permission, which is for this tab. */
const composeBesideNow = async (tab: TargetTab, frameId: number | undefined): Promise<ComposeStart> => {
  // Not awaited, or the click would not count. Gone before the panel hears of anything, so it takes no earlier field for this one.
  void dropField(tab.id);
  const start = composeBeside(tab, 'not-granted');
  await injectInto(tab.id);
  await rememberField(tab.id, frameId);
  return start;
};

const composeInFocused = (tabId: number, frameId: number | undefined, then: (answer: ComposeAnswer) => void): void => {
  const inAny = (): void => documentsWithField(tabId, frameId, (documentIds) => composeIn(tabId, documentIds, then));
  const orInAny = (answer: ComposeAnswer): void => (answer === 'no-field' ? inAny() : then(answer));
  if (frameId !== undefined) inAny();
  else documentAtTop(tabId, (documentIds) => composeIn(tabId, documentIds, orInAny));
};

/** In the field that has the focus; where none has, in the one that is known of the site. */
const composeInField = (
  tab: TargetTab,
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

/** The same, unless the person wants nothing of ours in the page: then the field is remembered for the panel. */
const composeInPlace = (
  tab: TargetTab,
  frameId: number | undefined,
  then: (answer: ComposeAnswer | 'site-changed' | 'strict') => void,
): void =>
  whenStrict(originOf(tab.url), (strict) => {
    if (!strict) return composeInField(tab, frameId, then);
    void dropField(tab.id);
    then('strict');
    void rememberField(tab.id, frameId);
  });

/** From the popup. On a site without a grant the click on the button still opens the page to us, for the side panel. */
export const composeFromPopup = (tab: TargetTab, then: (start: ComposeStart | Promise<ComposeStart>) => void): void => {
  whenGranted(originOf(tab.url), (granted) => {
    if (!granted) return then(composeBesideNow(tab, undefined));
    composeInPlace(tab, undefined, (answer) =>
      then(
        answer === 'frame' || answer === 'no-field' || answer === 'site-changed'
          ? answer
          : composeBeside(tab, besideReasons[answer]),
      ),
    );
  });
};

/** Where the browser did not let us open the panel, the page says how the person can. */
const orSaySo = async (tab: TargetTab, start: Promise<ComposeStart>, reason: PanelReason): Promise<void> => {
  if ((await start) !== 'panel') await callPage({ tabId: tab.id, frameId: 0 }, 'page.notice', { reason });
};

/**
 * From the shortcut or the context menu, which count as a click on this tab. On a site without a grant the content
 * script comes too late to guard the keys, so the writing is done in the side panel.
 */
export const composeFromCommand = (tab: TargetTab, frameId?: number): void => {
  whenGranted(originOf(tab.url), (granted) => {
    if (!granted) void orSaySo(tab, composeBesideNow(tab, frameId), 'not-granted');
    else
      composeInPlace(tab, frameId, (answer) => {
        if (answer === 'frame') return;
        const reason = besideReasons[answer];
        void orSaySo(tab, composeBeside(tab, reason), reason);
      });
  });
};
