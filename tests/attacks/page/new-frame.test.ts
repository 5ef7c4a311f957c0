// A page makes a frame of another site while somebody types into a composer, and takes the keys there.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byId, openComposer, type Profile } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { launchPerson } from '../../browser/people.ts';
import { type Site, startSite } from '../../support/site.ts';

const canary = 'canary words for nobody';

const thief = html(`<input id="evil"><script>
  heard = [];
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste'])
    addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data ?? '')), true);
</script>`);

type World = Record<symbol, { readonly armed: boolean } | undefined>;

describe('a frame of another site that is made while a composer has the focus', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await startSite({ '/': html('<textarea id="field"></textarea><p id="text">a text</p>'), '/thief': thief });
    profile = await launchPerson('Alice');
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });
  beforeEach(async () => {
    page = await profile.browser.newPage();
    await page.goto(site.origin);
  });

  /** The same server under another name: another site for the browser. */
  const makeThief = async (): Promise<Frame> => {
    const address = `${site.origin.replace('localhost', '127.0.0.1')}/thief`;
    const known = new Set(page.frames());
    const made = page.waitForFrame((frame) => frame.url() === address && !known.has(frame));
    await page.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    }, address);
    const frame = await made;
    await frame.waitForSelector('#evil');
    return frame;
  };
  /** What our own world in a frame says. */
  const isArmed = async (frame: Frame): Promise<boolean | undefined> => {
    for (const realm of await frame.extensionRealms()) {
      const armed = await realm.evaluate(
        () => (globalThis as unknown as World)[Symbol.for('fieldseal.page')]?.armed ?? null,
      );
      if (armed !== null) return armed;
    }
    return undefined;
  };
  const settles = async (frame: Frame, armed: boolean): Promise<boolean | undefined> => {
    for (const start = Date.now(); (await isArmed(frame)) !== armed && Date.now() - start < 20_000; );
    return isArmed(frame);
  };
  const compose = async (): Promise<Frame> => {
    const composer = await openComposer(page, '#field');
    await byId(composer, 'composer-text').click();
    await composer.waitForFunction(() => document.hasFocus());
    return composer;
  };

  it('learns that the keys are held back, and hears none of them', async () => {
    await compose();
    const frame = await makeThief();
    expect(await settles(frame, true)).toBe(true);
    await frame.evaluate(() => (document.querySelector('#evil') as HTMLInputElement).focus());
    await page.keyboard.type(canary, { delay: 10 });
    expect(await frame.evaluate('heard')).toEqual([]);
    expect(await frame.$eval('#evil', (input) => (input as HTMLInputElement).value)).toBe('');
    await page.close();
  });

  it('hears nothing even before it can have learned it', async () => {
    const killer = await profile.open('app.html');
    const session = await killer.createCDPSession();
    await session.send('ServiceWorker.enable');
    await page.bringToFront();
    await compose();
    // The background must wake up first, and the frame has the focus from its first moment on.
    const address = `${site.origin.replace('localhost', '127.0.0.1')}/thief`;
    await session.send('ServiceWorker.stopAllWorkers');
    await page.evaluate((src) => {
      const frame = Object.assign(document.createElement('iframe'), { src });
      document.body.append(frame);
      setInterval(() => frame.focus(), 1);
    }, address);
    const frame = await page.waitForFrame((one) => one.url() === address);
    for (const start = Date.now(); Date.now() - start < 1_000; ) await page.keyboard.type('x');
    await frame.waitForSelector('#evil');
    expect(await frame.evaluate('heard')).toEqual([]);
    await killer.close();
    await page.close();
  });

  it('gets the keys where no composer is open, so the tests above are not blind', async () => {
    const frame = await makeThief();
    expect(await settles(frame, false)).toBe(false);
    await frame.evaluate(() => (document.querySelector('#evil') as HTMLInputElement).focus());
    // Its keys are held back until it has heard from the background, which may just be waking up.
    const typed = async (): Promise<string> => {
      await frame.$eval('#evil', (input) => Object.assign(input, { value: '' }));
      await page.keyboard.type('plain');
      return frame.$eval('#evil', (input) => (input as HTMLInputElement).value);
    };
    await expect.poll(typed).toBe('plain');
    await page.close();
  });

  it('gets the keys after the person clicked into the page or closed the composer', async () => {
    const composer = await compose();
    await page.evaluate(() => {
      (document.querySelector('#text') as HTMLElement).style.cssText = 'position:fixed;right:0;bottom:0';
    });
    await page.click('#text');
    expect(await settles(await makeThief(), false)).toBe(false);
    await byId(composer, 'composer-text').click();
    await composer.waitForFunction(() => document.hasFocus());
    const second = await makeThief();
    expect(await settles(second, true)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await settles(second, false)).toBe(false);
    await page.close();
  });
});
