// How long a person waits: from the click on Seal to the sealed text in the field, and from the click in the
// reader to the text in place. Measured in the built extension by the clocks of the documents themselves (one machine, one clock).
import { badges } from '../../tests/browser/badges.ts';
import {
  byId,
  chooseRecipients,
  frameGone,
  frameOf,
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
        if (document.querySelector('#field').value.startsWith('FSEAL2m'))
          resolve(performance.timeOrigin + performance.now());
      };
      document.querySelector('#field').addEventListener('input', look);
    });
  });

/** When a control was clicked. The last click is the one that counted: those before it came too soon. */
const noteClicks = async (page, frame, id) => {
  const times = [];
  const word = 'clicked at ';
  page.on('console', (message) => {
    if (message.text().startsWith(word)) times.push(Number(message.text().slice(word.length)));
  });
  await frame.evaluate(
    (testId, before) => {
      const note = (event) => {
        const isIt = (one) => one instanceof Element && one.getAttribute('data-testid') === testId;
        if (event.composedPath().some(isIt)) console.log(`${before}${performance.timeOrigin + event.timeStamp}`);
      };
      addEventListener('click', note, true);
    },
    id,
    word,
  );
  return times;
};

/**
 * Kills the service worker with everything ready for the press: a tab that came up for that would wake it again, and
 * take the keys from the window of which a press is to count.
 */
const killUnder = async (page, frame, id) => {
  await frame.waitForSelector(`[data-testid="${id}"][data-armed="true"]`);
  const session = await page.createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  const isThere = () =>
    page
      .browser()
      .targets()
      .some((target) => target.type() === 'service_worker');
  while (isThere()) await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
};

const sealOnce = async (person, site, { kill }) => {
  const page = await person.browser.newPage();
  await page.goto(site.origin);
  const composer = await openComposer(page, '#field');
  await chooseRecipients(composer, ['Bob']);
  await byId(composer, 'composer-text').fill('a short text, as people write them');
  await noteArrival(page);
  const clicks = await noteClicks(page, composer, 'composer-seal');
  if (kill) await killUnder(page, composer, 'composer-seal');
  await pressSeal(composer);
  const to = await page.evaluate('arrival');
  await frameGone(page, composer);
  await Promise.all([page.waitForNavigation(), page.click('#post')]);
  await page.close();
  return to - clicks.at(-1);
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
  await page.bringToFront();
  await page.mouse.click(mark.x, mark.y);
  const reader = await frameOf(page, 'reader.html');
  const clicks = await noteClicks(page, reader, 'reader-open');
  if (kill) await killUnder(page, reader, 'reader-open');
  await pressArmed(reader, 'reader-open');
  const to = await shownAt(page);
  await page.close();
  return to - clicks.at(-1);
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
    await measure('seal click to field, worker killed', 200, () => sealOnce(people.alice, site, { kill: true }));
    await measure('open click to text, warm', 120, () => openOnce(people.bob, site, { kill: false }));
    await measure('open click to text, worker killed', 200, () => openOnce(people.bob, site, { kill: true }));
  } finally {
    await people.close();
    await site.close();
  }
  return rows;
};
