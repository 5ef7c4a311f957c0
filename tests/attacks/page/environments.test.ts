// Documents of every kind that a page can make: in each one writes in place or in the side panel, and the page gets
// ciphertext. (Pages that are isolated or sandboxed as a whole: tests/browser/ui/blocked-frames.test.ts; a service worker
// killed mid-way: tests/browser/service-worker.test.ts.)
import type { Frame, Page, Target } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId, chooseRecipients, fill, frameGone, openPopup, pressSeal } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { foundIn, record } from './recorder.ts';
import { openStage, type Stage } from './stage.ts';

const field = '<textarea id="field" style="width:480px;height:200px"></textarea>';
const inFrame = (attributes: string): string =>
  `<p>around</p><iframe id="frame" width="560" height="600" ${attributes}></iframe>`;
const sandboxed = (flags: string) => html(inFrame(`sandbox="${flags}" src="/field"`));
const canary = 'quillwort';

const pages = {
  '/field': html(field),
  '/strict': html(field, {
    'Content-Security-Policy':
      "default-src 'none'; frame-src 'none'; child-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    'Permissions-Policy': 'clipboard-read=(), clipboard-write=()',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }),
  '/srcdoc': html(inFrame(`srcdoc='${field}'`)),
  '/blank': html(`${inFrame('')}<script>frame.contentDocument.body.innerHTML = ${JSON.stringify(field)}</script>`),
  '/scripts-and-origin': sandboxed('allow-scripts allow-same-origin'),
  '/scripts': sandboxed('allow-scripts allow-forms'),
  '/origin': sandboxed('allow-same-origin'),
  '/none': sandboxed(''),
};

/** Address, where the writing is done, and whose frame holds the field. */
const environments = [
  ['the strictest policies', '/strict', 'in place'],
  ['a page that is no secure context', 'http://shop.example/field', 'in place'],
  ['a srcdoc frame', '/srcdoc', 'in place'],
  ['a blank frame', '/blank', 'in place'],
  ['a frame of another site', '/other', 'in the panel'],
  ['a sandbox with scripts and its origin', '/scripts-and-origin', 'in place'],
  ['a sandbox with scripts', '/scripts', 'in the panel'],
  ['a sandbox with its origin', '/origin', 'in place'],
  ['a sandbox that allows nothing', '/none', 'in the panel'],
] as const;

describe('writing', () => {
  let stage: Stage;
  beforeAll(async () => {
    const others: Record<string, ReturnType<typeof html>> = { ...pages };
    stage = await openStage(others, { args: ['--host-resolver-rules=MAP shop.example 127.0.0.1'] });
    others['/other'] = html(inFrame(`src="${stage.site.origin.replace('localhost', '127.0.0.1')}/field"`));
  });
  afterAll(() => stage?.close());

  const holder = async (page: Page): Promise<Frame> => {
    for (const frame of page.frames()) if (await frame.$('#field').catch(() => null)) return frame;
    return page.waitForFrame(async (frame) => (await frame.$('#field').catch(() => null)) !== null);
  };
  /** Whichever comes: a composer in the page, or the side panel. */
  const place = async (page: Page): Promise<Frame | Page> => {
    const known = new Set(stage.alice.browser.targets());
    const isPanel = (target: Target) => !known.has(target) && target.url().includes('/sidepanel.html');
    const stop = new AbortController();
    const popup = await openPopup(page);
    const panel = stage.alice.browser.waitForTarget(isPanel, { signal: stop.signal }).then((target) => target.asPage());
    const composer = page.waitForFrame((frame) => frame.url().includes('composer.html'), { signal: stop.signal });
    await byId(popup, 'popup-seal').click();
    // A frame that cannot speak is there for a moment, too: only what can be written in counts.
    const ready = async (where: Promise<Frame | Page>, mark = 'composer-text'): Promise<Frame | Page> => {
      await (await where).waitForSelector(`[data-testid="${mark}"]`, { visible: true });
      return where;
    };
    try {
      // The panel's own composer is there until it knows what it was opened for.
      return await Promise.any([ready(panel, 'panel-reason'), ready(composer)]);
    } finally {
      stop.abort();
    }
  };

  it.each(environments)('in %s: %s, %s', async (_name, path, where) => {
    const page = await stage.alice.browser.newPage();
    const recorder = await record(page, stage.site);
    await page.goto(
      path.startsWith('http')
        ? path.replace('shop.example', `shop.example:${new URL(stage.site.origin).port}`)
        : stage.site.origin + path,
    );
    await page.bringToFront();
    const frame = await holder(page);
    // Just after it came up the browser may look for the frame of another process where it was.
    const caret = async (): Promise<string | undefined> => {
      await (await frame.$('#field'))?.click();
      return frame.evaluate(() => document.activeElement?.id);
    };
    await expect.poll(caret).toBe('field');
    const composer = await place(page);
    expect('detached' in composer ? 'in place' : 'in the panel').toBe(where);
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', `${canary} ${path}`);
    if ('detached' in composer) {
      await pressSeal(composer);
      // A page that is closed sooner keeps the draft for the next one with the same field.
      await frameGone(page, composer);
    } else {
      await byId(composer, 'composer-seal').click();
      await byId(composer, 'panel-insert').click();
      await byId(composer, 'inserted').wait();
      await composer.close();
    }
    const value = () => frame.$eval('#field', (area) => (area as HTMLTextAreaElement).value);
    await expect.poll(value, { timeout: 10_000 }).toMatch(/^FSEAL2m[0-9A-Za-z\n]+$/);
    expect(foundIn(await recorder.read(), [canary])).toEqual([]);
    await page.close();
  });
});
