// The page goes elsewhere while somebody types into a composer over it: the browser gives the next document the keys.
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noticeOn } from '../../browser/badges.ts';
import { html } from '../../browser/page/support.ts';
import { framesOfOurs, openStage, type Stage, startWriting } from './stage.ts';

/** Takes the focus wherever it can, and notes every letter over all documents of the tab. */
const spy = `<script>
  addEventListener('keydown', ({ key }) => { sessionStorage.heard = (sessionStorage.heard ?? '') + key }, true);
  for (const type of ['focus', 'pageshow']) addEventListener(type, () => field.focus());
</script><textarea id="field" autofocus style="width:520px;height:320px"></textarea>
<a id="link" href="/next" style="position:fixed;right:0;bottom:0">next</a>`;
const rules = '{"prerender":[{"urls":["/ahead","/ahead-framed"],"eagerness":"immediate"}]}';
const written = `<textarea id="field" autofocus></textarea><script>
  setInterval(() => field.focus(), 20);
  addEventListener('keydown', ({ key }) => { sessionStorage.heard = (sessionStorage.heard ?? '') + key }, true);
</script>`;

/** A frame of the page that is drawn ahead along with it takes the focus as soon as it can. */
const framed = `<iframe src="/frame"></iframe><textarea id="field"></textarea>`;

/** The focus is nowhere as the document begins. */
const late = `<textarea id="field"></textarea><script>
  addEventListener('keydown', ({ key }) => { sessionStorage.heard = (sessionStorage.heard ?? '') + key }, true);
  setTimeout(() => {
    field.focus();
    document.title = 'tried';
  }, 400);
</script>`;

/** Rebuilds itself once it is there, and comes before us in what it has made. */
const rebuilds = `<script>
  onload = () => setTimeout(() => {
    document.open();
    document.write('<textarea id="field"></textarea>');
    document.close();
    addEventListener('keydown', ({ key }) => { sessionStorage.heard = (sessionStorage.heard ?? '') + key }, true);
    document.title = 'rebuilt';
  });
</script>`;

/** A document that the page makes itself has an address that no tab tells us. */
const made = (body: string): string =>
  `location.href = URL.createObjectURL(new Blob([${JSON.stringify(body)}], { type: 'text/html' }))`;

const ways = [
  ['to a document that it makes itself', '/', made(`<!doctype html>${spy}`)],
  ['over a document that it makes itself', '/', made('<script>location.href = origin + "/next"</script>')],
  ['by a link', '/', 'location.href = "/next"'],
  ['by loading itself again', '/', 'location.reload()'],
  ['back in its history', '/', 'history.back()'],
  ['to what was drawn ahead', '/speculates', 'location.href = "/ahead"'],
  ['to what was drawn ahead, with a frame in it', '/speculates', 'location.href = "/ahead-framed"'],
  [
    'by a form',
    '/',
    'document.body.append(Object.assign(document.createElement("form"), { id: "form", action: "/next" })), form.submit()',
  ],
  [
    'to what its script returns',
    '/',
    `location.href = "javascript:" + encodeURIComponent(${JSON.stringify(JSON.stringify(written))})`,
  ],
] as const;

describe('the next document of a tab', () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    const plain = html(spy);
    stage = await openStage({
      '/': plain,
      '/before': plain,
      '/next': plain,
      '/late': html(late),
      '/rebuilds': html(rebuilds),
      '/ahead': plain,
      '/ahead-framed': html(framed),
      '/frame': html(written),
      '/speculates': html(`${spy}<script type="speculationrules">${rules}</script>`),
    });
  });
  afterAll(() => stage?.close());
  afterEach(() => page?.close());

  const heard = (): Promise<string> => page.evaluate(() => sessionStorage.getItem('heard') ?? '');
  const field = (): Promise<string> => page.$eval('#field', (area) => (area as HTMLTextAreaElement).value);
  /** Types until the document has another one in its place, and then a word more. */
  const typeAcross = async (way: string): Promise<void> => {
    await page.evaluate(() => {
      sessionStorage.removeItem('heard');
      Object.assign(document, { before: true });
    });
    await page.evaluate((code) => void setTimeout(code), way);
    const isHere = (): Promise<boolean> =>
      page.evaluate(() => !('before' in document) && document.readyState === 'complete').catch(() => false);
    // What came may go on itself.
    let came = false;
    for (const end = Date.now() + 15_000; Date.now() < end && !came; came = await isHere())
      await page.keyboard.type('k').catch(() => undefined);
    expect(came).toBe(true);
    await page.waitForSelector('#field');
    await page.keyboard.type('canary', { delay: 20 });
  };
  const begin = async (path: string): Promise<void> => {
    page = await stage.goto('/before');
    await page.goto(stage.site.origin + path);
    await startWriting(page);
  };

  it.each(ways)('gets no keys where the page goes there %s', async (_, path, way) => {
    await begin(path);
    await typeAcross(way);
    expect(framesOfOurs(page)).toEqual([]);
    expect([await heard(), await field()]).toEqual(['', '']);
  });

  it('loses them to the popup where it rebuilds itself once it is there, and none lands in a field', async () => {
    await begin('/');
    await typeAcross('location.href = "/rebuilds"');
    await page.waitForFunction('document.title === "rebuilt"');
    const isPopup = (): boolean => stage.alice.browser.targets().some((target) => target.url().includes('/popup.html'));
    await expect.poll(isPopup).toBe(true);
    expect(await field()).toBe('');
  });

  it.each([
    ['at once', 'location.reload()', 'true'],
    ['late', 'location.href = "/late"', 'document.title === "tried"'],
  ])(
    'says so, and takes them once the person presses Escape, in a field that takes the focus %s',
    async (_, way, tried) => {
      await begin('/');
      await typeAcross(way);
      await expect
        .poll(async () => (await noticeOn(page)).name)
        .toMatch(/^You were writing in Fieldseal before this page came/);
      await page.waitForFunction(tried);
      await page.keyboard.press('Escape');
      await page.keyboard.type('hello');
      expect(await field()).toBe('hello');
      expect(await heard()).toBe('hello');
    },
  );

  it.each([
    ['in the page', ''],
    ['in one that is not allowed', 'data:text/html,<a id="link" href="ORIGIN/next">next</a>'],
  ])('takes them where the person follows a link %s, so the tests above are not blind', async (_, over) => {
    await begin('/');
    if (over) await page.goto(over.replace('ORIGIN', stage.site.origin));
    await Promise.all([page.waitForNavigation(), page.click('#link')]);
    const typed = async (): Promise<string> => {
      await page.$eval('#field', (area) => Object.assign(area, { value: '' }));
      await page.keyboard.type('plain');
      return field();
    };
    await expect.poll(typed).toBe('plain');
  });
});
