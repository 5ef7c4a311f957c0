// Whatever a page says, clicks, submits or leads elsewhere by script: our frames in it hear nothing, do nothing and stay.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backgroundCommands } from '../../../src/bridge/background-commands.ts';
import { keeperCommands } from '../../../src/bridge/keeper-commands.ts';
import { makeId } from '../../../src/bridge/wire.ts';
import { badges } from '../../browser/badges.ts';
import { frameGone, frameOf, pressSeal, readReader } from '../../browser/driver.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { framesOfOurs, openStage, type Stage, writeIn, writtenIn } from './stage.ts';

const written = 'quandong and nothing else';
const pageCommands = [
  'compose',
  'rememberField',
  'insert',
  'token',
  'resize',
  'check',
  'close',
  'bound',
  'arm',
  'armed',
  'notice',
  'status',
];

/** Every kind of message that we send one another, with all that one could want in it. */
const messages = (() => {
  const id = makeId();
  const input = {
    ...{ mountId: id, nonce: id, requestId: id, token: 'FSEAL1mforged', text: 'forged', to: [], origin: '' },
    ...{
      kind: 'composer',
      fieldKey: '',
      reason: 'asked',
      part: 'show',
      tokens: [],
      height: 4000,
      width: 9,
      state: 'locked',
    },
    ...{ focused: true, armed: false, passphrase: 'x', key: '' },
  };
  const requests = [
    ...Object.keys(backgroundCommands).map((command) => ({ to: 'background', command, input })),
    ...Object.keys(keeperCommands).map((command) => ({ id, command, input })),
    ...pageCommands.map((command) => ({ to: 'page', command: `page.${command}`, input })),
  ];
  const answers = [
    { id, reply: { ok: true, value: { state: 'locked', token: 'FSEAL1mforged', text: 'forged' } } },
    { ok: true, value: { url: 'about:blank', ...input } },
    { to: 'field', mountId: id },
    { state: 'locked' },
  ];
  return [...requests, ...answers, 'close', '', null, 0];
})();

const body = `<style>body{margin:8px}</style><form id="form" method="post" action="/posted" target="sink">
  <textarea id="field" name="text" style="width:480px;height:200px"></textarea><input id="own"></form>
  <p id="post" style="position:absolute;left:520px;top:0;width:300px;height:60px;overflow:hidden;overflow-wrap:anywhere">TOKEN</p>
  <iframe name="sink" id="sink" src="/sink" style="position:fixed;right:0;bottom:0;width:80px;height:40px"></iframe>
  <script>heard = []; addEventListener('message', (event) => heard.push(event.origin));</script>`;

