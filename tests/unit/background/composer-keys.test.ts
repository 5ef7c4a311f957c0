// Whose the keys are when a page goes from under a composer: the person's own who goes elsewhere, else those of the composer.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Background, loadBackground, place, sender } from './stand.ts';

let fake: Background['fake'];
let frame: Background['frame'];
let page: Background['page'];
let bindings: Background['bindings'];
let keys: typeof import('../../../src/background/composer-keys.ts');
let armed: typeof import('../../../src/background/armed.ts');
beforeAll(async () => {
  ({ fake, frame, page, bindings } = await loadBackground());
  keys = await import('../../../src/background/composer-keys.ts');
  armed = await import('../../../src/background/armed.ts');
});

const composer = sender('F1');
const focus = (writes: boolean) => frame.focus({ since: 1, writes }, composer);
/** `answer`: what the page says of the keys that the composer has lost. */
const lose = (answer: unknown) => {
  fake.answer = ({ command }) => (command === 'page.lost' ? answer : null);
  return frame.lost(composer);
};
const write = () => focus(true);
const regained = () => focus(false);
const keysDropped = () => keys.dropAllComposerKeys();
const nextPage = () => page.hello({}, { ...sender('D2'), frameId: 0 });

describe('the keys of a composer whose page goes', () => {
  beforeEach(async () => {
    vi.useRealTimers();
    fake.reset();
    const nonce = await bindings.offerBinding({ ...place, kind: 'composer', mountId: '1'.repeat(32), fieldKey: 'k' });
    await bindings.redeemBinding(nonce, { documentId: 'F1', tabId: 7, path: '/composer.html' });
    fake.answer = () => null;
  });

  const late = (ms: number) => (): void => void vi.useFakeTimers({ now: Date.now() + ms, toFake: ['Date'] });
  const taken = () => lose(true);
  const left = () => lose(false);
  const point = () => page.pointed({}, sender('D1'));
  it.each<[string, boolean, (() => unknown)[]]>([
    ['where the person writes', true, [write]],
    ['where it only got them back', false, [regained]],
    ['where the page has taken them', true, [write, taken, late(600)]],
    ['where the page has no answer', true, [write, () => lose(undefined), late(600)]],
    ['where a dialog had them until now', true, [write, left, regained]],
    ['where the person went elsewhere', false, [write, left, late(600)]],
    ['where they came back by the address', false, [write, left, late(600), regained]],
    ['where they went on writing', true, [write, left, late(600), write]],
    ['where they pointed at the page', false, [write, point]],
    ['where they went to the side panel', false, [write, () => armed.armBeside(7, 1)]],
    ['where it was closed', false, [write, () => frame.close({}, composer)]],
    ['where another page came in between', true, [write, nextPage, late(600)]],
    ['where that is long ago', false, [write, nextPage, late(6_000)]],
    ['where the vault has locked', false, [write, keysDropped]],
  ])('%s: %s', async (_, expected, steps) => {
    for (const step of steps) await step();
    expect(await keys.takeComposerKeys(7)).toBe(expected);
    expect(await keys.takeComposerKeys(7)).toBe(false);
  });
});
