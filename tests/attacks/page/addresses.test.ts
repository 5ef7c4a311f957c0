// A page gets hold of an address of our frames in every way there is, and opens it in every way there is: it shows a note
// that nothing may be typed there, and nothing of the person's.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { browser } from 'wxt/browser';
import { makeId } from '../../../src/bridge/wire.ts';
import { byId, fill, openComposer, openPopup } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { panelOpenedBy } from '../../browser/ui/side-panel.ts';
import { framesOfOurs, openStage, type Stage } from './stage.ts';

/** In our own world of a page. */
declare const chrome: typeof browser;

/** Notes whatever could name an address, from before the first script on. */
const listening = `
  heard = [];
  const show = (value) => { try { return JSON.stringify(value.toJSON?.() ?? value) } catch { return '' } };
  new ReportingObserver((reports) => heard.push(...reports.map(show)), { buffered: true }).observe();
  for (const type of PerformanceObserver.supportedEntryTypes)
    new PerformanceObserver((list) => heard.push(...list.getEntries().map(show))).observe({ type, buffered: true });
  for (const type of ['error', 'load', 'blur', 'focusin', 'message', 'unhandledrejection', 'securitypolicyviolation', 'toggle'])
    addEventListener(type, (event) => heard.push([type, event.message, event.filename, event.origin, event.blockedURI, event.sourceFile, event.error?.stack, event.target?.src, String(event.source?.location)].join(' ')), true);
  navigation.addEventListener('navigate', (event) => heard.push('navigate ' + event.destination.url));
`;
const body = '<textarea id="field" style="width:480px;height:200px"></textarea>';
const secret = 'words that are nobody’s business';
const documents = ['composer.html', 'reader.html'] as const;

const adding = `const add = (name, more, parent = document.body) => {
  const element = Object.assign(document.createElement(name), more);
  parent.append(element);
  return element;
};`;
/** How a page puts an address into a document of its own. */
const embedding = [
  'add("iframe", { src: address })',
  'const frame = document.createElement("iframe"); frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation"; frame.src = address; document.body.append(frame)',
  'add("iframe", { src: address }, add("div").attachShadow({ mode: "open" }))',
  'add("iframe", { src: address }, add("div").attachShadow({ mode: "closed" }))',
  'add("embed", { src: address, type: "text/html" })',
  'const moved = add("iframe", { srcdoc: "mine" }); moved.onload = () => { moved.onload = null; moved.contentWindow.location = address; }',
  'add("object", { data: address, type: "text/html" })',
];
const embedded = embedding.length;
/** How it leads the person there. */
const leading = [
  '(address) => { opened = open(address) }',
  `(href) => { const link = Object.assign(document.createElement('a'), { href, target: 'somewhere', rel: 'opener' }); document.body.append(link); link.click() }`,
  '(address) => { location.href = address }',
] as const;
/** All that is to be seen of a frame that belongs to nobody. */
const note = {
  id: 'unbound',
  fields: 0,
  text: expect.stringMatching(/^FieldsealNot connectedThis window does not belong to a field [^\n]+$/),
};

