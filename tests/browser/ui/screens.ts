// Every screen of our own pages, and how a person comes to it.
import type { Page } from 'puppeteer';
import { byId, chooseRecipients, fill, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** What must be there before the screen is looked at. */
  readonly ready: string;
  readonly steps?: (page: Page) => Promise<void>;
}

export const afterwards = (page: Page, id: string): Promise<unknown> =>
  page.waitForSelector(`[data-testid="${id}"]`, { visible: true });

/** Lets a small file fall onto the page, as soon as that takes it. */
const dropFile = (page: Page, name: string): Promise<unknown> =>
  page.waitForFunction(
    (called) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['abc'], called));
      return !document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    {},
    name,
  );

/** Before there is a vault. */
export const emptyScreens: readonly Screen[] = [
  { name: 'first run', path: 'app.html', ready: 'create-submit' },
  {
    name: 'first run with every problem named',
    path: 'app.html',
    ready: 'create-submit',
    steps: async (page) => {
      await fill(page, 'create-passphrase', 'short');
      await byId(page, 'suggest').click();
      await fill(page, 'create-passphrase', 'short');
      await byId(page, 'create-submit').click();
      await page.waitForSelector('[aria-invalid="true"]');
    },
  },
  { name: 'popup without a vault', path: 'popup.html', ready: 'closed-empty' },
  { name: 'side panel without a vault', path: 'sidepanel.html', ready: 'closed-empty' },
];

/** With an open vault that holds one contact; `changed` is a card of the same name with other keys. */
export const openScreens = ({ contact, changed }: { contact: string; changed: string }): readonly Screen[] => [
  { name: 'contacts', path: 'app.html#contacts', ready: 'contact-row' },
  { name: 'one contact', path: `app.html#contacts/${contact}`, ready: 'contact-verify' },
  {
    name: 'verifying a contact',
    path: `app.html#contacts/${contact}`,
    ready: 'contact-verify',
    steps: async (page) => {
      await byId(page, 'contact-verify').click();
      await byId(page, 'verify-no').click();
    },
  },
  {
    name: 'renaming a contact',
    path: `app.html#contacts/${contact}`,
    ready: 'contact-verify',
    steps: async (page) => byId(page, 'contact-rename').click(),
  },
  {
    name: 'adding what is no card',
    path: 'app.html#add',
    ready: 'add-card-text',
    steps: async (page) => {
      await fill(page, 'add-card-text', 'FSEAL1c and nothing more');
      await afterwards(page, 'error');
    },
  },
  {
    name: 'changed keys',
    path: 'app.html#add',
    ready: 'add-card-text',
    steps: async (page) => {
      await fill(page, 'add-card-text', changed);
      await afterwards(page, 'changed-card');
      await byId(page, 'changed-accept').click();
    },
  },
  { name: 'my card', path: 'app.html#card', ready: 'card-text' },
  { name: 'the first sign', path: 'app.html#sign', ready: 'sign-take' },
  {
    name: 'a sign of one’s own, refused',
    path: 'app.html#vault/sign',
    ready: 'sign-take',
    steps: async (page) => {
      await byId(page, 'sign-own').click();
      await fill(page, 'sign-phrase', 'x');
      await page.waitForSelector('[aria-invalid="true"]');
    },
  },
  { name: 'first recovery key', path: 'app.html#start', ready: 'proof-passphrase' },
  { name: 'welcome', path: 'app.html#welcome', ready: 'card-text' },
  { name: 'vault', path: 'app.html#vault', ready: 'slot-row' },
  {
    name: 'removing a way in',
    path: 'app.html#vault/add-pin',
    ready: 'proof-passphrase',
    steps: async (page) => {
      await fill(page, 'new-pin', '2468');
      await fill(page, 'new-pin-again', '2468');
      await fill(page, 'proof-passphrase', passphrases.Alice);
      await byId(page, 'add-pin-submit').click();
      await byId(page, 'slot-remove').click();
      await afterwards(page, 'slot-remove-yes');
    },
  },
  ...['add-passphrase', 'add-pin', 'add-passkey', 'export'].map((part) => ({
    name: part,
    path: `app.html#vault/${part}`,
    ready: 'proof-passphrase',
    steps: async (page: Page) => byId(page, `${part}-submit`).click(),
  })),
  { name: 'import', path: 'app.html#vault/import', ready: 'import-look' },
  {
    name: 'another vault key',
    path: 'app.html#vault/rotate',
    ready: 'rotate-submit',
    steps: async (page) => byId(page, 'rotate-submit').click(),
  },
  { name: 'activity', path: 'app.html#activity', ready: 'activity-event' },
  {
    name: 'sealing by hand, with the list open',
    path: 'app.html#seal',
    ready: 'composer-text',
    steps: async (page) => {
      await byId(page, 'composer-seal').click();
      await byId(page, 'composer-to').click();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'sealed by hand',
    path: 'app.html#seal',
    ready: 'composer-text',
    steps: async (page) => {
      await chooseRecipients(page, ['Bob']);
      await fill(page, 'composer-text', 'A text to keep.');
      await byId(page, 'composer-seal').click();
      await afterwards(page, 'sealed-text');
    },
  },
  { name: 'opening by hand', path: 'app.html#open', ready: 'open-input' },
  { name: 'drafts', path: 'app.html#drafts', ready: 'draft-row' },
  {
    name: 'a file to be sealed',
    path: 'app.html#files',
    ready: 'file-input',
    steps: async (page) => {
      await dropFile(page, 'a-long-name-that-wraps-'.repeat(8));
      await byId(page, 'file-seal').wait();
    },
  },
  {
    name: 'a file that is refused',
    path: 'app.html#files',
    ready: 'file-input',
    steps: async (page) => {
      await dropFile(page, 'nothing.fseal');
      await afterwards(page, 'error');
    },
  },
  { name: 'sites', path: 'app.html#sites', ready: 'site-address' },
  { name: 'settings', path: 'app.html#settings', ready: 'auto-lock' },
  { name: 'popup', path: 'popup.html', ready: 'lock' },
  { name: 'side panel', path: 'sidepanel.html', ready: 'composer-text' },
  {
    name: 'side panel, reading',
    path: 'sidepanel.html',
    ready: 'composer-text',
    steps: async (page) => byId(page, 'panel-read').click(),
  },
];

/** Goes to a screen in a tab of its own. */
export const showScreen = async (profile: Profile, { path, ready, steps }: Screen): Promise<Page> => {
  const page = await profile.open(path);
  await afterwards(page, ready);
  await steps?.(page);
  return page;
};