describe('a page with a composer and a reader open', () => {
  let stage: Stage;
  let page: Page;
  let composer: Frame;
  let reader: Frame;
  let mark: { readonly x: number; readonly y: number };
  beforeAll(async () => {
    const pages = { '/': html(''), '/sink': html('sink'), '/posted': html('posted'), '/elsewhere': html('elsewhere') };
    stage = await openStage(pages);
    const token = await tokenForMyself(stage.alice, 'opened and seen');
    pages['/'] = html(body.replace('TOKEN', token));
    page = await stage.goto('/');
    [mark = { x: 0, y: 0 }] = await badges(page, 1);
  });
  afterAll(() => stage?.close());

  const state = async () => ({
    frames: framesOfOurs(page)
      .map((frame) => new URL(frame.url()).pathname)
      .sort(),
    text: await writtenIn(composer),
    chips: await composer.$$eval('[data-testid="composer-chip"]', (chips) => chips.map((chip) => chip.textContent)),
    armed: await composer.$eval('[data-testid="composer-seal"]', (button) => button.getAttribute('data-armed')),
    said: await composer.$$eval('[role="alert"]', (alerts) => alerts.map((alert) => alert.textContent)),
    sizes: await Promise.all([composer, reader].map((frame) => frame.evaluate(() => [innerWidth, innerHeight]))),
    places: await Promise.all([composer, reader].map((frame) => frame.evaluate(() => [location.href, name]))),
    opened: await readReader(reader),
    field: await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value),
    vault: await composer.$$('[data-testid="frame-locked"]').then((all) => all.length),
  });

  /** The frames as our own world has them: a page cannot get there. `run` gets the windows of both. */
  const inOurWorld = async (run: string): Promise<void> => {
    for (const realm of await page.mainFrame().extensionRealms())
      await realm.evaluate(`{
        const frames = [...document.querySelectorAll(':root>div')].flatMap((host) => [...(chrome.dom.openOrClosedShadowRoot(host)?.querySelectorAll('iframe') ?? [])]);
        (${run})(frames.map((frame) => frame.contentWindow));
      }`);
  };
  /** Where the page's own frame is. */
  const sinkAt = (): string | undefined =>
    page
      .frames()
      .find((frame) => frame.name() === 'sink')
      ?.url();
  let before: Awaited<ReturnType<typeof state>>;
  /** As it was, once all that was begun is over. */
  const unchanged = async (): Promise<void> => {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    // What it is told of its sight it hears with its next picture: here because the pointer comes and goes.
    await composer.hover('[data-testid="composer-seal"]');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    expect(await state()).toEqual(before);
  };

  it('does nothing by clicks, keys and submissions of its own before anything is open', async () => {
    await page.click('#own');
    await page.evaluate(`(() => {
      const host = document.querySelector(':root>div');
      const at = { bubbles: true, composed: true, cancelable: true, view: window, clientX: ${mark.x}, clientY: ${mark.y}, detail: 1, button: 0, buttons: 1 };
      for (const target of [host, field, document.elementFromPoint(${mark.x}, ${mark.y}), document, window]) {
        for (const type of ['pointerover', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'contextmenu', 'dblclick'])
          target.dispatchEvent(new (/^pointer/.test(type) ? PointerEvent : MouseEvent)(type, at));
        for (const [key, code] of [['Enter', 'Enter'], [' ', 'Space'], ['S', 'KeyS']])
          for (const type of ['keydown', 'keypress', 'keyup'])
            target.dispatchEvent(new KeyboardEvent(type, { key, code, altKey: key === 'S', shiftKey: key === 'S', bubbles: true, composed: true }));
        for (const type of ['focusin', 'focus', 'input', 'beforeinput', 'select', 'selectionchange', 'toggle', 'command'])
          target.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
        target.click?.();
        target.focus?.();
      }
      field.focus();
    })()`);
    // A press of the person's opens one, so the wait for nothing ends with something.
    expect(framesOfOurs(page)).toEqual([]);
    await page.mouse.click(mark.x, mark.y);
    reader = await frameOf(page, 'reader.html');
    expect(await readReader(reader)).toMatchObject({ text: 'opened and seen' });
    composer = await writeIn(page, written);
    await composer.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    await vi.waitFor(async () => {
      before = await state();
      const frames = ['/composer.html', '/reader.html'];
      expect(before).toMatchObject({ text: written, field: '', frames, vault: 0, armed: 'true' });
    }, 10_000);
  });

  /** Time for many of them. */
  const looksAtFocus = () =>
    page.evaluate(async () => {
      for (let pictures = 0; pictures < 30; pictures++) await new Promise(requestAnimationFrame);
    });

  it('has the keys in the one that the person pressed last, wherever the pointer is now', async () => {
    for (const [frame, other] of [
      [reader, composer],
      [composer, reader],
    ] as const) {
      await frame.click('[data-testid="sign"]');
      await looksAtFocus();
      await page.mouse.move(700, 590);
      await looksAtFocus();
      expect(await Promise.all([frame, other].map((one) => one.evaluate(() => document.hasFocus())))).toEqual([
        true,
        false,
      ]);
    }
  });

  it('changes nothing by any message, and gets no answer, though the messages reach our frames', async () => {
    for (const frame of [composer, reader])
      await frame.evaluate(() => {
        Object.assign(window, { got: 0 });
        addEventListener('message', ({ ports }) => {
          (window as unknown as { got: number }).got += ports.length;
        });
      });
    await page.evaluate((all) => {
      Object.assign(window, { answers: [], heard: [] });
      const { answers } = window as unknown as { answers: unknown[] };
      const say = (target: Window, message: unknown): void => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => answers.push(data);
        target.postMessage(message, '*', [port2]);
        target.postMessage(JSON.stringify(message), { targetOrigin: '*' });
      };
      for (const message of all)
        for (const target of [window, ...Array.from({ length: window.length }, (_, i) => window[i] as Window)])
          say(target, message);
      const channel = new BroadcastChannel('fieldseal');
      for (const message of all) channel.postMessage(message);
      for (const message of all) document.dispatchEvent(new CustomEvent('fieldseal', { detail: message }));
    }, messages);
    // The page has no window of ours to speak to: so that is done from a world that has them.
    await inOurWorld(`(windows) => {
      for (const target of windows) for (const message of ${JSON.stringify(messages)}) {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => document.body.setAttribute('data-answer', JSON.stringify(data));
        target.postMessage(message, '*', [port2]);
      }
    }`);
    for (const frame of [composer, reader])
      await frame.waitForFunction((count) => (window as unknown as { got: number }).got === count, {}, messages.length);
    await unchanged();
    expect(await page.evaluate('[answers, document.body.dataset.answer ?? ""]')).toEqual([[], '']);
    // Its own, and no other.
    expect(new Set((await page.evaluate('heard')) as string[])).toEqual(new Set([stage.site.origin]));
  });

  it('has no way to the extension in its own world', async () => {
    const reach = () => {
      const { chrome, browser } = globalThis as unknown as Record<string, Record<string, object> | undefined>;
      return [typeof chrome?.runtime, typeof chrome?.extension, typeof chrome?.dom, typeof browser];
    };
    expect(await page.evaluate(reach)).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
    const ours = await Promise.all((await page.mainFrame().extensionRealms()).map((realm) => realm.evaluate(reach)));
    expect(ours).toContainEqual(['object', 'object', 'object', expect.any(String)]);
    // And no part of ours listens to anyone outside the extension.
    const worker = await stage.alice.browser.waitForTarget((target) => target.type() === 'service_worker');
    const listens = await (await worker.worker())?.evaluate(
      `[chrome.runtime.onMessageExternal, chrome.runtime.onConnectExternal, chrome.runtime.onUserScriptMessage, chrome.runtime.onMessage].map((event) => event?.hasListeners() ?? false)`,
    );
    expect(listens).toEqual([false, false, false, true]);
  });

  it('neither closes, presses nor submits anything of ours by events of its own', async () => {
    await page.evaluate(`(() => {
      for (const host of [...document.querySelectorAll(':root>div'), document.activeElement, field, document, window]) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
          host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, view: window, clientX: 100, clientY: 100 }));
        for (const key of ['Escape', 'Enter', 'Tab'])
          host.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, ctrlKey: key === 'Enter', bubbles: true, composed: true }));
        for (const type of ['pagehide', 'freeze', 'pageshow', 'visibilitychange', 'blur', 'toggle', 'close', 'cancel', 'fullscreenchange'])
          host.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
        host.click?.();
      }
      form.submit();
      form.requestSubmit();
    })()`);
    await expect
      .poll(() => stage.site.received.filter((one) => one.startsWith('POST /posted')).length)
      .toBeGreaterThan(0);
    await expect.poll(sinkAt).toMatch(/posted$/);
    await unchanged();
    expect(stage.site.received.join('\n')).not.toContain('quandong');
  });

  it('leads none of our frames elsewhere', async () => {
    const names = await Promise.all([composer, reader].map((frame) => frame.evaluate(() => name)));
    expect(names).toEqual(['', '']);
    await page.evaluate(`(() => {
      for (let i = -1; i < 9; i++) try { frames[i].location = '/elsewhere' } catch {}
      history.pushState({}, '', '#one'); history.pushState({}, '', '#two');
      const titles = ['composer', 'reader', 'composer.html', 'fieldseal', 'Fieldseal', ''];
      for (const target of titles) {
        frames[target] && (frames[target].location = '/elsewhere');
        document.querySelector(':root>div').setAttribute('name', target);
      }
      for (const [tag, more] of [['base', { target: 'composer' }]]) document.head.append(Object.assign(document.createElement(tag), more));
    })()`);
    // Once there was a frame of the page itself that had gone somewhere: the first step back is that frame's. One step
    // at a time: two that are under way at once would lead past the page.
    await expect.poll(sinkAt).toMatch(/elsewhere$/);
    const places = async () => `${await page.evaluate('location.hash')} ${sinkAt()}`;
    for (let steps = 0; steps < 3 && !(await places()).startsWith('#one'); steps++) {
      const left = await places();
      await page.evaluate('history.back()');
      await expect.poll(places).not.toBe(left);
    }
    expect(await places()).toMatch(/^#one/);
    await unchanged();
  });

  it('gives the keys back to the composer when the reader is closed', async () => {
    await reader.click('[data-testid="sign"]');
    await page.keyboard.press('Escape');
    await frameGone(page, reader);
    await expect.poll(() => composer.evaluate(() => document.hasFocus())).toBe(true);
  });

  it('gets the token alone in the end, so all was working meanwhile', async () => {
    await composer.evaluate(() => document.querySelector<HTMLElement>('[data-testid="composer-text"]')?.focus());
    await pressSeal(composer);
    await frameGone(page, composer);
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toMatch(/^FSEAL2m/);
  });

  it('could lead one elsewhere if it had its window, so the tests above are not blind', async () => {
    await inOurWorld(`(windows) => { for (const one of windows) one.location = location.origin + '/elsewhere' }`);
    await expect.poll(() => framesOfOurs(page)).toEqual([]);
  });
});
