// What is copied out of a reader some pages may read: so a press on Copy counts only where the person sees what it is.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import { byId, openedReader } from '../../browser/driver.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { attackTools } from './redress-attacks.ts';
import { openStage, type Stage } from './stage.ts';

const secret = 'the vat of verjuice';
const body = `<p id="post"></p><textarea id="field" style="margin-top:500px"></textarea><script>${attackTools}</script>`;
const copy = '[data-testid="reader-copy"]';

describe('a press on Copy', () => {
  let stage: Stage;
  let page: Page;
  let reader: Frame;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
    const token = await tokenForMyself(stage.alice, secret);
    page = await stage.goto('/');
    await page.$eval('#post', (post, text) => post.append(text), token);
    const mark = (await badges(page, 1))[0]!;
    await page.mouse.click(mark.x, mark.y);
    reader = await openedReader(page);
    await reader.waitForSelector(`${copy}[data-armed="true"]`);
    await reader.evaluate(() =>
      addEventListener('pointerup', () => document.body.setAttribute('data-pressed', ''), true),
    );
  });
  afterAll(() => stage?.close());

  const pressCopy = async (): Promise<void> => {
    const box = await (await reader.$(copy))?.boundingBox();
    if (!box) throw new Error('there is no button');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await reader.waitForSelector('[data-pressed]');
  };
  const pasted = async (): Promise<string> => {
    await page.evaluate(() => {
      const field = document.querySelector<HTMLTextAreaElement>('#field')!;
      field.value = '';
      field.focus();
    });
    await page.keyboard.down('Control');
    await page.keyboard.press('v');
    await page.keyboard.up('Control');
    return page.$eval('#field', (field) => (field as HTMLTextAreaElement).value);
  };

  it('copies nothing under a cover that lets presses through, and says why', async () => {
    await page.evaluate(
      '{ const late = make("div", through + "background:#fff"); late.popover = "manual"; late.showPopover(); }',
    );
    await reader.waitForSelector(`${copy}[data-armed="false"]`);
    await pressCopy();
    await byId(reader, 'refusal').wait();
    expect(await pasted()).not.toContain(secret);
    await page.evaluate('undo()');
  });

  it('copies the text where all is to be seen, so the test above is not blind', async () => {
    // One press is waited for before the next: a second copy that is still under way would overwrite what follows.
    const outcome = async (): Promise<string | undefined> => {
      await reader.waitForSelector(`${copy}[data-armed="true"]`);
      await pressCopy();
      const said = await reader.waitForSelector('.copy-outcome:not(:empty)', { timeout: 5_000 }).catch(() => undefined);
      return said?.evaluate(({ textContent }) => textContent ?? undefined);
    };
    await expect.poll(outcome).toMatch(/^✓/);
    expect(await pasted()).toBe(secret);
  });

  it('copies it by the keyboard alone', async () => {
    const overwritten = async (): Promise<string> => {
      await page.$eval('#field', (field) => {
        (field as HTMLTextAreaElement).value = 'something else';
        (field as HTMLTextAreaElement).focus();
        (field as HTMLTextAreaElement).select();
      });
      await page.keyboard.down('Control');
      await page.keyboard.press('c', { commands: ['copy'] });
      await page.keyboard.up('Control');
      return pasted();
    };
    await expect.poll(overwritten).toBe('something else');
    await reader.evaluate(() => addEventListener('copy', () => document.body.setAttribute('data-copied', ''), true));
    const copied = async (): Promise<boolean> => {
      await reader.focus(copy);
      await reader.waitForFunction(() => document.hasFocus());
      await reader.waitForSelector(`${copy}[data-armed="true"]`);
      await page.keyboard.press('Enter');
      return reader.waitForSelector('[data-copied]', { timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(copied).toBe(true);
    expect(await pasted()).toBe(secret);
  });
});
