import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeId } from '../../../src/bridge/wire.ts';
import { type Site, startSite } from '../../support/site.ts';
import { launchProfile, type Profile } from '../driver.ts';
import { html, insertInto, strangersToken, tell } from './support.ts';

const fields = html(`
<input id="input"><input id="short" maxlength="100"><textarea id="area">what was there</textarea>
<div id="rich" contenteditable>what <b>was</b> there</div><div id="plain" contenteditable="plaintext-only"></div>
<div id="late" contenteditable></div><div id="deaf" contenteditable></div><div id="greedy" contenteditable></div>
<textarea id="reverts"></textarea><input id="secret" type="password"><textarea id="fixed" readonly></textarea>
<div id="host"></div><textarea id="framework"></textarea>
<div id="own-caret" contenteditable>all of this</div>
<div id="block" contenteditable>what was there</div>
<div id="undrawn" contenteditable><p><br></p><div class="room" style="height: 300px"></div></div>
<script>
  // An editor that takes a paste later, as TinyMCE does, and one that lets nothing in.
  late.addEventListener('paste', (event) => {
    const text = event.clipboardData.getData('text/plain');
    setTimeout(() => { late.textContent = text; }, 150);
  });
  deaf.addEventListener('input', () => { deaf.textContent = ''; });
  // One that takes a paste at once and cuts it.
  greedy.addEventListener('paste', (event) => { greedy.textContent = event.clipboardData.getData('text/plain'); event.preventDefault(); });
  // One that has a caret of its own, and asks for no selection.
  const caret = document.getElementById('own-caret');
  caret.addEventListener('paste', (event) => { caret.append(event.clipboardData.getData('text/plain')); event.preventDefault(); });
  // One that puts a new block in the place of its own, and may keep a piece of what was in it.
  piece = '';
  block.addEventListener('paste', (event) => {
    block.replaceWith(Object.assign(document.createElement('p'), { id: 'new', textContent: piece + event.clipboardData.getData('text/plain') }));
    event.preventDefault();
  });
  reverts.addEventListener('input', () => { setTimeout(() => { reverts.value = 'no'; }, 30); });
  const inner = host.attachShadow({ mode: 'closed' });
  inner.innerHTML = '<textarea></textarea>';
  focusInner = () => inner.firstChild.focus();
  readInner = () => inner.firstChild.value;
  // A framework that keeps its own value and hears of changes by events alone, as React does.
  model = '';
  const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
  Object.defineProperty(framework, 'value', { get: () => own.get.call(framework), set: (value) => { model = value; own.set.call(framework, value); } });
  framework.addEventListener('input', () => { model = own.get.call(framework); });
  log = [];
  for (const type of ['keydown', 'keypress', 'keyup', 'input', 'paste', 'change'])
    addEventListener(type, (event) => log.push(type + ' ' + (event.target.id ?? '')), true);
</script>`);

