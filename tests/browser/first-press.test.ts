// Elsewhere a press on Seal that did not count is repeated, as on a busy machine a person would have to. Here nothing else
// runs: in a window that stays where it is, in plain sight, the first press counts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSite } from '../support/site.ts';
import { chooseRecipients, fill, frameGone, openComposer } from './driver.ts';
import { launchPeople, type People } from './people.ts';

let people: People;
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  [people, site] = await Promise.all([launchPeople(), startSite()]);
});
afterAll(async () => {
  await people?.close();
  await site?.close();
});

test('one press seals, each time', async () => {
  const page = await people.alice.browser.newPage();
  for (let round = 0; round < 4; round++) {
    await page.goto(`${site.origin}/?round=${round}`);
    const composer = await openComposer(page, '#field');
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', `words of round ${round}`);
    await composer.locator('[data-testid="composer-seal"][data-armed="true"]').click();
    await frameGone(page, composer);
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toMatch(/^FSEAL2m/);
  }
  await page.close();
});
