import { type Browser, browser } from 'wxt/browser';
import type { BackgroundInput, BackgroundOutputs } from '../bridge/background-commands.ts';
import { callPage } from '../bridge/page-client.ts';
import type { SitePattern } from '../bridge/page-commands.ts';
import { sitePattern } from '../bridge/sites.ts';
import { whenPanels } from './click.ts';
import { openWithKeys, type Panels, writeOn } from './panel.ts';
import { noteRefusal } from './refusals.ts';
import { grantedPatterns, injectInto, syncSites } from './sites.ts';
import { dropKeys } from './taken.ts';

type Changed = Browser.permissions.Permissions;

const idsOf = (tabs: readonly Browser.tabs.Tab[]): number[] =>
  tabs.map(({ id }) => id).filter((id) => id !== undefined);

/** The popup has closed under the prompt: it comes back and says what became of the question. */
const sayRefused = async (origin: string): Promise<void> => {
  await noteRefusal(origin);
  const open = await browser.runtime.getContexts({ contextTypes: ['POPUP'] });
  // If the window is not in front any more, the popup says it as soon as it is opened.
  if (open.length === 0) await browser.action.openPopup().catch(() => undefined);
};

/**
 * Asks for a site. Here and not in the popup, which closes under the prompt and would never hear the answer. Nothing is
 * awaited before the question: the click that came with the message would not count any more.
 */
export const askForSite = ({ origin }: BackgroundInput<'site.ask'>): Promise<BackgroundOutputs['site.ask']> =>
  new Promise((resolve) => {
    browser.permissions.request({ origins: [sitePattern(origin)] }, async (answer) => {
      // To look at it is to have handled it: no click stood behind the question.
      void browser.runtime.lastError;
      const granted = answer === true;
      if (!granted) await sayRefused(origin);
      resolve({ granted });
    });
  });

/** From the side panel, which stays open under the prompt; but the answer gives the keys to the page. */
export const askBeside = ({ origin, tab }: BackgroundInput<'panel.ask'>): Promise<BackgroundOutputs['panel.ask']> =>
  new Promise((resolve) => {
    let panels: Panels = [];
    whenPanels((found) => {
      panels = found;
    });
    // The prompt takes the keys, and then the page has them until the panel gets them again.
    void dropKeys(tab.id);
    browser.permissions.request({ origins: [sitePattern(origin)] }, (answer) => {
      void browser.runtime.lastError;
      const granted = answer === true;
      if (granted) void writeOn(tab.id, openWithKeys(tab, panels));
      resolve({ granted });
    });
  });

/** Runs in the page's frames, in our isolated world: what a reader of the page finds, hidden copies left out. */
const countSealed = (): readonly [texts: number, cards: number] => {
  // biome-ignore lint/performance/useDomNodeTextContent: scripts hold copies of what a page shows
  const text = document.body?.innerText ?? '';
  return [/FSEAL[12]m\w{20}/g, /FSEAL1c\w{20}/g].map((sort) => text.match(sort)?.length ?? 0) as [number, number];
};

/** Says in the page in front of the person that Fieldseal works there now. */
const greet = async (tabId: number): Promise<void> => {
  const target = { tabId, allFrames: true };
  const found = await browser.scripting.executeScript({ target, func: countSealed }).catch(() => []);
  // Out of a page's process: what is no figure counts as none.
  const figure = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0);
  const sum = (which: 0 | 1): number => found.reduce((all, { result }) => all + figure(result?.[which]), 0);
  await callPage({ tabId, frameId: 0 }, 'page.allowed', { texts: sum(0), cards: sum(1) });
};

/** A site was allowed, by whatever way: the content script goes to work in open tabs without a reload. */
const onGranted = async ({ origins = [] }: Changed): Promise<void> => {
  await syncSites();
  // Not only its own tabs: it may stand in a frame of another site that was allowed before.
  const open = await browser.tabs.query({ url: await grantedPatterns() });
  await Promise.all(idsOf(open).map(injectInto));
  const inFront = await browser.tabs.query({ url: origins, active: true });
  await Promise.all(idsOf(inFront).map(greet));
};

/** Of a match pattern as the browser gives it: `https://*.example.org/*` means the host itself, too. */
export const patternsOf = (pattern: string): readonly SitePattern[] => {
  const whole = pattern === '<all_urls>' ? '*://*/*' : pattern;
  const [, scheme = '', host = ''] = /^([^:]+):\/\/([^/]*)\//.exec(whole) ?? [];
  // An IPv6 address holds colons, which would begin a name of a group.
  const plain = host.replace(/[[\]:]/g, String.raw`\$&`);
  const hostnames = plain.startsWith('*.') ? [plain, plain.slice(2)] : [plain];
  const protocols = scheme === '*' ? ['http', 'https'] : [scheme];
  return protocols.flatMap((protocol) => hostnames.map((hostname) => ({ protocol, hostname, port: '*' as const })));
};

/** A site was taken back, in the full page or in the browser's own settings: none of our scripts goes on there. */
const onRevoked = async ({ origins = [] }: Changed): Promise<void> => {
  const told = browser.tabs.query({}).then((tabs) =>
    Promise.all(
      tabs.map(({ id, url }) => {
        const input = { sites: origins.flatMap(patternsOf), opaque: url === undefined };
        return id === undefined ? undefined : callPage({ tabId: id }, 'page.leave', input);
      }),
    ),
  );
  await Promise.all([syncSites(), told]);
};

/** Hears of grants by the browser itself: the view that asked may be gone by the time of the answer. */
export const watchGrants = (): void => {
  browser.permissions.onAdded.addListener((added) => void onGranted(added));
  browser.permissions.onRemoved.addListener((removed) => void onRevoked(removed));
};
