// The steps of every browser test: what a person does, done through the UI of the built extension.
import type { Frame, Page } from 'puppeteer';
import { badges } from './badges.ts';
import { byId, choosePassphrase, fill } from './fields.ts';
import { frameOf, launchProfile, type Profile, profileOf } from './profile.ts';

export { byId, choosePassphrase, fill, frameOf, launchProfile, type Profile, profileOf };

const press = async (where: Page | Frame, id: string): Promise<void> => byId(where, id).click();
const textOf = async (where: Page | Frame, id: string, timeout = 20_000): Promise<string> => {
  const handle = await where.waitForSelector(`[data-testid="${id}"]`, { visible: true, timeout });
  return (await handle?.evaluate((element) => element.textContent))?.trim() ?? '';
};

/** Goes through the first run: a name for the card and a passphrase, typed twice. Ends with the vault open. */
export const createVault = async (
  profile: Profile,
  { name, passphrase }: { name: string; passphrase: string },
): Promise<void> => {
  const page = await profile.open('app.html');
  await fill(page, 'create-name', name);
  await choosePassphrase(page, 'create-passphrase', passphrase);
  await press(page, 'create-submit');
  await page.waitForSelector('[data-testid="lock"]', { visible: true });
  await page.close();
};

/** Unlocks in the full page. Gives what the page says where it does not open. */
export const unlock = async (profile: Profile, passphrase: string): Promise<{ readonly error?: string }> => {
  const page = await profile.open('app.html');
  await fill(page, 'unlock-passphrase', passphrase);
  await press(page, 'unlock-submit');
  const outcome = await page.waitForSelector('[data-testid="lock"], [data-testid="error"]', { visible: true });
  const id = await outcome?.evaluate((element) => element.getAttribute('data-testid'));
  const result = id === 'error' ? { error: await textOf(page, 'error') } : {};
  await page.close();
  return result;
};

/** Presses the lock button and waits until the vault is locked. */
export const lock = async (profile: Profile): Promise<void> => {
  const page = await profile.open('app.html');
  await press(page, 'lock');
  await page.waitForSelector('[data-testid="unlock-passphrase"]', { visible: true });
  await page.close();
};

/** The text of my card. */
export const myCard = async (profile: Profile): Promise<string> => {
  const page = await profile.open('app.html#card');
  const handle = await page.waitForSelector('[data-testid="card-text"]', { visible: true });
  const card = await handle?.evaluate((element) =>
    'value' in element ? String(element.value) : (element.textContent ?? ''),
  );
  await page.close();
  return (card ?? '').trim();
};

export interface AddedCard {
  /** What the page says, or the alarm, where the card was not taken. */
  readonly error?: string;
  /** Of a card that is there already, or a later one of the same keys: nothing was added. */
  readonly known?: true;
}

/** Adds a contact from the text of a card. */
export const addContact = async (profile: Profile, card: string): Promise<AddedCard> => {
  const page = await profile.open('app.html#add');
  await fill(page, 'add-card-text', card);
  const result = await takeCard(page);
  await page.close();
  return result;
};

/** Which of these elements is there first. */
const firstOf = async (page: Page, ...ids: string[]): Promise<string> => {
  const handle = await page.waitForSelector(ids.map((id) => `[data-testid="${id}"]`).join(', '), { visible: true });
  return (await handle?.evaluate((element) => element.getAttribute('data-testid'))) ?? '';
};

/** Looks at what the page makes of the pasted card, and presses its button where there is one. */
const takeCard = async (page: Page): Promise<AddedCard> => {
  const look = await firstOf(page, 'card-look', 'error', 'changed-card');
  if (look !== 'card-look') return { error: await textOf(page, look) };
  const verdict = await page.$eval('[data-testid="card-look"]', (element) => element.getAttribute('data-verdict'));
  if (verdict === 'mine') return { error: await page.$eval('[data-testid="card-look"] p', (p) => p.textContent ?? '') };
  if (verdict === 'same' || verdict === 'older') return { known: true };
  await press(page, 'add-card-submit');
  const outcome = await firstOf(page, 'contact-row', 'error', 'changed-card');
  return outcome === 'contact-row' ? {} : { error: await textOf(page, outcome) };
};

