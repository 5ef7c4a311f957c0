// A page whose names stand in the way of the DOM, whose elements and prototypes are traps: one writes, seals and reads
// over it as over any other, and what it caught is no plaintext.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameGone, openSealed, pressSeal } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { openStage, type Stage, writeIn, writtenIn } from './stage.ts';

const words = {
  nodes:
    'parentNode parentElement textContent nodeType isConnected firstChild children contains closest matches getRootNode getBoundingClientRect querySelectorAll localName tagName attachShadow append remove focus blur style nodeName ownerDocument value type form dispatchEvent addEventListener setAttribute getAttribute selectionStart setSelectionRange maxLength disabled readOnly isContentEditable showPopover hidePopover checkVisibility',
  globals:
    'browser chrome location performance top parent self origin crypto frames getComputedStyle requestAnimationFrame innerWidth innerHeight fieldseal getSelection navigator visualViewport InputEvent Event IntersectionObserver',
  document:
    'body activeElement documentElement createElement createRange elementFromPoint execCommand readyState defaultView head forms getSelection hasFocus',
};
const each = (names: string, write: (name: string) => string): string => names.split(' ').map(write).join('');

const body = `
<form id="form">${each(words.nodes, (name) => `<input type="hidden" name="${name}">`)}
  <textarea id="field" style="width:500px;height:200px"></textarea></form>
${each(words.globals, (name) => `<form id="${name}"><input type="hidden" name="runtime" id="${name}-id"><input type="hidden" name="id"></form>`)}
${each(words.document, (name) => `<img name="${name}" alt="">`)}
<p id="post"></p>`;

/** Before all else in the page, not in our frames: whatever is called, read or made in its world is noted, with all that came along. */
const traps = `
  caught = [];
  const note = (what, ...rest) => caught.push(what + ' ' + rest.map((one) => { try { return one instanceof Node ? one.textContent + one.value : JSON.stringify(one) ?? String(one); } catch { return ''; } }).join(' '));
  for (const name of ['iframe', 'div', 'span', 'style', 'button', 'fieldseal'])
    customElements.define(name + '-x', class extends HTMLElement { constructor() { super(); note('made', this); } connectedCallback() { note('connected', this); } });
  for (const owner of [Node, Element, HTMLElement, Document, EventTarget, HTMLTextAreaElement, HTMLIFrameElement, ShadowRoot, Event, InputEvent, DataTransfer, Range, Selection, Text, CharacterData])
    for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(owner.prototype))) {
      if (name === 'constructor' || !own.configurable) continue;
      const way = Object.keys(own).filter((key) => typeof own[key] === 'function');
      for (const key of way) { const real = own[key]; own[key] = function (...all) { if (!busy) { busy = true; note(owner.name + '.' + name, this, ...all); busy = false; } return Reflect.apply(real, this, all); }; }
      if (way.length) Object.defineProperty(owner.prototype, name, own);
    }
  for (const name of ['browser', 'chrome', 'fieldseal', '__fieldseal', 'token', 'plaintext', 'wxt'])
    Object.defineProperty(window, name, { configurable: true, get() { note('read ' + name); return undefined; }, set(value) { note('set ' + name, value); } });
  Object.defineProperty(Object.prototype, 'fieldseal.page', { get() { note('inherited'); } });
  for (const name of ['then', 'toJSON', 'command', 'input', 'to']) Object.defineProperty(Object.prototype, name, { configurable: true, get() { return undefined; }, set(value) { note('prototype ' + name, value); Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }); } });`;

const secret = 'spoken of in a walled garden';

describe('a page full of names and traps', () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
    page = await stage.goto('/', `if (location.protocol !== 'chrome-extension:') { let busy = false; ${traps} }`);
  });
  afterAll(() => stage?.close());

  const caught = () => page.evaluate('caught.join("\\n")') as Promise<string>;

  it('catches what is done in its own world, so the tests below are not blind', async () => {
    await page.evaluate('document.querySelector("#post").append("caught by the page")');
    expect(await caught()).toContain('caught by the page');
    expect(await page.evaluate('document.querySelector("#form").parentNode.name')).toBe('parentNode');
  });

  it('gets one sealed text into its field, and opens it in place', async () => {
    const composer = await writeIn(page, secret);
    expect(await writtenIn(composer)).toBe(secret);
    await pressSeal(composer);
    await frameGone(page, composer);
    const token = await page.$eval('#field', (field) =>
      String(Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.get?.call(field)),
    );
    expect(token).toMatch(/^FSEAL2m[0-9A-Za-z\n]+$/);
    await page.evaluate((text) => document.querySelector('#post')?.replaceChildren(text), token);
    expect((await openSealed(page, 0)).text).toBe(secret);
  });

  it('caught nothing of what was written and read', async () => {
    expect(await caught()).not.toContain('walled');
    expect(await stage.overheard([secret])).toEqual([]);
  });
});
