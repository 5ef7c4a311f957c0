// A page that does not stop getting in the way: what was written is kept, the writing goes on in the side panel, and plain
// words say so.
import type { CDPSession, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId, openPopup } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { panelOpenedBy } from '../../browser/ui/side-panel.ts';
import { framesOfOurs, openStage, type Stage, until, writeIn } from './stage.ts';

const body = `<textarea id="field" style="width:500px;height:150px"></textarea><input id="evil">
<script>
  const hosts = () => [...document.querySelectorAll(':root>div')];
  again = (what) => { what(); setInterval(what, 15); };
  dialog = document.createElement('dialog');
  dialog.style.cssText = 'width:100vw;height:100vh;max-width:none;max-height:none;background:#fff';
</script>`;

const fights: readonly (readonly [string, string])[] = [
  ['removes it, again and again', 'again(() => hosts().forEach((host) => host.remove()))'],
  ['covers it, again and again', 'document.body.append(dialog); again(() => { dialog.close(); dialog.showModal(); })'],
  ['takes its keys, again and again', 'again(() => evil.focus())'],
];

/** Runs in the page as its own scripts do: what the debugger evaluates otherwise counts as a click of the person's. */
const run = async (session: CDPSession, expression: string): Promise<unknown> =>
  (await session.send('Runtime.evaluate', { expression })).result.value;

/** The sentence that stands over the page in our own notice. */
const noticeOn = async (session: CDPSession): Promise<string> => {
  const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const notice = nodes.find(({ attributes }) => attributes?.includes('notice'));
  return notice?.attributes?.[notice.attributes.indexOf('aria-label') + 1] ?? '';
};

describe('a page that goes on fighting a composer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
  });
  afterAll(() => stage?.close());

  const textOf = (panel: Page, id: string) =>
    panel.$eval(`[data-testid="${id}"]`, (element) =>
      'value' in element ? String(element.value) : element.textContent,
    );
  const draftIn = (panel: Page, text: string) =>
    panel.waitForFunction(
      (wanted) => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === wanted,
      {},
      text,
    );

  it.each(fights)('%s: the writing goes on in the side panel, and words say why', async (name, fight) => {
    const text = `draft where it ${name}`;
    const page = await stage.goto(`/?${encodeURIComponent(name)}`);
    const session = await page.createCDPSession();
    const composer = await writeIn(page, text.slice(0, -1));
    await byId(composer, 'composer-text').click();
    await page.keyboard.press('End');
    await page.keyboard.type(text.slice(-1));
    // Someone who has just typed has a click to spare: the panel opens by itself.
    const panel = await panelOpenedBy(stage.alice, () => run(session, fight));
    await draftIn(panel, text);
    expect(await textOf(panel, 'panel-reason')).toContain('again and again');
    expect(await until(page, () => framesOfOurs(page).length === 0)).toBe(true);
    // Nobody has stood in the way of the field itself, so the work ends well all the same.
    await byId(panel, 'composer-seal').click();
    await byId(panel, 'panel-insert').click();
    await byId(panel, 'inserted').wait();
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toMatch(/^FSEAL2m/);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('draft where');
    await panel.close();
    await page.close();
  });

  it('and where nobody has touched a key for a while, a sentence over the page tells the way', async () => {
    const page = await stage.goto('/?later');
    await writeIn(page, 'draft for later');
    const session = await page.createCDPSession();
    await session.send('DOM.enable');
    while ((await run(session, 'navigator.userActivation.isActive')) === true);
    await run(session, fights[1]?.[1] ?? '');
    for (const start = Date.now(); (await noticeOn(session)) === '' && Date.now() - start < 10_000; );
    expect(await noticeOn(session)).toContain('Your draft is kept');
    expect(framesOfOurs(page)).toEqual([]);
    const popup = await openPopup(page);
    const panel = await panelOpenedBy(stage.alice, () => byId(popup, 'popup-panel').click());
    await draftIn(panel, 'draft for later');
    expect(await textOf(panel, 'panel-reason')).toContain('again and again');
    await panel.close();
    await page.close();
  });

  it('and nothing of what was written was to be observed by any of these pages', async () => {
    expect(await stage.overheard(['draft where', 'draft for later'])).toEqual([]);
  });
});
