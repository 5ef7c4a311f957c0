// A sealed text stands in short lines in fields that keep them, and in one line in all others; both are read.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import { launchProfile, type Profile } from '../driver.ts';
import { html, insertInto, strangersToken } from './support.ts';

const token = strangersToken();
const lines = token.match(/.{1,72}/g) ?? [];

/** The strictest there is for markup that comes from a script. */
const policy = { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" };

const fields = html(
  `
<style>body { font: 16px/20px sans-serif } div, p, h1 { margin: 0 } article > * { height: 80px }</style>
<textarea id="area"></textarea><textarea id="words">before | after</textarea><textarea id="roomy" maxlength="2000"></textarea>
<textarea id="tight" maxlength="${token.length + 3}"></textarea><textarea id="chat" rows="1"></textarea>
<textarea id="one" style="height:80px">${token}</textarea><textarea id="send" enterkeyhint="send" style="height:80px"></textarea>
<input id="input">
<div id="rich" contenteditable style="height:80px"></div><div id="low" contenteditable></div>
<h1 id="title" contenteditable style="height:80px;width:300px"></h1>
<div id="single" contenteditable aria-multiline="false" style="height:80px"></div>
<div class="editor" id="editor" contenteditable style="height:80px"></div>
<article><h1 contenteditable="true">A title</h1><div id="body" contenteditable="true"></div></article>
<article><div class="clip" contenteditable="true"></div><div class="text" id="caught" contenteditable="true"></div></article>
<article><div class="editor" id="left" contenteditable="true"><p><br></p></div><div class="editor" contenteditable="true"><p><br></p></div></article>
<article><div class="input text" id="quote" contenteditable="true"></div><div class="input" contenteditable="true"></div></article>
<ul><li><div id="item" contenteditable="true"></div><div contenteditable="false"><button>+</button></div></li><li><div contenteditable="true">another</div></li></ul>
<table><tr><td><div id="cell" contenteditable="true" style="height:80px;width:300px"></div></td></tr></table>
<article><section><div id="block" contenteditable="true" style="height:80px"></div></section><section><h2 contenteditable="true">One more</h2></section></article>
<script>
  sent = [];
  const enter = ({ key, inputType, target }) => {
    if (key === 'Enter' || inputType === 'insertParagraph' || inputType === 'insertLineBreak') sent.push(target.id);
  };
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput']) addEventListener(type, enter, true);
  // An editor that takes what is pasted, a paragraph a line.
  for (const one of document.querySelectorAll('.editor')) one.addEventListener('paste', (event) => {
    event.preventDefault();
    one.replaceChildren(...event.clipboardData.getData('text/plain').split('\\n').map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    }));
  });
</script>`,
  policy,
);

const each = (text: (line: string, index: number) => string, between = ''): string => lines.map(text).join(between);
/** What sites make of a text in lines. */
const shown = [
  each((line) => line, '<br>'),
  each((line) => line, '<br />\n'),
  each((line) => `<p>${line}</p>`),
  each((line) => `<div>${line}</div>`, '\n\n'),
  each((line) => line, ' '),
  `words before: ${each((line) => line, '\n')} and words after it`,
  `<pre>${each((line) => `&gt; ${line}`, '\n')}</pre>`,
  each((line) => `&gt;&gt; ${line}`, '<br>'),
  `<blockquote><p>${each((line) => line, '\n')}</p></blockquote>`,
  `<pre>${each((line) => line.trim(), '\n    ')}</pre>`,
  `<ul><li>${each((line) => line, '\n  ')}</li><li>another</li></ul>`,
  `<ol>${each((line) => `<li>${line}</li>`)}</ol>`,
  `<table>${each((line) => `<tr><td>${line}</td></tr>`)}</table>`,
  each((line, index) => (index === 1 ? `<a href="#wiki">${line.slice(0, 9)}</a>${line.slice(9)}` : line), '&#8203;\n'),
];

describe('the lines of a sealed text', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    // All of them in sight.
    const small =
      '<style>body { display: grid; grid-template-columns: repeat(3, 1fr); font: 6px/8px monospace }</style>';
    const messages = html(small + shown.map((text) => `<section>${text}</section>`).join('\n'));
    const headers = { 'content-type': 'text/html; charset=windows-1252' };
    const latin = { body: '<!doctype html><h1 id="title" contenteditable>', headers };
    site = await startSite({ '/fields': fields, '/latin': latin, '/messages': messages });
    profile = await launchProfile();
    page = await profile.browser.newPage();
    await page.goto(`${site.origin}/fields`);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** What a field holds, a text node a line. */
  const textOf = (selector: string): Promise<string> =>
    page.$eval(selector, (field) =>
      'value' in field
        ? String(field.value)
        : [...field.childNodes].flatMap((node) => node.textContent || []).join('\n'),
    );
  const insert = async (selector: string): Promise<string> => {
    expect(await insertInto(page, selector, token)).toEqual({ kind: 'inserted' });
    return textOf(selector);
  };

  it.each([
    ['#area', 'a text area'],
    ['#roomy', 'a field that has room for breaks'],
    ['#rich', 'a rich text'],
    ['#editor', 'an editor'],
    ['#body', 'a body below its title'],
    ['#caught', 'a text beside what catches the clipboard'],
    ['#left', 'one of two editors alike'],
    ['#cell', 'an editor with room for lines that a table sets beside something'],
  ])('are at most 72 letters long in %s: %s', async (selector) => {
    expect(await insert(selector)).toBe(lines.join('\n'));
  });

  it('leave what stands around them where it is', async () => {
    await page.$eval('#words', (area) => (area as HTMLTextAreaElement).setSelectionRange(7, 8));
    expect(await insert('#words')).toBe(`before ${lines.join('\n')} after`);
  });

  it.each([
    ['#input', 'an input'],
    ['#tight', 'a field that has no room for breaks'],
    ['#chat', 'a field of one line, as chats have them'],
    ['#one', 'a field whose sealed text was in one line'],
    ['#send', 'a field whose Enter sends'],
    ['#low', 'an editor of one line'],
    ['#single', 'an editor that says it has one line'],
  ])('are one in %s: %s', async (selector) => {
    expect(await insert(selector)).toBe(token);
  });

  it('are no Enter to the page', async () => {
    expect(await page.evaluate('sent')).toEqual([]);
  });

  it.each([
    ['#quote', 'a quote with its caption'],
    ['#block', 'an editor of blocks'],
    ['#item', 'an item of a list beside a button of the editor'],
  ])('are one that may break unseen in %s: %s', async (selector) => {
    const held = await insert(selector);
    expect([held.includes('\n'), held.includes('\u200B'), held.replaceAll('\u200B', '')]).toEqual([false, true, token]);
  });

  it('may break unseen in a heading, which makes no page wider, and not where the charset has no such place', async () => {
    const held = await insert('#title');
    expect(held.split('\u200B').map(({ length }) => length)).toEqual(token.match(/.{1,16}/g)?.map((one) => one.length));
    expect(held.replaceAll('\u200B', '')).toBe(token);
    expect(await page.$eval('#title', (title) => title.scrollWidth <= title.clientWidth)).toBe(true);
    await page.goto(`${site.origin}/latin`);
    expect(await insert('#title')).toBe(token);
  });

  it('are one text again however a site shows them', async () => {
    await page.goto(`${site.origin}/messages`);
    await page.bringToFront();
    const found = await badges(page, shown.length);
    expect(found).toHaveLength(shown.length);
    expect(new Set(found.map(({ name }) => name)).size).toBe(1);
    expect(found[0]?.name).not.toMatch(/Incomplete|Damaged/);
  });
});
