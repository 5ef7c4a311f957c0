// What SECURITY.md says a page can do all the same. If one of these fails, a sentence there can go.
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { byId, pressArmed } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { openStage, type Stage, startWriting, writeIn } from './stage.ts';

const field = '<textarea id="field" style="width:520px;height:320px"></textarea>';
/** Uses up the activation that each key gives the page, and counts how often it had one. */
const counting = html(`${field}<script>
  counted = 0;
  go = false;
  heard = [];
  addEventListener('keydown', ({ key }) => heard.push(key), true);
  setInterval(() => {
    if (!go || !navigator.userActivation.isActive) return;
    const total = { label: 'a key', amount: { currency: 'EUR', value: '1' } };
    new PaymentRequest([{ supportedMethods: 'counting' }], { total }).show().catch(() => { counted++; });
  }, 10);
</script>`);
/** It opens nothing before it is told to, and what it is told gives it no activation. */
const chooser = html(`<input type="color" id="colour"><script>
  onmessage = () => { try { colour.showPicker() } catch {} };
</script>`);

describe('a page', () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    const pages: Record<string, ReturnType<typeof html>> = {
      '/counting': counting,
      '/chooser': chooser,
    };
    stage = await openStage(pages);
    const other = stage.site.origin.replace('localhost', '127.0.0.1');
    pages['/colour'] = html(`${field}<iframe src="${other}/chooser" style="position:fixed;right:0;bottom:0"></iframe>`);
  });
  afterAll(() => stage?.close());
  afterEach(() => page?.close());

  it('counts the keys of a composer, and reads none', async () => {
    page = await stage.goto('/counting');
    await startWriting(page);
    const session = await page.createCDPSession();
    /** What the debugger asks of a page otherwise counts as a press in it. */
    const ask = async (expression: string): Promise<unknown> =>
      (await session.send('Runtime.evaluate', { expression, userGesture: false })).result.value;
    await ask('go = true');
    await expect.poll(() => ask('navigator.userActivation.isActive || counted === 0')).toBe(false);
    for (const key of 'nineteen keys of it') {
      const before = Number(await ask('counted'));
      await page.keyboard.type(key);
      await expect.poll(() => ask('counted')).toBeGreaterThan(before);
    }
    expect(await page.evaluate('[heard, field.value]')).toEqual([[], '']);
  });

  it('has a frame of another site, pressed shortly before, draw a colour chooser under which a press counts', async () => {
    page = await stage.goto('/colour');
    const composer = await writeIn(page, 'words');
    const frame = await page.waitForFrame((one) => one.url().endsWith('/chooser'));
    const session = await page.createCDPSession();
    const isOpen = (): Promise<boolean> => frame.$eval('#colour', (input) => input.matches(':open'));
    const tryOnce = async (): Promise<boolean> => {
      await frame.click('body');
      await byId(composer, 'composer-text').click();
      await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
      await session.send('Runtime.evaluate', { expression: 'frames[0].postMessage(0, "*")', userGesture: false });
      return isOpen();
    };
    await expect.poll(tryOnce).toBe(true);
    await pressArmed(composer, 'composer-seal');
    expect(await isOpen()).toBe(true);
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#field')?.value.startsWith('FSEAL2'));
  });
});
