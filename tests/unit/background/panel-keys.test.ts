import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Background, commandsOf, loadBackground, place, sender, tab } from './stand.ts';

let fake: Background['fake'];
let command: Background['command'];
let frame: Background['frame'];
let ui: Background['ui'];
let bindings: Background['bindings'];
beforeAll(async () => {
  ({ fake, command, frame, ui, bindings } = await loadBackground());
});
beforeEach(() => fake.reset());

describe('the keys', () => {
  /** What the documents of the tab were told of the keys. */
  const arms = () => fake.sent.filter(({ command }) => command === 'page.arm').map(({ input }) => input);
  const compose = (start: () => void): void => {
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command }) => (command === 'page.rememberField' ? { fieldKey: 'k' } : null);
    fake.click(start);
  };

  it.each([
    ['comes again if it stands open', [1], [false, true]],
    ['is opened where there is none', [], []],
    ['does not go where another window would lose its own', [1, 2], []],
    ['of another window stays', [2], []],
  ])('are for the panel, which %s', async (_, openPanels, enabled) => {
    fake.granted = false;
    fake.openPanels = openPanels;
    compose(() => command.composeFromCommand(tab));
    await vi.waitFor(() => expect(fake.session.get('intent:7')).toBeDefined());
    expect(fake.panels).toEqual([7]);
    expect(fake.enabled).toEqual(enabled);
  });

  it('are not for the page from then on, nor does a field of it keep the focus', async () => {
    fake.local.set('strict', { all: true, sites: [] });
    compose(() => command.composeFromCommand(tab));
    await vi.waitFor(() => expect(arms()).toHaveLength(2));
    expect(arms()[0]).toEqual({ since: expect.any(Number) });
    expect(arms()[1]).toEqual({ since: expect.any(Number), away: true });
    // First it must be known which one it was.
    expect(commandsOf(fake).indexOf('page.rememberField D1')).toBeLessThan(commandsOf(fake).lastIndexOf('page.arm'));
    await ui.left();
    expect(arms()[2]).toEqual({ since: 0 });
  });

  it('are the page’s where no panel has come, which it says', async () => {
    fake.local.set('strict', { all: true, sites: [] });
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = () => null;
    command.composeFromCommand(tab);
    await vi.waitFor(() => expect(commandsOf(fake)).toContain('page.notice'));
    await vi.waitFor(() => expect(arms().at(-1)).toEqual({ since: 0 }));
  });

  it('are not asked for where a panel stands open that needs no opening', async () => {
    fake.openPanels = [1];
    fake.fields = [{ documentId: 'D1', frameId: 0 }];
    fake.answer = ({ command: name }) => (name === 'page.compose' ? 'blocked' : null);
    command.composeFromCommand(tab);
    await vi.waitFor(() => expect(arms()).toContainEqual({ since: expect.any(Number), away: true }));
    expect(commandsOf(fake)).not.toContain('page.notice');
  });

  it('without a field go nowhere: no panel is opened, and the page says what is missing', async () => {
    fake.click(() => command.composeFromCommand(tab));
    await vi.waitFor(() => expect(commandsOf(fake)).toContain('page.notice'));
    expect(fake.sent.at(-1)?.input).toEqual({ reason: 'no-field' });
    expect(fake.panels).toEqual([]);
  });

  it('do not go back to the page where a composer moves to the panel', async () => {
    const nonce = await bindings.offerBinding({ ...place, kind: 'composer', mountId: '1'.repeat(32), fieldKey: 'k' });
    await bindings.redeemBinding(nonce, { documentId: 'F1', tabId: 7, path: '/composer.html' });
    fake.openPanels = [1];
    await fake.click(() => frame.toPanel({ reason: 'asked' }, sender('F1')));
    expect(fake.enabled).toEqual([false, true]);
    expect(fake.sent.find(({ command: name }) => name === 'page.close')?.input).toMatchObject({ away: true });
    expect(arms()).not.toContainEqual({ since: 0 });
    expect(arms().at(-1)).toMatchObject({ away: true });
  });
});
