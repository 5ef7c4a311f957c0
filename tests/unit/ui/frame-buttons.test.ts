// Every button that a frame of ours shows inside a page either stands behind the gate, or a press that nobody meant does
// no harm there. A new one needs a line here that says which.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const gated = { gated: true } as const;
const closes = 'closes the window: the draft is kept, and what was read can be opened again';
const panel = 'goes on in the side panel, where no page reaches; the site is told nothing';

/** In the order in which they stand in each file. */
const buttons: Readonly<Record<string, readonly (typeof gated | string)[]>> = {
  'composer/composer-form.tsx': [panel, gated, closes, panel],
  'composer/composer-notices.tsx': ['copies the sealed text, which the site was to get anyway'],
  'composer/composer-window.tsx': [closes, closes],
  'field/field-notice.tsx': [
    'says what becomes of the field’s own text: nothing before Seal, and the site has that text',
    'the other of the two',
  ],
  'field/last-text.tsx': ['takes back what was put back, in the writer’s own box', gated, gated],
  'field/other-text.tsx': ['shows the draft or what the field holds, both the writer’s; nothing before Seal'],
  'field/reply-offer.tsx': [gated, gated],
  'frame/close-frame.tsx': [closes],
  'frame/frame-state.tsx': ['asks again whether the vault is open', closes, closes],
  'frame/other-window.tsx': [
    'brings the other window of ours to the front, where a press counts once it has stood still',
  ],
  'frame/to-panel.tsx': [panel],
  'reader/reader-card.tsx': [gated, panel, panel, panel, closes],
  'reader/reader-gate.tsx': [gated, closes],
  'reader/reader-text.tsx': [gated, panel, closes],
  'reader/reader-stranger.tsx': [panel, panel, gated],
  'text/moved-notice.tsx': ['goes on here with a draft that is open in another window of ours'],
  'text/recipient-chips.tsx': ['takes a reader away: fewer can read it, and the row that is in view shows it'],
  'text/recipient-options.tsx': ['adds a reader, who must have been in view before Seal counts'],
};

const ui = join(import.meta.dirname, '../../../src/ui');
const framed = ['composer', 'reader', 'frame', 'field'];
const inText = [
  'moved-notice.tsx',
  'recipient-chips.tsx',
  'recipient-options.tsx',
  'recipient-picker.tsx',
  'write-pad.tsx',
  'opened-text.tsx',
];
const files = [
  ...framed.flatMap((room) => readdirSync(join(ui, room)).map((name) => `${room}/${name}`)),
  ...inText.map((name) => `text/${name}`),
].filter((name) => name.endsWith('.tsx'));
const pressable = /<(?:Button|CopyButton|CloseButton|ToPanel|Choice|button)\b|role="option"/g;
/** How the gate is asked. */
const asks = /\bjudge\b/;

test('each button of a frame in a page is gated, or known to do no harm', () => {
  for (const name of files) {
    const source = readFileSync(join(ui, name), 'utf8');
    const found = source.match(pressable)?.length ?? 0;
    expect([name, found]).toEqual([name, buttons[name]?.length ?? 0]);
    if (buttons[name]?.includes(gated)) expect([name, asks.test(source)]).toEqual([name, true]);
  }
  expect(Object.keys(buttons).filter((name) => !files.includes(name))).toEqual([]);
});