describe('inserting a sealed text', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await startSite({ '/fields': fields });
    profile = await launchProfile();
    page = await profile.browser.newPage();
    await page.goto(`${site.origin}/fields`);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** Line breaks aside: see `lines.test.ts`. */
  const textIn = (selector: string): Promise<string> =>
    page.$eval(selector, (field) =>
      ('value' in field ? String(field.value) : (field.textContent ?? '')).replaceAll('\n', ''),
    );

  it.each(['#input', '#area', '#rich', '#plain', '#late', '#greedy', '#framework'])(
    'replaces what %s holds by the token, once, and reads it back',
    async (selector) => {
      const token = strangersToken();
      expect(await insertInto(page, selector, token, { replace: 'all' })).toEqual({ kind: 'inserted' });
      expect(await textIn(selector)).toBe(token);
    },
  );

  it('is not called done where what was to go still stands beside it', async () => {
    const token = strangersToken();
    expect(await insertInto(page, '#own-caret', token, { replace: 'all' })).toEqual({ kind: 'disturbed' });
    expect(await textIn('#own-caret')).toBe(`all of this${token}`);
  });

  it.each([
    ['', 'inserted'],
    ['wha', 'disturbed'],
  ])(
    'is looked for in what the page put in the place of the field, and so are old words: "%s"',
    async (piece, kind) => {
      await page.reload();
      await page.evaluate(`piece = '${piece}'`);
      const token = strangersToken();
      expect(await insertInto(page, '#block', token, { replace: 'all' })).toEqual({ kind });
      expect(await textIn('#new')).toBe(piece + token);
    },
  );

  it('leaves the room of what an editor has not drawn where it is', async () => {
    const token = strangersToken();
    expect(await insertInto(page, '#undrawn', token)).toEqual({ kind: 'inserted' });
    expect(await textIn('#undrawn')).toBe(token);
    expect(await page.$$('#undrawn > .room')).toHaveLength(1);
  });

  it('replaces nothing that the window did not show', async () => {
    await page.reload();
    expect(await insertInto(page, '#area', strangersToken(), { shown: 'empty' })).toEqual({ kind: 'changed' });
    expect(await textIn('#area')).toBe('what was there');
    expect(await insertInto(page, '#area', strangersToken(), { shown: 'beside' })).toEqual({ kind: 'inserted' });
  });

  it('is heard by a framework that keeps its own value', async () => {
    const token = strangersToken();
    await insertInto(page, '#framework', token);
    expect(await page.evaluate('model.replaceAll("\\n", "")')).toBe(token);
  });

  it('shows the page no key', async () => {
    await page.evaluate('log.length = 0');
    await insertInto(page, '#input', strangersToken());
    const log = (await page.evaluate('log')) as string[];
    expect(log.filter((line) => line.startsWith('key'))).toEqual([]);
    expect(log.filter((line) => line === 'input input')).toHaveLength(1);
  });

  it.each(['#area', '#input', '#rich'])('can be undone in %s', async (selector) => {
    await page.reload();
    const before = await textIn(selector);
    await insertInto(page, selector, strangersToken());
    await page.bringToFront();
    await page.focus(selector);
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    expect(await textIn(selector)).toBe(before);
  });

  it('touches nothing where the field is too short, and says by how much', async () => {
    const token = strangersToken();
    await page.type('#short', 'mine');
    expect(await insertInto(page, '#short', token)).toEqual({
      kind: 'too-long',
      over: token.length - 100 + 'mine'.length,
    });
    expect(await textIn('#short')).toBe('mine');
  });

  it('is refused by an editor that does not take it, and leaves it empty', async () => {
    expect(await insertInto(page, '#deaf', strangersToken())).toEqual({ kind: 'refused' });
    expect(await textIn('#deaf')).toBe('');
  });

  it('is not believed where the page puts something else in its place', async () => {
    expect(await insertInto(page, '#reverts', strangersToken())).toEqual({ kind: 'lost' });
    expect(await textIn('#reverts')).toBe('no');
  });

  it('is done once for a request that is said twice', async () => {
    const token = strangersToken();
    const requestId = makeId();
    expect(await insertInto(page, '#area', token, { requestId })).toEqual({ kind: 'inserted' });
    await page.$eval('#area', (area) => {
      (area as HTMLTextAreaElement).value = 'changed since';
    });
    expect(await tell(page, 'page.insert', { requestId, token })).toEqual({ kind: 'inserted' });
    expect(await textIn('#area')).toBe('changed since');
  });

  it('reaches a field in a closed shadow tree', async () => {
    const token = strangersToken();
    await page.evaluate('focusInner()');
    expect(await tell(page, 'page.rememberField', {})).toMatchObject({ fieldKey: expect.stringContaining('textarea') });
    expect(await tell(page, 'page.insert', { requestId: makeId(), token })).toEqual({ kind: 'inserted' });
    expect(await page.evaluate('readInner().replaceAll("\\n", "")')).toBe(token);
  });

  it('knows that a field is gone', async () => {
    await page.focus('#input');
    await tell(page, 'page.rememberField', {});
    await page.$eval('#input', (input) => input.remove());
    expect(await tell(page, 'page.insert', { requestId: makeId(), token: strangersToken() })).toEqual({
      kind: 'field-gone',
    });
    await page.reload();
  });

  it.each(['#secret', '#fixed'])('is never offered in %s', async (selector) => {
    await page.focus(selector);
    expect(await tell(page, 'page.compose', {})).toBe('no-field');
  });

  it('gives each field a name of its own that is the same after a reload', async () => {
    const keyOf = async (selector: string) => {
      await page.focus(selector);
      return (await tell(page, 'page.rememberField', {}))?.fieldKey;
    };
    const first = [await keyOf('#area'), await keyOf('#input'), await keyOf('#rich'), await keyOf('#plain')];
    await page.reload();
    expect([await keyOf('#area'), await keyOf('#input'), await keyOf('#rich'), await keyOf('#plain')]).toEqual(first);
    expect(new Set(first).size).toBe(4);
  });
});