/** Opens the real popup over a page, as the toolbar button does. */
export const openPopup = async (page: Page): Promise<Page> => {
  const { browser, extensionId } = profileOf(page);
  const extension = (await browser.extensions()).get(extensionId);
  if (extension === undefined) throw new Error('the extension is not there');
  await page.bringToFront();
  const known = new Set(browser.targets());
  await extension.triggerAction(page);
  const target = await browser.waitForTarget((one) => !known.has(one) && one.url().endsWith('/popup.html'));
  return target.asPage();
};

/** Asks, through the toolbar button, to write in the field that has the caret. Gives the composer's frame. */
export const composeHere = async (page: Page): Promise<Frame> => {
  const popup = await openPopup(page);
  await press(popup, 'popup-seal');
  return frameOf(page, 'composer.html');
};

/** Puts the caret into a field and asks, through the toolbar button, to write there. Gives the composer's frame. */
export const openComposer = async (page: Page, selector: string): Promise<Frame> => {
  await page.bringToFront();
  await page.locator(selector).click();
  return composeHere(page);
};

/** Chooses recipients by their names in a composer. */
export const chooseRecipients = async (composer: Page | Frame, names: readonly string[]): Promise<void> => {
  for (const name of names) {
    await fill(composer, 'composer-to', name);
    await composer.locator(`[role="option"]::-p-text(${name})`).click();
  }
};

/** Has the sealed text take the place of all that a field holds. A choice that moved meanwhile is pressed once more. */
export const chooseAll = async (composer: Frame): Promise<void> => {
  for (let tries = 0; tries < 5; tries++) {
    await byId(composer, 'place-all').click();
    if (await composer.$('[data-testid="place-all"]:checked')) return;
  }
  throw new Error('no press chooses to replace all');
};

/** What a frame says, or `otherwise`: the methods of one that has gone throw at once, before there is a promise to catch. */
export const ifThere = async <T>(ask: () => Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
};

/** Whether the pointer came down beside a button that had moved. */
const wasMissed = (frame: Frame, button: string): Promise<boolean> =>
  ifThere(() => frame.$eval(`[data-testid="${button}"]`, (element) => !element.hasAttribute('data-pressed')), false);

/** Whether the last press on a button of this frame was judged, and did not count. */
const wasRefused = async (frame: Frame, button: string): Promise<boolean> => {
  const judge = (id: string): string | false => {
    const pressed = document.querySelector(`[data-testid="${id}"]`);
    if (pressed?.getAttribute('aria-disabled') === 'true') return false;
    return pressed && document.querySelector('[data-testid="refusal"]') ? 'refused' : 'taken';
  };
  try {
    const judged = await frame.waitForFunction(judge, { timeout: 60_000 }, button);
    return (await judged.jsonValue()) === 'refused';
  } catch (error) {
    if (frame.detached) return false;
    throw error;
  }
};

/**
 * Presses a button of a frame in a page as soon as a press counts: when the frame has been in plain sight for half a
 * second. Where it then moved or was not drawn for a moment, as on a busy machine, presses again, as it asks a person to.
 * `byKey`: with Enter in that page, once the button has the focus.
 */
export const pressArmed = async (frame: Frame, button: string, byKey?: Page): Promise<void> => {
  for (let tries = 0; tries < 5; tries++) {
    const ready = `[data-testid="${button}"][data-armed="true"]${byKey ? ':focus' : ''}`;
    // What comes last in a window is to be scrolled to first.
    const there = await frame.waitForSelector(`[data-testid="${button}"]`, { timeout: 20_000 });
    await there?.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
    await frame.waitForSelector(ready, { timeout: 20_000 });
    await frame.$eval(`[data-testid="${button}"]`, (element) =>
      element.addEventListener('click', () => element.setAttribute('data-pressed', ''), { once: true, capture: true }),
    );
    if (byKey) await byKey.keyboard.press('Enter');
    else await frame.locator(`[data-testid="${button}"]`).setTimeout(20_000).click();
    if (!(await wasMissed(frame, button)) && !(await wasRefused(frame, button))) return;
  }
  throw new Error(`no press on ${button} counts`);
};

