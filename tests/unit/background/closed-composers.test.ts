// What becomes of the keys of a page when a composer in it closes, and not because somebody was done.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { type Background, loadBackground, place, sender, tab } from './stand.ts';

let fake: Background['fake'];
let frame: Background['frame'];
let page: Background['page'];
let ui: Background['ui'];
let bindings: Background['bindings'];
beforeAll(async () => {
  ({ fake, frame, page, ui, bindings } = await loadBackground());
});
beforeEach(() => fake.reset());

describe('the popup', () => {
  it('takes the keys from a page under whose hands a composer had to close, once, and from no other page', async () => {
    const fought = { kind: 'compose', reason: 'fought', fieldKey: 'k' } as const;
    const nonce = await bindings.offerBinding({ ...place, kind: 'composer', mountId: '1'.repeat(32), fieldKey: 'k' });
    await page.panel(fought, sender('D1'));
    expect(fake.popups).toBe(0);
    await bindings.redeemBinding(nonce, { documentId: 'F1', tabId: 7, path: '/composer.html' });
    await page.panel({ ...fought, reason: 'frame-blocked' }, sender('D1'));
    await page.panel(fought, sender('D2'));
    await page.panel(fought, { ...sender('D1'), tab: { ...tab, id: 8 } as Browser.tabs.Tab });
    const seen = (file: string) => ui.currentSite({}, { url: `chrome-extension://fieldseal/${file}` });
    expect([fake.popups, await seen('popup.html')]).toEqual([0, expect.not.objectContaining({ stopped: true })]);
    await page.panel(fought, sender('D1'));
    await page.panel(fought, sender('D1'));
    expect([fake.popups, await seen('sidepanel.html')]).toEqual([1, expect.not.objectContaining({ stopped: true })]);
    expect(await seen('popup.html')).toMatchObject({ stopped: true });
    expect(await seen('popup.html')).not.toHaveProperty('stopped');
  });
});

describe('strict mode, chosen while a composer', () => {
  const composer = { ...place, kind: 'composer', mountId: '1'.repeat(32), fieldKey: 'k' } as const;

  it('is on its way, binds it to nothing', async () => {
    const nonce = await bindings.offerBinding(composer);
    fake.local.set('strict', { all: true, sites: [] });
    const from = { ...sender('F1'), url: 'chrome-extension://fieldseal/composer.html' };
    await expect(frame.bind({ nonce }, from)).rejects.toMatchObject({ code: 'refused-sender' });
    expect(await bindings.bindingOf('F1')).toBeUndefined();
    await expect(frame.focus({ since: 1, writes: true }, from)).rejects.toMatchObject({ code: 'refused-sender' });
  });

  it('stands open, closes it and gives the keys back to every frame of the tab', async () => {
    const { setStrict } = await import('../../../src/background/strict.ts');
    const armed = await import('../../../src/background/armed.ts');
    const nonce = await bindings.offerBinding(composer);
    await bindings.redeemBinding(nonce, { documentId: 'F1', tabId: 7, path: '/composer.html' });
    await armed.armTab(place, 1);
    fake.answer = () => null;
    await setStrict({ on: true });
    const said = fake.sent.map(({ command, input }) => [command, input]);
    expect(said.slice(-2)).toEqual([
      ['page.arm', { since: 0 }],
      ['page.close', { mountId: composer.mountId }],
    ]);
    expect(await page.hello({}, sender('NEW'))).toEqual({ armed: false, near: false });
  });
});
