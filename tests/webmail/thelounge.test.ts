// The Lounge sends each line over a WebSocket to IRC, which passes on short lines only: a sealed text arrives in pieces.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { badges, noticeOn } from '../browser/badges.ts';
import {
  byId,
  chooseRecipients,
  fill,
  frameGone,
  frameOf,
  openComposer,
  openPopup,
  openSealed,
  pressSeal,
  sealInto,
} from '../browser/driver.ts';
import { launchPeople, type People } from '../browser/people.ts';
import type { App } from './support/app.ts';
import { makeCanary } from './support/canary.ts';
import { describeApp } from './support/describe-app.ts';
import { pageSees } from './support/page-sees.ts';
import { openTab } from './support/tab.ts';
import { startLounge, whyNoLounge } from './support/thelounge.ts';
import { enter, FIELD, saidBy, send, waitUntilSaid } from './support/thelounge-steps.ts';

describeApp('The Lounge', await whyNoLounge(), () => {
  let app: App;
  let people: People;
  let hers: Page;
  let his: Page;

  beforeAll(async () => {
    [app, people] = await Promise.all([startLounge(), launchPeople()]);
    [hers, his] = await Promise.all([openTab(people.alice), openTab(people.bob)]);
    await Promise.all([enter(hers, app.origin, 'alice'), enter(his, app.origin, 'bob')]);
  });
  afterAll(async () => {
    await people?.close();
    await app?.stop();
  });

  it('the record holds a line that nobody sealed: on the WebSocket, on IRC, in the logs', async () => {
    const line = makeCanary();
    await hers.bringToFront();
    await hers.type(FIELD, line);
    await send(hers);
    await waitUntilSaid(his, 'alice', line);
    // It is said first and written down then.
    await expect
      .poll(() => app.traces(line))
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^request \d+: MESSAGE \/socket\.io\//),
          'IRC',
          expect.stringMatching(/^home\/logs\/alice\/.*\.log$/),
          expect.stringMatching(/^home\/logs\/bob\/.*\.log$/),
        ]),
      );
    expect(await app.traces(makeCanary())).toEqual([]);
  });

  it('a sealed line arrives in pieces, is one again for Bob, and nobody else can read it', async () => {
    const canary = makeCanary();
    const text = `At 7, by the mill. ${canary} — grüße ✓`;
    await hers.bringToFront();
    const before = (await saidBy(his, 'alice')).length;
    const sealed = await sealInto(hers, FIELD, text, { to: ['Bob'] });
    expect(sealed.length).toBeGreaterThan(350);
    await send(hers);
    await his.bringToFront();
    expect(await waitUntilSaid(his, 'alice', sealed)).toBe(before + Math.ceil(sealed.length / 350));
    await expect.poll(async () => (await badges(his, 1))[0]?.name, { timeout: 10_000 }).toBe('For you');
    const opened = await openSealed(his, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    expect(await Promise.all([pageSees(hers, canary), pageSees(his, canary)])).toEqual([false, false]);
    const reader = await frameOf(his, 'reader.html');
    await byId(reader, 'frame-close').click();
    await frameGone(his, reader);
    expect(await app.traces(canary)).toEqual([]);
    expect(await app.traces(sealed.slice(0, 350))).toEqual(expect.arrayContaining(['IRC']));
  });

  it('messages that are not shown as they were are said to have changed, and nothing is guessed', async () => {
    await his.evaluate(() => {
      const asLater = (): void => {
        for (const one of document.querySelectorAll('.msg.message')) one.classList.replace('message', 'line');
      };
      new MutationObserver(asLater).observe(document.body, { childList: true, subtree: true });
    });
    await hers.bringToFront();
    const sealed = await sealInto(hers, FIELD, 'in pieces', { to: ['Bob'] });
    await send(hers);
    await waitUntilSaid(hers, 'alice', sealed);
    await his.bringToFront();
    const lastMark = async () => (await badges(his, 1)).at(-1);
    await expect.poll(async () => (await lastMark())?.name, { timeout: 10_000 }).toBe('Incomplete');
    const told = async (): Promise<string> => {
      const mark = await lastMark();
      await his.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
      return (await noticeOn(his)).name;
    };
    await expect.poll(told, { timeout: 10_000 }).toContain('changed');
    expect(his.frames()).toHaveLength(1);
  });

  it('the composer finds the field by itself, names it, and says what the line will take', async () => {
    await hers.bringToFront();
    await hers.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const popup = await openPopup(hers);
    await byId(popup, 'popup-seal').click();
    const composer = await frameOf(hers, 'composer.html');
    await byId(composer, 'composer-field').wait();
    expect(await composer.$eval('[data-testid="composer-field"]', (field) => field.textContent)).toContain(
      'The Lounge: chat message',
    );
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', 'x'.repeat(2000));
    await pressSeal(composer);
    await byId(composer, 'insert-problem').wait();
    expect(await composer.$eval('[data-testid="insert-problem"]', (notice) => notice.textContent)).toMatch(
      /\d+ characters too long/,
    );
    expect(await composer.$eval('[data-testid="room"]', (line) => line.textContent)).toMatch(/of 1750 characters/);
    expect(await hers.$eval(FIELD, (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await fill(composer, 'composer-text', 'short');
    // With Alice's card: Bob has not answered.
    await composer.waitForFunction(() =>
      /761 of 1750 .* 3 messages/.test(document.querySelector('[data-testid="room"]')?.textContent ?? ''),
    );
    await fill(composer, 'composer-text', '');
    await byId(composer, 'composer-cancel').click();
    await frameGone(hers, composer);
  });

  it('a field that is not where it was is reported, and can be written in by hand', async () => {
    await hers.bringToFront();
    await hers.$eval(FIELD, (field) => {
      field.id = 'field-of-a-later-version';
      (field as HTMLElement).blur();
    });
    const popup = await openPopup(hers);
    await byId(popup, 'popup-seal').click();
    await byId(popup, 'start-notice').wait();
    expect(await popup.$eval('[data-testid="start-notice"]', (notice) => notice.textContent)).toContain('has changed');
    await popup.close();
    const composer = await openComposer(hers, '#field-of-a-later-version');
    await byId(composer, 'composer-site-changed').wait();
    expect(await composer.$('[data-testid="composer-field"]')).toBeNull();
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', 'by hand');
    await pressSeal(composer);
    await hers.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('#field-of-a-later-version')?.value.startsWith('FSEAL2m'),
    );
    await frameGone(hers, composer);
  });
});
