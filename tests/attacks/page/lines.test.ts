// What travels between our windows and the keeper passes everybody else by: each context of the extension that listened
// for lines would be one end of every one of them, hear all that is said on it, and its silence could count as the answer.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId, frameGone, frameOf, killServiceWorker, openPopup, openSealed } from '../../browser/driver.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { panelOpenedBy } from '../../browser/ui/side-panel.ts';
import { openStage, type Stage, writeIn } from './stage.ts';

/** The events that somebody listens for, of all by which the browser brings messages or lines. */
const listenedFor = `Object.entries(chrome.runtime)
  .filter(([name, event]) => /^on(Connect|Message|UserScript)/.test(name) && event.hasListeners())
  .map(([name]) => name).sort()`;

describe('nobody but the keeper', () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    const pages = { '/': html('') };
    stage = await openStage(pages);
    const token = await tokenForMyself(stage.alice, 'opened and seen');
    pages['/'] = html(`<textarea id="field"></textarea><p style="width:300px;overflow-wrap:anywhere">${token}</p>`);
    page = await stage.goto('/');
  });
  afterAll(() => stage?.close());

  const inBackground = async (source: string): Promise<unknown> => {
    const target = await stage.alice.browser.waitForTarget((one) => one.type() === 'service_worker');
    // One that came up again is no worker of Puppeteer's.
    const session = await target.createCDPSession();
    const { result } = await session.send('Runtime.evaluate', { expression: source, returnByValue: true });
    await session.detach();
    return result.value;
  };
  /** In the background, which perhaps just comes up, nor in this window of ours. */
  const noLine = async (window?: Page | Frame): Promise<void> => {
    await expect.poll(() => inBackground(listenedFor)).toEqual(['onMessage']);
    const heard = (await window?.evaluate(listenedFor)) as string[] | undefined;
    expect(heard?.filter((name) => name !== 'onMessage') ?? []).toEqual([]);
  };

  it('listens for lines, whichever of our windows is or was open, nor after the background was killed', async () => {
    await noLine();
    const popup = await openPopup(page);
    await byId(popup, 'popup-panel').wait();
    await noLine(popup);
    await popup.close();
    expect((await openSealed(page, 0)).text).toBe('opened and seen');
    await noLine(await frameOf(page, 'reader.html'));
    const composer = await writeIn(page, 'written and kept');
    await noLine(composer);
    const panel = await panelOpenedBy(stage.alice, () => byId(composer, 'frame-to-panel').click());
    await byId(panel, 'composer-text').wait();
    await frameGone(page, composer);
    await noLine(panel);
    await panel.close();
    await killServiceWorker(stage.alice);
    await byId(await openPopup(page), 'popup-panel').wait();
    await noLine();
  });

  it('could do so unseen', async () => {
    await inBackground('chrome.runtime.onConnect.addListener(() => {})');
    expect(await inBackground(listenedFor)).toEqual(['onConnect', 'onMessage']);
  });
});
