import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Background, commandsOf, loadBackground, place, sender, tab } from './stand.ts';

let fake: Background['fake'];
let command: Background['command'];
let frame: Background['frame'];
let page: Background['page'];
let ui: Background['ui'];
let bindings: Background['bindings'];
beforeAll(async () => {
  ({ fake, command, frame, page, ui, bindings } = await loadBackground());
});
beforeEach(() => fake.reset());

const pressed = { tab: { id: 7, windowId: 1 } };
const requestId = '0'.repeat(32);
const inserted = () => fake.sent.filter(({ command }) => command === 'page.insert').map((sent) => sent.documentId);

describe('the side panel', () => {
  it('is opened while the click counts where the shortcut meets a site without a grant', async () => {
    fake.granted = false;
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.rememberField' ? { fieldKey: 'k' } : undefined);
    fake.click(() => command.composeFromCommand(tab));
    await vi.waitFor(() => expect(fake.session.get('field:7')).toBe('D1'));
    expect(fake.panels).toEqual([7]);
    expect(fake.session.get('intent:7')).toMatchObject({ kind: 'compose', reason: 'not-granted' });
    expect(fake.injected).toHaveLength(1);
  });

  it('is told that no field has the caret, and waits for none', async () => {
    fake.granted = false;
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = () => null;
    fake.click(() => command.composeFromCommand(tab));
    await vi.waitFor(async () => expect(await ui.field()).toEqual({ tabId: 7, documentId: null }));
    expect(await ui.insert({ requestId, token: 't' })).toEqual({ kind: 'field-gone' });
  });

  it('is opened while the click counts where the page takes no frame', async () => {
    fake.fields = [{ documentId: 'D1', frameId: 3 }];
    fake.answer = ({ command }) => (command === 'page.compose' ? 'blocked' : undefined);
    fake.click(() => command.composeFromCommand(tab, 3));
    await vi.waitFor(() => expect(fake.panels).toEqual([7]));
    await vi.waitFor(() => expect(fake.session.get('intent:7')).toMatchObject({ reason: 'frame-blocked' }));
  });

  it.each([
    ['unguarded', 'by the shortcut', undefined],
    ['unguarded', 'by the menu of a field', 3],
    ['busy', 'by the shortcut', undefined],
    ['framed', 'by the menu of a field', 3],
  ])(
    'is opened while the click counts where the document is %s: %s, and from the popup',
    async (why, _how, frameId) => {
      fake.fields = [{ documentId: 'D1', frameId: frameId ?? 0 }];
      fake.answer = ({ command }) => (command === 'page.compose' ? why : undefined);
      fake.click(() => command.composeFromCommand(tab, frameId));
      await vi.waitFor(() => expect(fake.session.get('intent:7')).toMatchObject({ kind: 'compose', reason: why }));
      expect(fake.session.get('field:7')).toBe('D1');
      expect(await fake.click(() => ui.compose(pressed))).toEqual({ started: 'panel' });
      expect(fake.panels).toEqual([7, 7]);
      // With no click behind it, the page says how the person can.
      command.composeFromCommand(tab, frameId);
      await vi.waitFor(() =>
        expect(fake.sent.at(-1)).toMatchObject({ command: 'page.notice', input: { reason: why } }),
      );
      expect(fake.panels).toEqual([7, 7]);
    },
  );

  it.each([
    [{ all: true, sites: [] }],
    [{ all: false, sites: ['https://site.example'] }],
    [{ all: false, sites: ['*://*.example'] }],
    [{ all: false, sites: ['<all_urls>'] }],
    ['not understood'],
  ])('is opened while the click counts in strict mode, and no page is asked for a frame: %j', async (strict) => {
    fake.local.set('strict', strict);
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.rememberField' ? { fieldKey: 'k' } : 'frame');
    fake.click(() => command.composeFromCommand(tab));
    await vi.waitFor(() => expect(fake.session.get('field:7')).toBe('D1'));
    expect(fake.session.get('intent:7')).toMatchObject({ kind: 'compose', reason: 'strict' });
    expect(await fake.click(() => ui.compose(pressed))).toEqual({ started: 'panel' });
    expect(await fake.click(() => page.panel({ kind: 'open', reason: 'frame-blocked' }, sender('D1')))).toEqual({
      opened: true,
    });
    expect(fake.panels).toEqual([7, 7, 7]);
    expect(commandsOf(fake)).not.toContain('page.compose D1');
    const mount = page.mount({ kind: 'reader', mountId: '1'.repeat(32) }, sender('D1'));
    await expect(mount).rejects.toMatchObject({ code: 'refused-sender' });
  });

  it.each(['not-granted', 'strict'])('is never told of the field of an earlier page: %s', async (reason) => {
    fake.granted = reason !== 'not-granted';
    fake.local.set('strict', { all: reason === 'strict', sites: [] });
    fake.fields = [{ documentId: 'NEW', frameId: 0 }];
    fake.session.set('field:7', 'OLD');
    let told: unknown;
    fake.onSession = (key) => {
      if (key === 'intent:7') told = fake.session.get('field:7');
    };
    fake.answer = ({ command }) => (command === 'page.rememberField' ? { fieldKey: 'k' } : undefined);
    fake.click(() => command.composeFromCommand(tab));
    await vi.waitFor(() => expect(fake.session.get('field:7')).toBe('NEW'));
    expect(fake.session.get('intent:7')).toMatchObject({ reason });
    expect(told).toBeUndefined();
  });

  it('is not forced on other sites by strict mode on one', async () => {
    fake.local.set('strict', {
      all: false,
      sites: ['https://other.example', 'http://site.example', '*://*.site.example.org'],
    });
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.compose' ? 'frame' : undefined);
    expect(await fake.click(() => ui.compose(pressed))).toEqual({ started: 'frame' });
  });

  it('stays closed where the composer stands in the page', async () => {
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.compose' ? 'frame' : undefined);
    fake.click(() => command.composeFromCommand(tab));
    await vi.waitFor(() => expect(fake.session.get('field:7')).toBe('D1'));
    expect(fake.panels).toEqual([]);
  });

  it('is spoken of in the page where no click stood behind it', async () => {
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.compose' ? 'blocked' : undefined);
    command.composeFromCommand(tab);
    await vi.waitFor(() => expect(commandsOf(fake)).toContain('page.notice'));
    expect(fake.panels).toEqual([]);
  });

  it('is opened from the popup where the page takes no frame', async () => {
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.compose' ? 'blocked' : undefined);
    expect(await fake.click(() => ui.compose(pressed))).toEqual({ started: 'panel' });
    expect(fake.panels).toEqual([7]);
  });

  it('is opened from the popup on a site without a grant, and knows the field there', async () => {
    fake.granted = false;
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.rememberField' ? { fieldKey: 'k' } : undefined);
    expect(await fake.click(() => ui.compose(pressed))).toEqual({ started: 'panel' });
    await vi.waitFor(() => expect(fake.session.get('field:7')).toBe('D1'));
    expect(fake.panels).toEqual([7]);
    expect(fake.session.get('intent:7')).toMatchObject({ kind: 'compose', reason: 'not-granted' });
    expect(fake.injected).toHaveLength(1);
  });

  it('is opened by a click on a mark in the page', async () => {
    const input = { kind: 'open', reason: 'frame-blocked', token: 'FSEAL1m' } as const;
    expect(await fake.click(() => page.panel(input, sender('D1')))).toEqual({ opened: true });
    expect(await page.panel(input, sender('D1'))).toEqual({ opened: false });
  });

  it('is opened by a click in a frame of ours, for what that frame did', async () => {
    const nonce = await bindings.offerBinding({ ...place, kind: 'composer', mountId: '1'.repeat(32), fieldKey: 'k' });
    await bindings.redeemBinding(nonce, { documentId: 'F1', tabId: 7, path: '/composer.html' });
    expect(await fake.click(() => frame.toPanel({ reason: 'asked' }, sender('F1')))).toEqual({ opened: true });
    expect(fake.panels).toEqual([7]);
    expect(fake.session.get('intent:7')).toMatchObject({ kind: 'compose', fieldKey: 'k', reason: 'asked' });
    expect(fake.session.get('field:7')).toBe('D1');
  });
});

