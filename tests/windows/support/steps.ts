// What a person does in the browser's own windows.
import type { Frame, Page } from 'puppeteer';
import type { Person } from './person.ts';
import { changedBetween, findAllow, type Point } from './picture.ts';
import { until, within } from './until.ts';

declare const chrome: typeof import('wxt/browser').browser;

/** Where things stand in a window of this size. They may move with a version: each try is looked at, and the next is made. */
const rightOfWindow = [1163, 1127, 1199];
const row = 63;
const pinInMenu: Point = { x: 1094, y: 224 };
const pinnedButton = [1127, 1091, 1163];

const isPinned = async (): Promise<boolean> => (await chrome.action.getUserSettings()).isOnToolbar === true;

/** Pins the button of the extension: the puzzle piece, then the pin beside its name. */
export const pin = async (person: Person): Promise<void> => {
  for (const x of rightOfWindow) {
    person.click({ x, y: row });
    // The menu is drawn over the page: only then is there something to click.
    await within(3_000, () => person.display.look().at(pinInMenu.x, 112)[0] > 250);
    person.click(pinInMenu);
    const pinned = await within(3_000, () => person.ask(isPinned));
    person.key('Escape');
    if (pinned) return;
  }
  throw new Error('the button could not be pinned');
};

/** Clicks the pinned button. Gives the popup. */
export const pressToolbarButton = async (person: Person): Promise<Page> => {
  for (const x of pinnedButton) {
    person.click({ x, y: row });
    if (await within(6_000, () => person.has('/popup.html'))) return person.page('/popup.html');
    person.key('Escape');
  }
  throw new Error('the toolbar button opens no popup');
};

/** Clicks into a field, again if the click went past it or the focus elsewhere. Keys go there from then on. */
export const clickInto = async (
  person: Person,
  page: Page,
  selector: string,
  where: Page | Frame = page,
): Promise<void> => {
  const focused = (): Promise<boolean> =>
    where.$eval(selector, (element) => element === document.activeElement && document.hasFocus());
  await until(`the focus in ${selector}`, async () => {
    await person.tap(page, selector, where);
    return within(2_000, focused);
  });
};

/** Presses what makes the browser ask, again if the view moved under the press and nothing is asked. */
export const pressToBeAsked = async (person: Person, page: Page, selector: string): Promise<void> => {
  const asked = (): boolean => findAllow(person.display.look()) !== undefined;
  await until('a press that makes the browser ask', async () => {
    await person.tap(page, selector);
    return within(4_000, asked);
  });
};

/** Clicks Allow in the browser's prompt, or closes it, and waits until it is gone. */
export const answerPrompt = async (person: Person, answer: 'allow' | 'refuse'): Promise<void> => {
  const place = (): Point | undefined => findAllow(person.display.look());
  const allow = await until('the prompt of the browser', place);
  person.shoot(`prompt-${answer}`);
  // It takes no click in its first half second.
  for (let tries = 0; tries < 8; tries++) {
    if (answer === 'allow') person.click(allow);
    else person.key('Escape');
    if (await within(1_500, () => place() === undefined)) return;
  }
  throw new Error('the prompt of the browser does not go');
};

/** Chooses the entry of the extension in the context menu of a field: the last but one, above Inspect. */
export const chooseInMenu = async (person: Person, page: Page, selector: string): Promise<void> => {
  const before = person.display.look();
  await person.tap(page, selector, page, 3);
  await until('the context menu', () => changedBetween(before, person.display.look()) > 400);
  person.shoot('menu');
  person.key('Up', 'Up', 'Return');
};

/** Presses a button of a frame in the page as soon as a press counts, again if it did not, until what it does is done. */
export const pressInFrame = async (
  person: Person,
  [page, frame]: readonly [Page, Frame],
  selector: string,
  done: () => Promise<boolean>,
): Promise<void> => {
  const armed = `${selector}[data-armed="true"]`;
  for (let tries = 0; tries < 5; tries++) {
    // What comes last in a window is to be scrolled to first.
    const there = await frame.waitForSelector(selector, { timeout: 20_000 }).catch(() => null);
    await there?.evaluate((element) => element.scrollIntoView({ block: 'nearest' })).catch(() => undefined);
    if (frame.detached || !(await frame.waitForSelector(armed, { timeout: 20_000 }).catch(() => null))) break;
    await person.tap(page, armed, frame).catch((error: unknown) => {
      if (!frame.detached) throw error;
    });
    if (await within(6_000, done)) return;
  }
  if (!(await done())) throw new Error(`no press on ${selector} counts`);
};

export const isInFront = (page: Page): Promise<boolean> => page.evaluate(() => document.hasFocus());

/** The full page, where it is the tab in front and has the keys. */
export const appInFront = async ({ browser }: Person): Promise<Page | undefined> => {
  for (const target of browser.targets().filter((one) => one.url().includes('/app.html'))) {
    const page = await target.asPage();
    if (await isInFront(page)) return page;
  }
  return undefined;
};

/** Types a part of a passphrase in the popup, and waits until it stands there. */
export const typeHalf = async (person: Person, popup: Page, part: string): Promise<void> => {
  person.type(part);
  const stands = (text: string): boolean =>
    document.querySelector<HTMLInputElement>('.unlock input:not([type="radio"])')?.value === text;
  await until('a part of a passphrase in the popup', () => popup.evaluate(stands, part));
};
