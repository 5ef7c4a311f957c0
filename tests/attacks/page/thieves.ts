// Pages that take the focus, and with it the keys, while somebody types into a composer.

/** Runs in each document of the page before all else: notes whatever it can hear of somebody typing. */
export const listening = `
  heard = [];
  const hear = (where) => {
    for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput', 'textupdate', 'paste', 'drop', 'change',
      'compositionstart', 'compositionupdate', 'compositionend', 'DOMCharacterDataModified'])
      for (const target of [where, where.document])
        target.addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data ?? event.text ?? '')), true);
  };
  hear(window);
  const look = (root) => new MutationObserver((records) => {
    for (const { type, oldValue, addedNodes } of records)
      if (type === 'characterData') heard.push('was ' + oldValue);
      else for (const node of addedNodes) if (node.nodeType === 3) heard.push('text ' + node.data);
  }).observe(root, { subtree: true, childList: true, characterData: true, characterDataOldValue: true });`;

export const body = `<p id="text">a text of the page</p><textarea id="field" style="width:500px;height:150px"></textarea>
<input id="evil"><div id="rich" contenteditable></div><div id="canvas" tabindex="0"></div><div id="host"></div>
<iframe id="child" srcdoc="<input id=evil autofocus>"></iframe>
<script>${listening}
  steal = (what) => { what(); setInterval(what, 20); };
  const inner = host.attachShadow({ mode: 'closed' });
  inner.innerHTML = '<input>';
  look(rich); look(inner);
  stolen = () => [evil.value, rich.textContent, canvas.editContext?.text ?? '', inner.firstChild.value, document.querySelector('dialog input')?.value ?? '',
    child.isConnected ? child.contentDocument?.querySelector('#evil')?.value ?? '' : ''].join('');
</script>`;

/** Name, and what the page does once the composer has the focus. */
export const thieves: readonly (readonly [string, string])[] = [
  ['takes the focus every few milliseconds', 'steal(() => evil.focus())'],
  [
    'takes it back whenever it is lost, within the same call',
    "const again = () => evil.focus(); for (const type of ['blur', 'focusout']) { addEventListener(type, again, true); evil.addEventListener(type, again); } evil.onblur = again; again()",
  ],
  [
    'takes it back whenever it is lost, a moment later',
    "addEventListener('blur', () => setTimeout(() => evil.focus()), true); evil.focus()",
  ],
  ['takes it into rich text', 'steal(() => rich.focus())'],
  [
    'takes it to where input methods write past the document',
    'canvas.editContext = new EditContext(); for (const type of ["textupdate", "compositionstart", "compositionend"]) canvas.editContext.addEventListener(type, (event) => heard.push(type + event.text)); steal(() => canvas.focus())',
  ],
  ['takes it into a closed shadow tree', 'steal(() => inner.firstChild.focus())'],
  [
    'opens a dialog that takes it',
    'const box = document.createElement("dialog"); box.innerHTML = "<input autofocus>"; document.body.append(box); steal(() => { box.close(); box.showModal(); })',
  ],
  ['makes all of itself a field', 'document.designMode = "on"; look(document.body); steal(() => window.focus())'],
  [
    'takes it into a frame of its own',
    'hear(child.contentWindow); steal(() => { child.focus(); child.contentWindow.focus(); child.contentDocument.querySelector("#evil").focus(); })',
  ],
  [
    'makes a new frame for it, and listens there before anybody else',
    'child.remove(); const made = document.createElement("iframe"); made.id = "child"; document.body.append(made); hear(made.contentWindow); made.contentDocument.body.innerHTML = "<input id=evil>"; steal(() => { made.focus(); made.contentWindow.focus(); made.contentDocument.querySelector("#evil").focus(); })',
  ],
  [
    'opens the document again to get rid of our listeners, and takes it there',
    'const fresh = child.contentDocument; fresh.open(); fresh.write("<input id=evil>"); fresh.close(); hear(child.contentWindow); steal(() => { child.focus(); child.contentWindow.focus(); child.contentDocument.querySelector("#evil").focus(); })',
  ],
];
