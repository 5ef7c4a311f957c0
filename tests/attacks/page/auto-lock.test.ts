// A page that would keep the vault open: it has our frames start again, takes and gives the focus, and moves what is under
// the pointer. The lock comes when the person has done nothing in a window of ours for so long.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOf, openSealed, unlock } from '../../browser/driver.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { passphrases } from '../../browser/people.ts';
import type { PageAnswer } from '../../support/site.ts';
import { framesOfOurs, openStage, type Stage, startWriting, until, writeIn } from './stage.ts';

const body = (token: string) => `<p style="width:400px;height:60px;overflow:hidden;overflow-wrap:anywhere">${token}</p>
  <input id="own"><textarea id="field" style="display:block;margin-top:280px;width:500px;height:150px"></textarea>`;
const minutes = 60_000;

declare const chrome: typeof import('wxt/browser').browser;

describe('a page that would keep the vault open', () => {
  let stage: Stage;
  let ours: Page;
  beforeAll(async () => {
    const pages: Record<string, PageAnswer> = {};
    stage = await openStage(pages);
    pages['/'] = html(body(await tokenForMyself(stage.alice, 'still here')));
    ours = await stage.alice.open('app.html#settings');
  });
  afterAll(() => stage?.close());

  /** The clock of the worker that holds the keys, for the fifteen minutes need not be waited for. */
  const pass = async (ms: number): Promise<void> => {
    const worker = await stage.alice.browser.waitForTarget((target) => target.url().endsWith('/keeper-worker.js'));
    const session = await worker.createCDPSession();
    await session.send('Runtime.evaluate', {
      expression: `Date.now = ((before) => () => before() + ${ms})(Date.now)`,
    });
    await session.detach();
  };
  const lockAt = () =>
    ours.evaluate(async () => {
      const { 'keeper-status': status } = await chrome.storage.session.get('keeper-status');
      return (status as { lockAt?: number }).lockAt ?? 0;
    });
  const stateNow = async (): Promise<string | null> => {
    const page = await stage.alice.open('app.html');
    const there = await page.waitForSelector('[data-testid="lock"], [data-testid="unlock-passphrase"]', {
      visible: true,
    });
    const id = await there?.evaluate((element) => element.getAttribute('data-testid'));
    await page.close();
    return id ?? null;
  };

  /** Gives the frame that comes back in the place of the one that the page has taken away. */
  const tornIn = async (page: Page, file: 'composer.html' | 'reader.html') => {
    await page.bringToFront();
    const [before] = framesOfOurs(page);
    await page.evaluate(() => {
      for (const host of document.querySelectorAll(':root>div')) host.remove();
    });
    expect(await until(page, () => before?.detached ?? false)).toBe(true);
    return frameOf(page, file);
  };

  it('does not, by frames that start again, by the focus, or by what it moves under the pointer', async () => {
    const writing = await stage.goto('/');
    await writeIn(writing, 'half a thought');
    const reading = await stage.goto('/');
    await openSealed(reading, 0);
    await pass(10 * minutes);
    const reader = await tornIn(reading, 'reader.html');
    // It waits for a press again: what a page brings up opens nothing.
    await reader.waitForSelector('[data-testid="reader-open"]', { visible: true });
    const box = await (await reader.frameElement())?.boundingBox();
    await reading.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 30, { steps: 3 });
    const composer = await tornIn(writing, 'composer.html');
    await composer.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === 'half a thought',
    );
    await writing.evaluate(() => {
      for (const host of document.querySelectorAll<HTMLElement>(':root>div')) host.focus();
      document.querySelector<HTMLElement>('#own')?.focus();
    });
    await pass(6 * minutes);
    expect(await stateNow()).toBe('unlock-passphrase');
    await Promise.all([writing.close(), reading.close()]);
  });

  it('while a key, what is dictated, and a turn of the wheel in our window do', async () => {
    await unlock(stage.alice, passphrases.Alice);
    const page = await stage.goto('/');
    const composer = await startWriting(page);
    const box = await (await composer.frameElement())?.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 150);
    const before = await lockAt();
    await pass(10 * minutes);
    const afterKey = async (): Promise<number> => {
      await page.keyboard.type('!');
      return lockAt();
    };
    await expect.poll(afterKey, { timeout: 10_000 }).toBeGreaterThan(before + 9 * minutes);
    await pass(6 * minutes);
    expect(await stateNow()).toBe('lock');
    // Dictated or pasted by the menu: no key is pressed.
    const dictate = async (): Promise<void> => {
      const session = await page.createCDPSession();
      await session.send('Input.insertText', { text: 'said ' });
      await session.detach();
    };
    for (const act of [dictate, () => page.mouse.wheel({ deltaY: 20 })]) {
      const earlier = await lockAt();
      await pass(4 * minutes);
      const afterIt = async (): Promise<number> => {
        await act();
        return lockAt();
      };
      await expect.poll(afterIt, { timeout: 10_000 }).toBeGreaterThan(earlier + 3 * minutes);
    }
    await page.close();
  });
});