describe('an address of our frames', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({
      '/': html(body, {
        'Content-Security-Policy-Report-Only': "default-src 'self' 'unsafe-inline'; frame-src 'none'",
      }),
      '/coep': html(body, { 'Cross-Origin-Embedder-Policy': 'require-corp' }),
    });
    const page = await stage.goto('/');
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', secret);
    await composer.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
    await page.close();
  });
  afterAll(() => stage?.close());

  /** An address as our own content script gets it, with a nonce that nobody has shown yet. */
  const mountedBy = async (page: Page, kind: 'composer' | 'reader' = 'composer'): Promise<string> => {
    for (const realm of await page.mainFrame().extensionRealms()) {
      const answer = await realm.evaluate(
        (input) => chrome.runtime.sendMessage({ to: 'background', command: 'page.mount', input }),
        { kind, mountId: makeId() },
      );
      if (answer?.ok) return (answer.value as { url: string }).url;
    }
    throw new Error('our world is not there');
  };

  /** All that is to be seen of a document once it has come up; undefined where the browser's own error stands. */
  const look = async (where: Frame | Page) => {
    const up = 'main[data-testid], [data-testid="composer-text"], [data-testid="reader-text"]';
    // Not by pictures: what is out of sight draws none.
    const isUp = (css: string): boolean =>
      location.protocol === 'chrome-error:' || document.querySelector(css) !== null;
    await expect.poll(() => where.evaluate(isUp, up).catch(() => false), { timeout: 10_000 }).toBe(true);
    return where.evaluate(() =>
      location.protocol === 'chrome-error:'
        ? undefined
        : {
            id: document.querySelector('main')?.getAttribute('data-testid'),
            fields: document.querySelectorAll('input, textarea, select, button, a, iframe, [contenteditable]').length,
            text: document.body.textContent?.trim(),
          },
    );
  };
  const isOver = (where: Frame | Page): Promise<boolean> =>
    where.evaluate(() => /^chrome-(extension|error):$/.test(location.protocol)).catch(() => false);
  /** By the first `count` ways, one after the other. */
  const embeddedBy = async (page: Page, address: string, count = embedded) => {
    const frames = () => page.frames().filter((one) => /^chrome-(extension|error):/.test(one.url()));
    const seen = [];
    for (const way of embedding.slice(0, count)) {
      const known = new Set(frames());
      await page.evaluate(`{ ${adding} const address = ${JSON.stringify(address)}; ${way} }`);
      await expect.poll(() => frames().length).toBe(known.size + 1);
      const fresh = frames().find((one) => !known.has(one));
      seen.push(fresh && (await look(fresh)));
    }
    return seen;
  };
  const ledTo = async (page: Page, way: string, address: string) => {
    const known = new Set(await stage.alice.browser.pages());
    await page.evaluate(`(${way})(${JSON.stringify(address)})`).catch(() => undefined);
    const there = async (): Promise<Page | undefined> => {
      for (const one of await stage.alice.browser.pages())
        if ((one === page || !known.has(one)) && (await isOver(one))) return one;
      return undefined;
    };
    await expect.poll(there).toBeDefined();
    const come = await there();
    const seen = come && (await look(come));
    if (come !== page) await come?.close();
    return seen;
  };
  /** By all ways at once, each given once. */
  const seenBy = async (page: Page, address: string, count?: number) => {
    const frames = await embeddedBy(page, address, count);
    const others = [];
    for (const way of leading) {
      const from = await stage.goto('/');
      others.push(await ledTo(from, way, address));
      await from.close();
    }
    return { frames, others };
  };

  it.each(documents)('opens nothing where it has the extension’s public name: %s', async (file) => {
    const page = await stage.goto('/');
    const { frames, others } = await seenBy(
      page,
      `chrome-extension://${stage.alice.extensionId}/${file}`,
      embedded - 1,
    );
    // What is refused in an object leaves no frame behind.
    expect(frames).toEqual(Array(embedded - 1).fill(undefined));
    expect(others).toEqual(leading.map(() => undefined));
    await page.close();
  });

  it('is in no event, no report and no list of a page that shows a frame', async () => {
    const page = await stage.goto('/', listening);
    const composer = await openComposer(page, '#field');
    await byId(composer, 'composer-text').wait();
    expect(composer.url()).toContain('chrome-extension:');
    await page.evaluate('document.body.append(Object.assign(new Image(), { src: "https://elsewhere.example/x.png" }))');
    const heard = () => page.evaluate('heard.join("\\n")') as Promise<string>;
    await expect.poll(heard).toContain('"type":"csp-violation"');
    await expect.poll(heard).toContain('securitypolicyviolation');
    expect(await heard()).not.toMatch(/chrome-extension|composer\.html/);
    expect(
      await page.evaluate(
        'JSON.stringify([performance.getEntries(), navigation.entries().map(({ url }) => url), history.length, document.referrer])',
      ),
    ).not.toContain('chrome-extension');
    await page.close();
  });

  it.each(documents)(
    'shows a note alone where a page learned it from a report of what it blocked: %s',
    async (file) => {
      const leaky = await stage.goto('/coep', listening);
      await leaky.click('#field');
      const panel = await panelOpenedBy(stage.alice, async () => {
        const popup = await openPopup(leaky);
        await byId(popup, 'popup-seal').click();
      });
      await panel.close();
      const heard = (await leaky.evaluate('heard.join("\\n")')) as string;
      const [leaked, base] = /"(chrome-extension:\/\/[^/"]+)[^"]*"/.exec(heard) ?? [];
      expect(leaked, 'the address alone, and no nonce').toMatch(/composer\.html"$/);
      await leaky.close();
      const page = await stage.goto('/');
      const { frames, others } = await seenBy(page, `${base}/${file}`);
      expect([...frames, ...others]).toEqual(Array(embedded + leading.length).fill(note));
      // What it can ask of such a frame, by the errors that it gets.
      const asked = await page.evaluate(() =>
        [...document.querySelectorAll('iframe')].flatMap(({ contentWindow, contentDocument }) =>
          ['location.href', 'document', 'origin', 'name', 'chrome', 'frames[0].location.href', 'getSelection', 'find']
            .map((path) => {
              try {
                return String(
                  path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], contentWindow),
                );
              } catch (error) {
                return String((error as Error).message);
              }
            })
            .concat(String(contentDocument)),
        ),
      );
      expect(
        asked.filter(
          (one) =>
            !/^(null|.*Blocked a frame with origin "http:\/\/localhost:\d+" from accessing a cross-origin frame\.|Cannot read prop.*)$/.test(
              one,
            ),
        ),
      ).toEqual([]);
      await page.close();
    },
  );

  it('with a nonce that nobody has shown yet is refused in another tab, another site and another document of ours', async () => {
    const page = await stage.goto('/');
    const other = await stage.goto('/');
    const elsewhere = await stage.goto('/');
    await elsewhere.goto(stage.site.origin.replace('localhost', '127.0.0.1'));
    expect(await embeddedBy(elsewhere, await mountedBy(page))).toEqual(Array(embedded).fill(note));
    await other.bringToFront();
    expect(await embeddedBy(other, await mountedBy(page))).toEqual(Array(embedded).fill(note));
    expect(await ledTo(other, leading[0], await mountedBy(page))).toEqual(note);
    await page.bringToFront();
    const exchanged = (await mountedBy(page)).replace('composer.html', 'reader.html');
    expect(await embeddedBy(page, exchanged)).toEqual(Array(embedded).fill(note));
    await other.close();
    await elsewhere.close();
    // In the tab that it was made for it is taken, once: so what refused it is not the test.
    await page.reload();
    await page.evaluate(`{ ${adding} const address = ${JSON.stringify(await mountedBy(page))}; ${embedding[0]} }`);
    const speak = (): Promise<boolean> =>
      chrome.runtime
        .sendMessage({ to: 'background', command: 'frame.focus', input: { since: 1, writes: true } })
        .then(({ ok }) => ok);
    const bound = () => Promise.all(framesOfOurs(page).map((frame) => frame.evaluate(speak).catch(() => false)));
    await expect.poll(bound, { timeout: 10_000 }).toEqual([true]);
    await page.close();
  });

  it('leads to nothing that a person wrote: the words are there, in the vault alone', async () => {
    const page = await stage.goto('/');
    const composer = await openComposer(page, '#field');
    await composer.waitForFunction(
      (text) => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === text,
      {},
      secret,
    );
    await page.close();
  });
});
