// Every way out that a page or a worker may have. Source text, for the browser to run: no tool may rewrite `import()`.

const address = 'https://elsewhere.example/';
const socket = 'wss://elsewhere.example/';
/** What only ends with the answer of a policy. */
const never = 'new Promise(() => {})';
/** Settled by a `load` or an `open`, and by an error not at all: what refused it is what counts. */
const opened = (make: string, event: string): string =>
  `new Promise((done) => { const it = ${make}; it.addEventListener('${event}', done); it.addEventListener('error', () => {}); it.send?.('x'); })`;
const scriptUrl = (url: string): string =>
  `trustedTypes.createPolicy('test', { createScriptURL: (it) => it }).createScriptURL(${url})`;

const refusedHere = 'only files of the extension';
/** A worker that tries to fetch, and says what became of it. */
const blobWorker = (make: string): string => {
  const text = `addEventListener('securitypolicyviolation', (it) => postMessage(it.effectiveDirective));
    fetch('${address}').then(() => postMessage('reached'), () => setTimeout(() => postMessage('not refused'), 5_000));`;
  const url = scriptUrl(`URL.createObjectURL(new Blob([${JSON.stringify(text)}], { type: 'text/javascript' }))`);
  return `new Promise((say) => { (${make})(${url}).addEventListener('message', ({ data }) => say(data)); })`;
};
const anyWorker = blobWorker('(url) => new Worker(url)');

type Ways = Readonly<Record<string, readonly [source: string, refusedBy: string]>>;

/**
 * Each as an expression, a promise of text that tells what became of it, or of anything else where something was reached;
 * and what is to refuse it: a directive of the policy, or our own code.
 */
const both: Ways = {
  'import()': [`import('${address}module.js')`, 'script-src-elem'],
  FontFace: [`new FontFace('x', 'url(${address}font.woff2)').load()`, 'font-src'],
};

/** Out of a worker these are gone, so they are tried from pages alone. */
const pagesOnly: Ways = {
  fetch: [`fetch('${address}')`, 'connect-src'],
  XMLHttpRequest: [
    `(() => { const it = new XMLHttpRequest(); it.open('POST', '${address}'); return new Promise((done) => { it.onload = done; it.send('x'); }); })()`,
    'connect-src',
  ],
  WebSocket: [opened(`new WebSocket('${socket}')`, 'open'), 'connect-src'],
  EventSource: [opened(`new EventSource('${address}')`, 'open'), 'connect-src'],
  WebTransport: [`new WebTransport('${address}').ready`, 'connect-src'],
  sendBeacon: [`(navigator.sendBeacon('${address}', 'x'), ${never})`, 'connect-src'],
  'a ping': [
    `(() => { const it = document.createElement('a'); Object.assign(it, { href: '#x', ping: '${address}' }); it.click(); return ${never}; })()`,
    'connect-src',
  ],
  'an image': [`(() => { const it = new Image(); it.src = '${address}'; return it.decode(); })()`, 'img-src'],
  // It is let to start, and has the policy of its page.
  'a worker of other text': [anyWorker, 'connect-src'],
};

export const waysOutOfPages = { ...pagesOnly, ...both };
/** A worker that one of ours started of other text would have the manifest's policy, and with it all of the network. */
export const waysOutOfWorkers: Ways = {
  ...both,
  fetch: [`fetch('${address}')`, refusedHere],
  'fetch of an object': [`fetch({ toString: () => '/core.wasm', href: '${address}' })`, refusedHere],
  'a worker of other text': [anyWorker, refusedHere],
  'the same by its prototype': [blobWorker('(url) => new Worker.prototype.constructor(url)'), refusedHere],
  'the same by a class of it': [blobWorker('(url) => new (class extends Worker {})(url)'), refusedHere],
};

/** Source of a promise of what refused it, `reached`, or what else became of it. */
export const tryWay = (source: string): string => `(async () => {
  const refused = new Promise((say) => {
    const note = ({ effectiveDirective }) => say(effectiveDirective);
    (globalThis.document ?? globalThis).addEventListener('securitypolicyviolation', note, { once: true });
  });
  // Whoever refuses says so at once: this is for what nobody refused, and a failing test.
  const late = new Promise((say) => setTimeout(() => say('refused by nobody'), 10_000));
  const ours = ({ message }) => (message === '${refusedHere}' ? message : late);
  const reached = (async () => ${source})().then((it) => (typeof it === 'string' ? it : 'reached'), ours);
  return await Promise.race([refused, reached, late]);
})()`;
