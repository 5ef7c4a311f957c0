// How long a person waits: from the click on Seal to the sealed text in the field, and from the click in the
// reader to the text in place. Measured in the built extension by the clocks of the documents themselves (one machine, one clock).
import { badges } from '../../tests/browser/badges.ts';
import {
  byId,
  chooseRecipients,
  frameGone,
  frameOf,
  killServiceWorker,
  openComposer,
  pressArmed,
  pressSeal,
} from '../../tests/browser/driver.ts';
import { launchPeople } from '../../tests/browser/people.ts';
import { startSite } from '../../tests/support/site.ts';

const rounds = 7;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Notes when the field first holds a sealed text. */
const noteArrival = (page) =>
  page.evaluate(() => {
    globalThis.arrival = new Promise((resolve) => {
      const look = () => {
        if (document.querySelector('#field').value.startsWith('FSEAL1m'))
          resolve(performance.timeOrigin + performance.now());
      };
      document.querySelector('#field').addEventListener('input', look);
    });
  });

/** Notes when a control was clicked. */
const noteClick = (frame, id) =>
  frame.evaluate((testId) => {
    globalThis.clicked = new Promise((resolve) => {
      addEventListener(
        'click',
        (event) => {
          const target = event
            .composedPath()
            .find((one) => one instanceof Element && one.getAttribute('data-testid') === testId);
          if (target) resolve(performance.timeOrigin + event.timeStamp);
        },
        true,
      );
    });
  }, id);

const sealOnce = async (person, site, { kill }) => {
  const page = await person.browser.newPage();
  await page.goto(site.origin);
  const composer = await openComposer(page, '#field');
  await chooseRecipients(composer, ['Bob']);
  await byId(composer, 'composer-text').fill('a short text, as people write them');
  if (kill) await killServiceWorker(person);
  await page.bringToFront();
  await Promise.all([noteArrival(page), noteClick(composer, 'composer-seal')]);
  const clicked = composer.evaluate('clicked');
  await pressSeal(composer);
  const [from, to] = await Promise.all([clicked, page.evaluate('arrival')]);
  await frameGone(page, composer);
  await Promise.all([page.waitForNavigation(), page.click('#post')]);
  await page.close();
  return to - from;
};

/** Has every reader note when its text is there to be seen: in the frame that is painted next, by its own clock. */
const noteShown = (page) =>
  page.evaluateOnNewDocument(() => {
    if (!location.pathname.endsWith('/reader.html')) return;
    globalThis.shown = new Promise((resolve) => {
      const look = () => {
        if (!document.querySelector('[data-testid="reader-text"]')) return;
        watch.disconnect();
        requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { childList: true, subtree: true });
    });
  });

const shownAt = async (page) => (await frameOf(page, 'reader.html')).evaluate('shown');

const openOnce = async (person, site, { kill }) => {
  const page = await person.browser.newPage();
  await noteShown(page);
  await page.goto(site.origin);
  const [mark] = await badges(page, 1);
  if (kill) await killServiceWorker(person);
  await page.bringToFront();
  await page.mouse.click(mark.x, mark.y);
  const reader = await frameOf(page, 'reader.html');
  await noteClick(reader, 'reader-open');
  const pressed = reader.evaluate('clicked');
  await pressArmed(reader, 'reader-open');
  const [from, to] = await Promise.all([pressed, shownAt(page)]);
  await page.close();
  return to - from;
};

/** Rows for the bench table. The peer is the limit that we set ourselves. */
export const benchClicks = async () => {
  const [people, site] = await Promise.all([launchPeople(), startSite()]);
  const rows = [];
  const measure = async (name, limit, once) => {
    const values = [];
    for (let i = 0; i < rounds; i++) values.push(await once());
    const ours = median(values);
    rows.push({ name, ours_ms: ours, peer: 'our limit', peer_ms: limit, ratio: limit / ours });
  };
  try {
    await measure('seal click to field, warm', 120, () => sealOnce(people.alice, site, { kill: false }));
    await measure('seal click to field, worker killed', 400, () => sealOnce(people.alice, site, { kill: true }));
    await measure('open click to text, warm', 120, () => openOnce(people.bob, site, { kill: false }));
    await measure('open click to text, worker killed', 400, () => openOnce(people.bob, site, { kill: true }));
  } finally {
    await people.close();
    await site.close();
  }
  return rows;
};
