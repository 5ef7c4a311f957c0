import { html } from '../browser/page/support.ts';

/** What stands at first in the fields that do not keep a sealed text, as in `pages/show.mjs`; the others are empty. */
const first = 'what was there';

const inFrame = `<body style="margin:0"><textarea style="width:300px;height:60px"></textarea>`;

/**
 * Fields without a framework, in every sort of document that a page can hold, and fields whose page is against us. Each
 * is in an element of its name; `editors` reads them, `heard` counts what the page was told of a sealed text.
 */
export const plainPage = html(`
<style>[data-rich-text-placeholder]::after{content:attr(data-rich-text-placeholder)} section{height:90px} iframe{width:320px;height:80px} section div{min-height:20px}</style>
<section id="input"><input></section>
<section id="textarea"><textarea></textarea></section>
<section id="contenteditable"><div contenteditable></div></section>
<section id="plaintext-only"><div contenteditable="plaintext-only"></div></section>
<section id="closed-textarea"></section>
<section id="closed-contenteditable"></section>
<section id="blank"><iframe></iframe></section>
<section id="srcdoc"><iframe srcdoc="${inFrame.replaceAll('"', '&quot;')}"></iframe></section>
<section id="body"><iframe srcdoc="<body contenteditable>"></iframe></section>
<section id="short-input"><input maxlength="100" value="${first}"></section>
<section id="short-textarea"><textarea maxlength="100">${first}</textarea></section>
<section id="stubborn"><textarea>${first}</textarea></section>
<section id="slowly"><textarea>${first}</textarea></section>
<section id="wiper"><div contenteditable>${first}</div></section>
<section id="claimer"><div contenteditable>${first}</div></section>
<section id="later"><div contenteditable>${first}</div></section>
<section id="leader"><div contenteditable>${first}</div><div class="bin" contenteditable></div></section>
<section id="swallower"><div contenteditable>${first}</div></section>
<section id="emptier"><div contenteditable>${first}</div></section>
<section id="watched"><div><div contenteditable>${first}</div></div></section>
<section id="broken"><div contenteditable style="height:80px">${first}</div></section>
<section id="hinted"></section>
<section id="hinted-otherwise"></section>
<section id="spreader"><div><div contenteditable style="min-height:80px">${first}</div></div></section>
<section id="blocks"><div class="root"></div></section>
<script>
  const field = (name) => document.querySelector('#' + name + ' :is(input, textarea, [contenteditable])');
  const textOf = (one) => one.value ?? one.textContent;
  editors = {};
  for (const { id } of document.querySelectorAll('section')) editors[id] = { read: () => textOf(field(id)) };
  for (const [id, tag] of [['closed-textarea', 'textarea'], ['closed-contenteditable', 'div']]) {
    const host = document.createElement('div');
    const inner = document.createElement(tag);
    if (tag === 'div') inner.contentEditable = 'true';
    host.attachShadow({ mode: 'closed' }).append(inner);
    document.getElementById(id).append(host);
    editors[id].read = () => textOf(inner);
  }
  const frame = (id) => document.querySelector('#' + id + ' iframe').contentDocument;
  frame('blank').body.innerHTML = ${JSON.stringify(inFrame)};
  for (const id of ['blank', 'srcdoc']) editors[id].read = () => frame(id).querySelector('textarea').value;
  editors.body.read = () => frame('body').body.textContent;

  heard = {};
  const count = ({ type, target }) => {
    const { id } = target.closest?.('section') ?? {};
    (heard[id] ??= []).push(type);
  };
  for (const type of ['keydown', 'keyup', 'beforeinput', 'input', 'change', 'paste']) addEventListener(type, count, true);
  const back = (one) => { one.value = '${first}'; };
  field('stubborn').addEventListener('input', ({ target }) => back(target));
  field('slowly').addEventListener('input', ({ target }) => setTimeout(back, 50, target));
  field('wiper').addEventListener('input', ({ target }) => { target.textContent = ''; });
  field('claimer').addEventListener('paste', (event) => event.preventDefault());
  field('later').addEventListener('paste', (event) => {
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    setTimeout(() => { event.target.textContent = text; }, 700);
  });

  // As VisualEditor: leads a paste into a place of its own, and takes from there what came, be it nothing.
  field('leader').addEventListener('paste', ({ currentTarget }) => {
    const bin = document.querySelector('#leader .bin');
    bin.textContent = '';
    bin.focus();
    setTimeout(() => { currentTarget.textContent = bin.textContent; });
  });
  // As Editor.js: makes a block of its own of each line, and leaves the one with the caret as it is.
  field('spreader').addEventListener('paste', (event) => {
    event.preventDefault();
    const lines = event.clipboardData.getData('text/plain').split('\\n');
    if (lines.length === 1) document.execCommand('insertText', false, lines[0]);
    else event.currentTarget.after(...lines.map((line) => Object.assign(document.createElement('div'), { textContent: line })));
  });
  // As Editor.js, and lets the browser paste: takes an element of its own that goes and does not come for lost.
  let watched = field('watched');
  const isGone = ({ removedNodes, addedNodes }) => [...removedNodes].includes(watched) && addedNodes.length === 0;
  new MutationObserver((records) => {
    if (records.some(isGone)) watched = undefined;
  }).observe(watched.parentNode, { childList: true });
  editors.watched.read = () => watched.textContent;
  // As Milkdown: a line break is an element with a space in it, and so is the caret, which goes while anything is selected.
  field('broken').addEventListener('paste', (event) => {
    event.preventDefault();
    const brk = () => Object.assign(document.createElement('span'), { contentEditable: 'false', textContent: ' ' });
    const nodes = event.clipboardData.getData('text/plain').split('\\n').flatMap((line) => [brk(), line]);
    const range = getSelection().getRangeAt(0);
    range.deleteContents();
    for (const node of nodes.slice(1).reverse()) range.insertNode(node.nodeType ? node : new Text(node));
  });
  const caret = Object.assign(document.createElement('div'), { contentEditable: 'false', style: 'position:absolute' });
  document.addEventListener('selectionchange', () => {
    const { isCollapsed, focusNode } = getSelection();
    if (!field('broken').contains(focusNode)) return;
    if (!isCollapsed) caret.remove();
    else if (!caret.isConnected) field('broken').prepend(caret);
  });
  editors.spreader.begin = (text) => {
    field('spreader').textContent = text;
    while (field('spreader').nextSibling) field('spreader').nextSibling.remove();
  };
  editors.spreader.read = () => document.querySelector('#spreader > div').textContent;
  // Takes away what is selected for a paste that it then forgets; its own undoing knows of it.
  const taken = [];
  field('swallower').addEventListener('paste', (event) => {
    taken.push(event.currentTarget.textContent);
    event.currentTarget.textContent = '';
  });
  field('swallower').addEventListener('keydown', (event) => {
    if (event.key !== 'z' || !event.ctrlKey || taken.length === 0) return;
    event.preventDefault();
    event.currentTarget.textContent = taken.pop();
  });
  // The same, and there is no way back.
  field('emptier').addEventListener('paste', (event) => { event.currentTarget.textContent = ''; });

  // An empty block of WordPress' editor: its hint is drawn by a rule of style. The other editor lets it be pressed.
  for (const [id, style] of [['hinted', 'pointer-events:none;user-select:none'], ['hinted-otherwise', '']]) {
    const block = Object.assign(document.createElement('p'), { contentEditable: 'true', textContent: '\uFEFF' });
    const hint = Object.assign(document.createElement('span'), { contentEditable: 'false', style });
    hint.dataset.richTextPlaceholder = 'Type / to choose a block';
    block.append(hint);
    block.addEventListener('paste', (event) => {
      event.preventDefault();
      block.textContent = event.clipboardData.getData('text/plain');
    });
    document.getElementById(id).append(block);
  }

  // As WordPress' editor: each block is a field; while several are selected, what is around them is, and a paste puts
  // new blocks in the place of those, after which it is none any more.
  const root = document.querySelector('#blocks .root');
  const block = (text) => Object.assign(document.createElement('p'), { contentEditable: 'true', textContent: text });
  root.append(...['one', 'two', 'three'].map(block));
  editors.blocks.choose = (start = 0, end = 5) => {
    const [, two, three] = root.children;
    root.contentEditable = 'true';
    root.focus();
    getSelection().setBaseAndExtent(two.firstChild, start, three.firstChild, end);
  };
  root.addEventListener('paste', (event) => {
    event.preventDefault();
    const lines = event.clipboardData.getData('text/plain').split('\\n');
    const chosen = [...root.children].filter((one) => getSelection().containsNode(one, true));
    steps.push([...root.children].map((one) => one.textContent));
    chosen[0].before(...lines.map(block));
    for (const one of chosen) one.remove();
    root.contentEditable = 'inherit';
  });
  const steps = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'z' || !event.ctrlKey || steps.length === 0) return;
    event.preventDefault();
    if (canUndo) root.replaceChildren(...steps.pop().map(block));
  });
  let canUndo = true;
  editors.blocks.cannotUndo = () => { canUndo = false; };
  // And takes nothing there once the focus is elsewhere.
  editors.blocks.leave = () => root.addEventListener('focusout', () => { root.contentEditable = 'inherit'; });
  editors.blocks.read = () => [...root.children].map((one) => one.textContent).join('\\n');
  ready = true;
</script>`);