/** Presses Seal in a composer. */
export const pressSeal = (composer: Frame): Promise<void> => pressArmed(composer, 'composer-seal');

/** Waits until a frame of ours has closed: before that it lies over what is below and takes its clicks. */
export const frameGone = async (page: Page, frame: Frame, timeout = 15_000): Promise<void> => {
  const until = Date.now() + timeout;
  while (!frame.detached) {
    if (Date.now() > until) throw new Error(`the frame at ${new URL(frame.url()).pathname} did not close`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
};

/**
 * Writes a text in the composer laid over a field, seals it, and waits until the field holds the sealed text and the
 * composer has closed. Gives the sealed text.
 */
export const sealInto = async (
  page: Page,
  selector: string,
  text: string,
  { to }: { to: readonly string[] },
): Promise<string> => {
  const composer = await openComposer(page, selector);
  await chooseRecipients(composer, to);
  await fill(composer, 'composer-text', text);
  await pressSeal(composer);
  const value = await page.waitForFunction(
    (css) => {
      const field = document.querySelector(css);
      const held = field && 'value' in field ? String(field.value) : (field?.textContent ?? '');
      return held.startsWith('FSEAL2m') ? held : false;
    },
    {},
    selector,
  );
  await frameGone(page, composer);
  return ((await value.jsonValue()) as string).replaceAll('\n', '');
};

export interface OpenedText {
  /** What the reader shows, or the empty string where it could not be opened. */
  readonly text: string;
  /** What it says of the writer, or why it could not be opened. */
  readonly verdict: string;
}

/** Clicks the mark beside the contact card of that index and adds whose it is, in place. */
export const addFromPage = async (page: Page, index: number): Promise<void> => {
  await page.bringToFront();
  const mark = (await badges(page, index + 1))[index];
  if (mark === undefined) throw new Error('that card has no mark on the page');
  await page.mouse.click(mark.x, mark.y);
  const reader = await openedReader(page);
  await pressArmed(reader, 'add-card-submit');
  await byId(reader, 'card-added').wait();
};

/** Clicks the mark beside the sealed text of that index and reads what the reader shows in place. */
export const openSealed = async (page: Page, index: number): Promise<OpenedText> => {
  await page.bringToFront();
  const marks = await badges(page, index + 1);
  const mark = marks[index];
  if (mark === undefined) throw new Error(`there are only ${marks.length} sealed texts on the page`);
  await page.mouse.click(mark.x, mark.y);
  return readReader(await frameOf(page, 'reader.html'));
};

/** The reader that a press on a mark has brought, opened by the press inside it that it waits for. */
export const openedReader = async (page: Page, timeout?: number): Promise<Frame> => {
  const reader = await frameOf(page, 'reader.html', timeout);
  await pressArmed(reader, 'reader-open');
  return reader;
};

/** What a reader frame shows, once it has come to a result. One that still waits for its press gets it. */
export const readReader = async (reader: Page | Frame): Promise<OpenedText> => {
  const results = '[data-testid="reader-text"], [data-testid="error"]';
  // One that was pressed is perhaps still opening it.
  const first = await reader.waitForSelector(`[data-testid="reader-open"], ${results}`);
  const gated = await first?.evaluate((element) => element.getAttribute('data-testid') === 'reader-open');
  if (gated && 'detached' in reader) await pressArmed(reader, 'reader-open');
  const outcome = await reader.waitForSelector(results, { visible: true });
  const id = await outcome?.evaluate((element) => element.getAttribute('data-testid'));
  if (id === 'error') return { text: '', verdict: await textOf(reader, 'error') };
  const text = await reader.$eval('[data-testid="reader-text"]', (element) => element.textContent ?? '');
  return { text, verdict: await textOf(reader, 'reader-sender') };
};

/** Kills the extension's service worker, as the browser does at any moment. Gives once it is gone. */
export const killServiceWorker = async (profile: Profile): Promise<void> => {
  const page = await profile.open('app.html');
  const session = await page.createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  await page.close();
};
