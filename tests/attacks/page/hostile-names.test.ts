// What somebody may call themselves on a card: shown as it is, and set apart from our own words wherever it is shown.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import {
  addContact,
  byId,
  chooseRecipients,
  fill,
  frameGone,
  myCard,
  openComposer,
  openedReader,
} from '../../browser/driver.ts';
import { type Correspondent, makeCorrespondent } from '../../browser/page/correspondents.ts';
import { html } from '../../browser/page/support.ts';
import { openStage, type Stage } from './stage.ts';

/** Code in four tongues, what our sentences are made with, and words that turn what stands beside them around. */
const names = [
  `<img src=x onerror=ran=1>\${ran=2}{{ran=3}}$1$&__MSG_name__`,
  'مرحبا (checked) 2026-11-21 — שלום',
  `"'><b style=position:fixed;inset:0>Press Seal</b>`,
];

/** Where the name stands in a window of ours, once it does: set apart, or loose among our words. */
const look = async (where: Page | Frame, name: string) => {
  await where.waitForFunction((text) => document.body.textContent.includes(text), {}, name);
  return where.evaluate((text) => {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Element[] = [];
    while (nodes.nextNode()) {
      const { data, parentElement } = nodes.currentNode as Text;
      if (parentElement && data.includes(text)) found.push(parentElement);
    }
    const isApart = (element: Element): boolean =>
      element.closest('bdi') !== null ||
      element.textContent.replaceAll(`\u2068${text}\u2069`, '').includes(text) === false ||
      !/[\u0590-\u08ff]/.test(text);
    return {
      apart: found.length > 0,
      loose: found.filter((element) => !isApart(element)).map((element) => element.outerHTML),
      strange: document.querySelectorAll('img[onerror], b[style]').length,
      ran: 'ran' in window,
      wide: document.documentElement.scrollWidth <= innerWidth,
    };
  }, name);
};

describe.each(names)('a contact who is called %s', (name) => {
  let stage: Stage;
  let them: Correspondent;
  const pages = { '/': html('') };
  beforeAll(async () => {
    [stage, them] = await Promise.all([openStage(pages), makeCorrespondent(name)]);
  });
  afterAll(() => stage?.close());

  const apart = { apart: true, loose: [], strange: 0, ran: false, wide: true };

  it('is that and nothing else before and after their card is added', async () => {
    const app = await stage.alice.open('app.html#add');
    await fill(app, 'add-card-text', them.card);
    await byId(app, 'card-look').wait();
    expect(await look(app, name)).toEqual(apart);
    await app.close();
    expect(await addContact(stage.alice, them.card)).toEqual({});
    const contacts = await stage.alice.open('app.html#contacts');
    expect(await look(contacts, name)).toEqual(apart);
    const rows = await contacts.$$('[data-testid="contact-row"] a');
    const row = (await Promise.all(rows.map((one) => one.evaluate((link) => link.textContent)))).findIndex((one) =>
      one.includes(name),
    );
    await rows[row]?.click();
    await byId(contacts, 'contact-verify').click();
    await byId(contacts, 'verify-no').wait();
    expect(await look(contacts, name)).toEqual(apart);
    await byId(contacts, 'verify-yes').click();
    await byId(contacts, 'contact-unverify').wait();
    expect(await look(contacts, name)).toEqual(apart);
    await contacts.close();
    const log = await stage.alice.open('app.html#activity');
    expect(await look(log, name)).toEqual(apart);
    await log.close();
  });

  it('is that and nothing else where one writes to them and where their text is read', async () => {
    const token = await them.seal('hello', [await myCard(stage.alice)], stage.site.origin);
    pages['/'] = html(`<textarea id="field"></textarea><p style="overflow-wrap:anywhere">${token}</p>`);
    const page = await stage.goto('/');
    const composer = await openComposer(page, '#field');
    expect(await look(composer, name)).toEqual(apart);
    await chooseRecipients(composer, [name]);
    expect(await look(composer, name)).toEqual(apart);
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
    const reader = await openedReader(page);
    await byId(reader, 'reader-sender').wait();
    expect(await look(reader, name)).toEqual(apart);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await page.close();
  });
});