describe('what the side panel inserts', () => {
  it('goes to the document that holds the field, and to no other', async () => {
    fake.fields = [
      { documentId: 'TOP', frameId: 0 },
      { documentId: 'INNER', frameId: 4 },
    ];
    fake.answer = ({ command, documentId }) => {
      if (command === 'page.compose') return documentId === 'INNER' ? 'blocked' : 'no-field';
      return command === 'page.insert' ? { kind: 'inserted' } : undefined;
    };
    await fake.click(() => ui.compose(pressed));
    expect(await ui.insert({ requestId, token: 'FSEAL1m' })).toEqual({ kind: 'inserted' });
    expect(inserted()).toEqual(['INNER']);
  });

  it('goes nowhere where no field was remembered, or the last one is none any more', async () => {
    expect(await ui.insert({ requestId, token: 'FSEAL1m' })).toEqual({ kind: 'field-gone' });
    fake.session.set('field:7', 'OLD');
    await fake.click(() => ui.compose(pressed));
    expect(await ui.insert({ requestId, token: 'FSEAL1m' })).toEqual({ kind: 'field-gone' });
    expect(inserted()).toEqual([]);
  });
});

describe('a new frame of a page', () => {
  it('learns that the keys are held back as long as the outermost document says so', async () => {
    const armed = await import('../../../src/background/armed.ts');
    let holds = true;
    fake.answer = ({ command, frameId }) => (command === 'page.armed' && frameId === 0 ? holds : undefined);
    expect(await page.hello({}, sender('NEW'))).toEqual({ armed: false, near: false });
    await armed.armTab({ tabId: 7, documentId: 'D1' }, 1);
    expect(await page.hello({}, sender('NEW'))).toEqual({ armed: true, near: true });
    holds = false;
    expect(await page.hello({}, sender('NEW'))).toEqual({ armed: false, near: true });
    holds = true;
    await armed.disarmTab({ tabId: 7, documentId: 'D1' });
    expect(await page.hello({}, sender('NEW'))).toEqual({ armed: false, near: false });
  });

  it('finds them held back still when a reader, or a composer elsewhere in the tab, has closed', async () => {
    const armed = await import('../../../src/background/armed.ts');
    const mounted = async (kind: 'composer' | 'reader', documentId: string, frameId: string): Promise<void> => {
      const mountId = '1'.repeat(32);
      const nonce = await bindings.offerBinding({ ...place, documentId, kind, mountId, fieldKey: '' });
      await bindings.redeemBinding(nonce, { documentId: frameId, tabId: 7, path: `/${kind}.html` });
    };
    await mounted('composer', 'D1', 'F1');
    await mounted('composer', 'D2', 'F2');
    await mounted('reader', 'D1', 'R1');
    fake.answer = ({ command, frameId }) => command === 'page.armed' && frameId === 0;
    await armed.armTab({ tabId: 7, documentId: 'D1' }, 1);
    for (const other of ['R1', 'F2']) {
      await frame.close({}, sender(other));
      expect(await page.hello({}, sender('NEW'))).toEqual({ armed: true, near: true });
    }
    expect(fake.sent.filter(({ command }) => command === 'page.arm')).toHaveLength(1);
    await frame.close({}, sender('F1'));
    expect(await page.hello({}, sender('NEW'))).toEqual({ armed: false, near: false });
  });

  it('is told of the composer before the others are, so that none falls in between', async () => {
    const armed = await import('../../../src/background/armed.ts');
    let known: unknown;
    fake.answer = ({ command }) => {
      if (command === 'page.arm') known = fake.session.get('composing:7');
      return null;
    };
    await armed.armTab({ tabId: 7, documentId: 'D1' }, 1);
    expect(known).toBe('D1');
  });
});
