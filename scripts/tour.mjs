// The tour: Alice writes to Bob on an ordinary forum. Run by the project's own Node, which strips the driver's types.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  addFromPage,
  byId,
  chooseRecipients,
  createVault,
  frameGone,
  launchProfile,
  lock,
  myCard,
  openComposer,
  openSealed,
  pressSeal,
} from '../tests/browser/driver.ts';
import { startSite } from '../tests/support/site.ts';

const shots = join('.output', 'demo');
const secret = 'The documents are in the blue folder. Noon, at the north gate. Come alone.';
const display =
  process.platform === 'darwin' || process.platform === 'win32' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const headless = !display || process.argv.includes('--headless');

let step = 0;
const tell = (text) => console.log(`\n${++step}. ${text}`);
const quote = (text) => console.log(text.replace(/^/gm, '   | '));
const shorten = (text) =>
  text.length > 120 ? `${text.slice(0, 80)} … ${text.slice(-20)} (${text.length} characters)` : text;
const shot = async (page, name) => {
  const path = join(shots, `${name}.png`);
  await page.screenshot({ path });
  console.log(`   picture: ${path}`);
};

const post = async (page, text) => {
  if (text !== undefined) await page.locator('#field').fill(text);
  await Promise.all([page.waitForNavigation(), page.locator('#post').click()]);
};

const meet = async (site, alice, bob) => {
  tell('Alice and Bob each install Fieldseal, choose a passphrase, and get an identity.');
  await createVault(alice, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
  await createVault(bob, { name: 'Bob', passphrase: 'quiet lantern under the bridge' });
  const app = await alice.open('app.html#card');
  await byId(app, 'card-text').wait();
  await shot(app, '1-alices-card');
  await app.close();

  tell('They post their contact cards on an ordinary forum, and add each other from there.');
  const cards = [await myCard(alice), await myCard(bob)];
  const pages = [];
  for (const [i, person] of [alice, bob].entries()) {
    const page = await person.browser.newPage();
    await page.goto(site.origin);
    await post(page, cards[i]);
    pages.push(page);
  }
  const [alicesPage, bobsPage] = pages;
  await alicesPage.reload();
  await addFromPage(alicesPage, 1);
  await shot(alicesPage, '2-alice-adds-bob');
  await addFromPage(bobsPage, 0);
  await Promise.all(pages.map((page) => page.reload()));
  return pages;
};

const write = async (page) => {
  tell('Alice clicks into the forum’s field, presses the toolbar button, and writes in Fieldseal’s own composer.');
  const composer = await openComposer(page, '#field');
  await chooseRecipients(composer, ['Bob']);
  await byId(composer, 'composer-text').fill(secret);
  await shot(page, '3-alice-writes');
  await pressSeal(composer);
  await page.waitForFunction(() => document.querySelector('#field').value.startsWith('FSEAL2m'));
  await frameGone(page, composer);
  await shot(page, '4-the-field-holds-sealed-text');
  await post(page);
};

const account = (site) => {
  tell('What the page and its server saw of it:');
  quote(shorten(site.posts.at(-1)));
  const leaked = site.received.filter((request) => request.includes('blue folder')).length;
  console.log(`   requests in all: ${site.received.length}; requests that held any of Alice’s words: ${leaked}`);
  if (leaked > 0) throw new Error('the site saw plaintext');
};

const readIt = async (page) => {
  tell('Bob opens the page. Beside the post stands a mark: sealed for you. He clicks it and reads in place.');
  await page.reload();
  const { text, verdict } = await openSealed(page, 2);
  await shot(page, '5-bob-reads');
  quote(text);
  console.log(`   ${verdict}`);
  if (text !== secret) throw new Error('Bob read something else');
};

const main = async () => {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  const site = await startSite();
  const [alice, bob] = await Promise.all(['Alice', 'Bob'].map((name) => launchProfile({ name, headless })));
  try {
    console.log(
      `An ordinary forum runs at ${site.origin}. ${headless ? 'There is no display: the tour plays unseen and leaves pictures.' : 'Watch the two windows.'}`,
    );
    const [alicesPage, bobsPage] = await meet(site, alice, bob);
    await write(alicesPage);
    account(site);
    await readIt(bobsPage);
    tell('Bob locks his vault. What he read is gone from the page, and nothing opens without his passphrase.');
    await lock(bob);
    await bobsPage.bringToFront();
    await shot(bobsPage, '6-locked');
    if (!headless) {
      console.log('\nThe windows stay open: try it yourself. Close both to end.');
      await Promise.all(
        [alice, bob].map(({ browser }) => new Promise((resolve) => browser.once('disconnected', resolve))),
      );
    }
  } finally {
    await Promise.allSettled([alice.close(), bob.close()]);
    await site.close();
  }
};

await main();
