// How long a sealed text takes into a field: from the moment the content script is given it until the field was read back
// twice. In the editors of tests/editors, as npm has them.
import { randomBytes, randomUUID } from 'node:crypto';
import { armor } from '../../src/bytes/armor.ts';
import { launchProfile } from '../../tests/browser/driver.ts';
import { startEditors } from '../../tests/editors/site.ts';
import { fieldIn, readField, undo } from '../../tests/editors/steps.ts';

const rounds = 5;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Milliseconds. TinyMCE pastes late; where nothing is done with a paste, it is given its time before the next way is tried. */
const limits = { quick: 250, late: 400, afterPaste: 750 };
const editors = [
  'react-input',
  'react-textarea',
  'prosemirror',
  'lexical',
  'slate',
  'draft',
  'quill',
  'codemirror',
  'trix',
  'ckeditor',
];
const fields = {
  plain: {
    ...{ input: limits.quick, textarea: limits.quick, 'closed-textarea': limits.quick },
    ...{ contenteditable: limits.afterPaste, 'plaintext-only': limits.afterPaste },
  },
  rich: {
    ...Object.fromEntries(editors.map((name) => [name, limits.quick])),
    tinymce: limits.late,
  },
  monaco: { monaco: limits.quick, 'monaco-textarea': limits.quick },
};

/**
 * Runs in the background, whom alone the content script answers. Milliseconds from the word to the answer; undefined
 * where the field was changed in between.
 */
const insertOnce = async ({ requestId, token }) => {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const say = (frameId, command, input) => chrome.tabs.sendMessage(tab.id, { to: 'page', command, input }, { frameId });
  const frames = await chrome.scripting.executeScript({
    target: { tabId: tab.id, allFrames: true },
    func: () => document.hasFocus() && document.activeElement?.localName !== 'iframe',
  });
  const { frameId } = frames.find(({ result }) => result) ?? {};
  if (frameId === undefined || !(await say(frameId, 'page.rememberField', {})))
    throw new Error('no field has the focus');
  const began = performance.now();
  const outcome = await say(frameId, 'page.insert', { requestId, token });
  const ms = performance.now() - began;
  if (outcome?.kind === 'changed') return undefined;
  if (outcome?.kind !== 'inserted') throw new Error(`it was not inserted: ${outcome?.kind}`);
  return ms;
};

/** Woken where it sleeps. */
const background = async ({ browser }) => {
  const target = await browser.waitForTarget((one) => one.type() === 'service_worker');
  return target.worker();
};

/** An editor that draws its text itself (Monaco) says where its caret is only once that is drawn. */
const drawn = (page) => page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));

/** Rows for the bench table. The peer is the limit that we set ourselves. */
export async function* insertionRows() {
  const site = await startEditors();
  const profile = await launchProfile({ name: 'bench' });
  try {
    const page = await profile.browser.newPage();
    for (const [where, names] of Object.entries(fields)) {
      await page.goto(`${site.origin}/${where}`);
      await page.bringToFront();
      await page.waitForFunction('globalThis.ready === true');
      for (const [name, limit] of Object.entries(names)) {
        const times = [];
        await fieldIn(page, name);
        // For 200 ms after a press Trix does not look where the caret is, unless a key comes: nobody writes a text in that.
        await page.keyboard.press('ArrowRight');
        for (let tries = 0; times.length < rounds; tries++) {
          if (tries === 2 * rounds) throw new Error(`${name} is never done with what was undone`);
          await drawn(page);
          const before = await readField(page, name);
          const token = armor('message', Uint8Array.from(randomBytes(330)));
          const ms = await (await background(profile)).evaluate(insertOnce, { requestId: randomUUID(), token });
          if (ms === undefined) continue;
          times.push(ms);
          await undo(page, name, before);
        }
        const ours = median(times);
        yield { name: `insertion ${name}`, ours_ms: ours, peer: 'our limit', peer_ms: limit, ratio: limit / ours };
      }
    }
  } finally {
    await profile.close();
    await site.close();
  }
}
