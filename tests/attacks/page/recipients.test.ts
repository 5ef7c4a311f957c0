// Nobody becomes a reader whom the writer did not see: recipients stay in sight, or Seal does not count.
import type { Frame } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCard } from '../../../src/envelope/card.ts';
import { addContact, byId, chooseRecipients, fill, frameGone, openComposer, pressArmed } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { makePerson } from '../../unit/envelope/people.ts';
import { openStage, type Stage, until } from './stage.ts';

const names = ['Mallory', 'Nina', 'Oscar', 'Peggy', 'Quentin', 'Rupert', 'Sybil', 'Trudy'];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ '/': html('<textarea id="field" style="width:320px;height:200px"></textarea>') });
  for (const name of names) {
    const { ed25519, x25519 } = await makePerson(name);
    const created = Date.now() - 60_000;
    const expires = created + 1e10;
    await addContact(stage.alice, (await makeCard({ name, created, expires, ed25519, x25519: x25519.publicKey })).text);
  }
});
afterAll(() => stage?.close());

/** The names that are wholly in view in a window. */
const inView = (composer: Frame): Promise<string[]> =>
  composer.$$eval('[data-testid="composer-chip"]', (chips) =>
    chips
      .filter((chip) => {
        const { left, top, bottom } = chip.getBoundingClientRect();
        return [top + 2, bottom - 2].every((y) => chip.contains(document.elementFromPoint(left + 12, y)));
      })
      .map((chip) => chip.querySelector('bdi')?.textContent ?? ''),
  );

it('a recipient is in view when Seal is pressed, however far the window is scrolled', async () => {
  const page = await stage.goto('/?one');
  const composer = await openComposer(page, '#field');
  await chooseRecipients(composer, ['Mallory']);
  await fill(composer, 'composer-text', 'words\n'.repeat(60));
  await composer.evaluate(() => document.querySelector('.composer-body')?.scrollTo(0, 9_999));
  expect(await inView(composer)).toEqual(['Mallory']);
  await page.close();
});

it('a recipient is in view below what is said of the field, in a window too low for both', async () => {
  const page = await stage.goto('/?low');
  await page.setViewport({ width: 400, height: 240 });
  await page.$eval('#field', (field) => {
    (field as HTMLTextAreaElement).value = 'what was there';
  });
  const first = await openComposer(page, '#field');
  await chooseRecipients(first, ['Mallory']);
  await fill(first, 'composer-text', 'words');
  await first.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
  await byId(first, 'composer-cancel').click();
  await frameGone(page, first);
  // Nobody scrolls here.
  const composer = await openComposer(page, '#field');
  await byId(composer, 'place-caret').wait();
  await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
  expect(await inView(composer)).toEqual(['Mallory']);
  await page.close();
});

it('Seal does not count before each of many has been in view', async () => {
  const page = await stage.goto('/?many');
  const first = await openComposer(page, '#field');
  await chooseRecipients(first, names);
  await fill(first, 'composer-text', 'words');
  await byId(first, 'draft-state').wait();
  await first.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
  await byId(first, 'composer-cancel').click();
  // All of them come back at once, more than there is room for.
  const composer = await openComposer(page, '#field');
  await composer.waitForFunction(() => document.querySelectorAll('[data-testid="composer-chip"]').length === 8);
  expect((await inView(composer)).length).toBeLessThan(names.length);
  const seen = new Set<string>();
  const look = async (): Promise<boolean> => {
    for (const name of await inView(composer)) seen.add(name);
    return seen.size === names.length;
  };
  const press = async (): Promise<boolean> => {
    await look();
    await byId(composer, 'composer-seal').click();
    await byId(composer, 'refusal').wait();
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    return look();
  };
  // Each press that does not count brings those into view who were not.
  expect(await until(page, press, 20_000)).toBe(true);
  await pressArmed(composer, 'composer-seal');
  const isFilled = () => page.$eval('#field', (field) => (field as HTMLTextAreaElement).value.startsWith('FSEAL2'));
  expect(await until(page, isFilled)).toBe(true);
  await page.close();
});
